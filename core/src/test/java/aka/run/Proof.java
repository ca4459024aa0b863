package aka.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Counts what the tests of a class tried and saw go well, so that a build tells how much it proves. After the last of them it
 * prints a line, {@code proof: kills 214}, and adds that to {@code target/proofs.txt}, where {@code .ci/run} sums them up.
 */
public final class Proof implements AfterAllCallback {

    private static final @Nullable String MODULE = System.getProperty("basedir");

    private final String kind;
    private final AtomicLong count = new AtomicLong();

    private Proof(String kind) {
        this.kind = kind;
    }

    /** Counts calls that failed. */
    public static Proof ofFaults() {
        return new Proof("faults");
    }

    /** Counts instants at which the process ended. */
    public static Proof ofKills() {
        return new Proof("kills");
    }

    /** Counts what may be found after a power cut. */
    public static Proof ofCuts() {
        return new Proof("cuts");
    }

    /** Counts what somebody else did to what a step had in hand. */
    public static Proof ofRaces() {
        return new Proof("races");
    }

    /** Counts random trees that were compared with a model. */
    public static Proof ofModels() {
        return new Proof("models");
    }

    public void add() {
        add(1);
    }

    public void add(long times) {
        count.addAndGet(times);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (count.get() > 0) {
            tell("proof: " + kind + " " + count.get());
        }
    }

    private static void tell(String line) throws IOException {
        System.out.println(line);
        if (MODULE != null) {
            Path file = Path.of(MODULE, "target", "proofs.txt");
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
