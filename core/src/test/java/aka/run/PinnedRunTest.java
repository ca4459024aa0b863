package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.journal.StepReason;
import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.volume.TestVolume;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that something holds by other means than a name: what is written there would be lost if they were replaced. */
class PinnedRunTest {

    private static final SharedVolumes VOLUMES = new SharedVolumes();

    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();

    @TempDir
    Path temporary;

    private Path root;

    @BeforeEach
    void make() throws IOException {
        root = VOLUMES.folder("ext4");
        write("kept", 1 << 20);
        write("one", 1 << 20);
        Files.createLink(root.resolve("two"), root.resolve("one"));
    }

    @AfterEach
    void close() {
        calls.close();
    }

    @AfterAll
    static void unmount() {
        VOLUMES.close();
    }

    private Path write(String name, int length) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.write(path, new byte[length]);
    }

    private void requireUntouched() throws IOException {
        assertThat(Files.isSameFile(root.resolve("kept"), root.resolve("one"))).isFalse();
        assertThat(Files.isSameFile(root.resolve("one"), root.resolve("two"))).isTrue();
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.map(Path::toString)).noneMatch(path -> path.contains(".aka-"));
        }
    }

    private TestPlan replaceAndSplit() throws IOException {
        return new TestPlan(calls, root).replace("kept", "one", "two").split("two");
    }

    @Test
    void aFileThatIsMountedOnAnother_isPinned() throws IOException {
        Path point = Files.createFile(temporary.resolve("point"));
        TestVolume.run("mount", "--bind", root.resolve("two").toString(), point.toString());
        try {
            Ran ran = Ran.of(replaceAndSplit().plan(), calls);
            assertThat(ran.reasons()).containsExactly(StepReason.PINNED, StepReason.PINNED);
        } finally {
            TestVolume.run("umount", point.toString());
        }
        requireUntouched();
    }

    @Test
    void aFileThatIsMountedInAnotherNamespace_asContainersDo_isPinned() throws Exception {
        Path point = Files.createFile(temporary.resolve("point"));
        Process container = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "mount --bind \"$0\" \"$1\" && echo mounted && read wait",
                        root.resolve("one").toString(),
                        point.toString())
                .redirectErrorStream(true)
                .start();
        try {
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(container.getInputStream(), StandardCharsets.UTF_8));
            assertThat(said.readLine()).isEqualTo("mounted");
            Ran ran = Ran.of(replaceAndSplit().plan(), calls);
            assertThat(ran.reasons()).containsExactly(StepReason.PINNED, StepReason.PINNED);
        } finally {
            container.getOutputStream().close();
            container.waitFor();
        }
        requireUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lower", "upper"})
    void aFileInALayerOfAnOverlay_isPinned(String layer) throws IOException {
        Path point = temporary.resolve("overlay");
        for (Path folder : List.of(
                root.resolve("lower"), root.resolve("upper"), root.resolve("work"), root.resolve("merged"), point)) {
            Files.createDirectory(folder);
        }
        write(layer + "/deep/file", 1 << 20);
        String options = "lowerdir=" + root.resolve("lower") + ",upperdir=" + root.resolve("upper") + ",workdir="
                + root.resolve("work");
        TestVolume.run("mount", "-t", "overlay", "-o", options, "overlay", point.toString());
        try {
            Ran ran = Ran.of(
                    new TestPlan(calls, root)
                            .replace("kept", layer + "/deep/file")
                            .plan(),
                    calls);
            assertThat(ran.reasons()).containsExactly(StepReason.PINNED);
        } finally {
            TestVolume.run("umount", point.toString());
        }
        requireUntouched();
    }

    @Test
    void aFileThatIsSwappedTo_isNotReplaced() throws IOException {
        Path one = root.resolve("one");
        TestVolume.run("chmod", "600", one.toString(), root.resolve("kept").toString());
        TestVolume.run("mkswap", "-q", one.toString());
        Files.write(root.resolve("kept"), Files.readAllBytes(one));
        assumeTrue(succeeds("swapon", one.toString()), "needs to swap to a file");
        try {
            Ran ran = Ran.of(replaceAndSplit().plan(), calls);
            assertThat(ran.reasons()).hasSize(2).allMatch(reason -> reason == StepReason.BUSY);
        } finally {
            TestVolume.run("swapoff", one.toString());
        }
        requireUntouched();
    }

    @Test
    void anImageThatIsMounted_isNotReplaced() throws IOException {
        Path one = root.resolve("one");
        TestVolume.run("mkfs.ext4", "-q", "-F", one.toString());
        Files.write(root.resolve("kept"), Files.readAllBytes(one));
        Path point = Files.createDirectory(temporary.resolve("image"));
        TestVolume.run("mount", "-o", "loop", one.toString(), point.toString());
        try {
            Ran ran = Ran.of(replaceAndSplit().plan(), calls);
            assertThat(ran.reasons()).containsExactly(StepReason.BUSY, StepReason.BUSY);
        } finally {
            TestVolume.run("umount", point.toString());
        }
        requireUntouched();
    }

    /** Read only, nobody can write to it; but what is mounted would stay behind with a body that is gone. */
    @Test
    void anImageThatIsMountedReadOnly_losesNothing() throws IOException {
        Path one = root.resolve("one");
        TestVolume.run("mkfs.ext4", "-q", "-F", one.toString());
        Files.write(root.resolve("kept"), Files.readAllBytes(one));
        byte[] bytes = Files.readAllBytes(one);
        Path point = Files.createDirectory(temporary.resolve("image"));
        TestVolume.run("mount", "-o", "loop,ro,noload", one.toString(), point.toString());
        try {
            Ran.of(replaceAndSplit().plan(), calls);
            assertThat(point.resolve("lost+found")).isDirectory();
        } finally {
            TestVolume.run("umount", point.toString());
        }
        assertThat(one).hasBinaryContent(bytes);
        assertThat(root.resolve("two")).hasBinaryContent(bytes);
    }

    private static boolean succeeds(String... command) {
        try {
            TestVolume.run(command);
            return true;
        } catch (AssertionError failed) {
            return false;
        }
    }
}
