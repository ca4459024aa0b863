package aka.run;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every state in which a crash can leave a step, made by hand and recovered. {@code one} is a name of the kept body, {@code two}
 * of the one to be displaced; {@code one-too} is a second name of the kept body where there is one.
 */
abstract class CrashStates implements JoinCrashes, SplitCrashes, NameCrashes, RepointCrashes, PoolCrashes {

    @TempDir
    Path home;

    private Ground ground;
    private Runs runs;
    private Wreck wreck;

    /** Returns a new place to work in. */
    abstract Ground newGround() throws IOException;

    @Override
    public Ground ground() {
        return ground;
    }

    @Override
    public Wreck wreck() {
        return wreck;
    }

    @Override
    public Runs runs() {
        return runs;
    }

    @BeforeEach
    void make() throws IOException {
        ground = newGround();
        ground.file("one", BYTES);
        ground.file("two", BYTES);
        runs = new Runs(home, ground.calls());
        wreck = new Wreck(ground, runs);
    }

    @AfterEach
    void close() throws IOException {
        ground.close();
        runs.close();
    }
}
