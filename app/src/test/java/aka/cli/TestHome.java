package aka.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The state folder of tests that name no other: never the user's own. It goes when the tests have ended. */
final class TestHome {

    /** Made by the first command that needs it. */
    static final Path FOLDER = inTemp().resolve("aka");

    private TestHome() {}

    private static Path inTemp() {
        try {
            Path temp = Files.createTempDirectory("aka-home-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(temp)));
            return temp;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
