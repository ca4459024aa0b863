package aka.group;

import aka.file.RawText;
import aka.os.FileCallException;
import aka.plan.IoFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The groups of projects that this user trusts, each as it was then: once the file changes it is a stranger's again. Kept as lines
 * {@code SHA-256 PATH} in a file of the state folder, in the form of paths in a file of groups.
 */
public final class TrustedProjects {

    private static final String LEAF = "trusted-groups";

    private final Path state;

    /** @param state the state folder, which only this user can write to; it need not be there until something is trusted */
    public TrustedProjects(Path state) {
        this.state = state;
    }

    /** Returns the file in which they are kept, whether or not it is there. */
    public Path file() {
        return state.resolve(LEAF);
    }

    /**
     * Returns whether these groups, with exactly these words, are trusted.
     *
     * @throws FileCallException if that cannot be read: then they are not
     */
    public boolean contains(ProjectGroups groups) throws FileCallException {
        return lines().contains(line(groups));
    }

    /**
     * Trusts these groups, and no longer what was in that file before.
     *
     * @throws FileCallException if that cannot be written
     */
    public void add(ProjectGroups groups) throws FileCallException {
        List<String> lines = new ArrayList<>(lines());
        String end = " " + PathText.of(groups.file());
        lines.removeIf(line -> line.endsWith(end));
        lines.add(line(groups));
        Path made = state.resolve(LEAF + ".new");
        try {
            Files.write(made, RawText.bytes(String.join("\n", lines) + "\n"));
            Files.move(made, state.resolve(LEAF), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw IoFailure.of("trust " + groups.file(), state.resolve(LEAF), failed);
        }
    }

    private static String line(ProjectGroups groups) {
        return groups.digest() + " " + PathText.of(groups.file());
    }

    private List<String> lines() throws FileCallException {
        Path file = state.resolve(LEAF);
        try {
            return RawText.of(Files.readAllBytes(file)).lines().toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException failed) {
            throw IoFailure.of("read which groups are trusted in " + file, file, failed);
        }
    }
}
