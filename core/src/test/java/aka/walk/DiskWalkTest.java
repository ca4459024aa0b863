package aka.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import aka.file.Kind;
import aka.file.Leaf;
import aka.file.RawPath;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.portable.PortableFileCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks on a real disk, by the calls that every system has. */
class DiskWalkTest {

    @TempDir
    Path dir;

    @Test
    void forEach_deliversNamesAsTheDiskHoldsThem() throws IOException {
        List<byte[]> leaves = List.of(
                new byte[] {'a', '\n', 'b'},
                new byte[] {27, '[', '3', '1', 'm'},
                new byte[] {'x', (byte) 0xFF, (byte) 0xC3},
                "é".getBytes(StandardCharsets.UTF_8));
        for (byte[] leaf : leaves) {
            makeOrSkip(leaf);
        }

        assertThat(paths(dir))
                .extracting(Leaf::of)
                .containsExactlyInAnyOrderElementsOf(
                        leaves.stream().map(Leaf::of).toList());
        assertThat(paths(dir)).allMatch(Files::exists);
    }

    @Test
    void forEach_keepsRootsAsTheyWereTyped() throws IOException {
        Files.createDirectories(dir.resolve("a/b"));
        Files.writeString(dir.resolve("a/b/f"), "1");

        assertThat(paths(dir.resolve("./a"))).containsExactly(dir.resolve("./a/b/f"));
        assertThat(paths(dir.resolve("a/../a/b/f"))).containsExactly(dir.resolve("a/../a/b/f"));
    }

    @Test
    void forEach_ofARelativeRoot_staysRelative() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path made = Files.createTempDirectory(here.resolve("target"), "walk");
        Path file = Files.writeString(made.resolve("f"), "1");
        try {
            Path relative = here.relativize(made);

            assertThat(paths(relative)).containsExactly(relative.resolve("f"));
            assertThat(paths(Path.of(".").resolve(relative)))
                    .containsExactly(Path.of(".").resolve(relative).resolve("f"));
        } finally {
            Files.delete(file);
            Files.delete(made);
        }
    }

    @Test
    void forEach_ofABareFileName_keepsItBare() throws IOException {
        assertThat(paths(Path.of("pom.xml"))).containsExactly(Path.of("pom.xml"));
    }

    @Test
    void forEach_tellsWhatTheDiskKnowsOfAFile() throws IOException {
        Path file = Files.writeString(dir.resolve("f"), "12345");
        Files.createLink(dir.resolve("g"), file);
        List<String> seen = new ArrayList<>();

        try (FileCalls calls = new PortableFileCalls();
                Walk walk = Walk.of(calls, List.of(dir), WalkFilters.none())) {
            walk.forEach(
                    entry -> seen.add(entry.kind() + " " + entry.linkCount() + " " + entry.sizeBytes() + " "
                            + entry.key().equals(calls(calls, file))),
                    new CancelToken());
        }

        assertThat(seen).containsExactly("FILE 2 5 true", "FILE 2 5 true");
    }

    private static Object calls(FileCalls calls, Path file) {
        try {
            return calls.facts(file).key().orElseThrow();
        } catch (FileCallException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private void makeOrSkip(byte[] leaf) throws IOException {
        try {
            Files.createFile(dir.resolve(RawPath.path(leaf)));
        } catch (InvalidPathException | FileSystemException refused) {
            assumeThat(refused)
                    .as("this system holds every name that bytes can make")
                    .isNull();
        }
    }

    private static List<Path> paths(Path root) throws FileCallException {
        List<Path> files = new ArrayList<>();
        try (FileCalls calls = new PortableFileCalls();
                Walk walk = Walk.of(calls, List.of(root), WalkFilters.none())) {
            walk.forEach(
                    entry -> {
                        if (entry.kind() == Kind.FILE) {
                            files.add(entry.path());
                        }
                    },
                    new CancelToken());
        }
        return files;
    }
}
