package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.RawPath;
import aka.journal.StepReason;
import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Split;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in great number, and names that are no text. */
class ManyNamesRunTest {

    private static final SharedVolumes VOLUMES = new SharedVolumes();

    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();

    @AfterEach
    void close() {
        calls.close();
    }

    @AfterAll
    static void unmount() {
        VOLUMES.close();
    }

    private static int names(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:nlink");
    }

    private static void requireNoLitter(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.map(path -> new String(RawPath.bytes(path), StandardCharsets.ISO_8859_1)))
                    .noneMatch(path -> path.contains(".aka-"));
        }
    }

    /** Makes a file with names {@code n0}, {@code n1} and so on. */
    private static void link(Path folder, int count) {
        TestVolume.run(
                "python3",
                "-c",
                "import os, sys\nos.chdir(sys.argv[1])\nfor i in range(1, int(sys.argv[2])): os.link('n0', 'n%d' % i)",
                folder.toString(),
                Integer.toString(count));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "btrfs"})
    void aBodyWith3000Names_isJoinedWithAllOfThem_andSplitOffAgain(String type) throws IOException {
        Path root = VOLUMES.folder(type);
        Files.writeString(root.resolve("kept"), "equal bytes");
        Files.writeString(root.resolve("n0"), "equal bytes");
        link(root, 3_000);
        String[] names = new String[3_000];
        Arrays.setAll(names, i -> "n" + i);
        Ran ran = Ran.of(new TestPlan(calls, root).replace("kept", names).plan(), calls);
        assertThat(ran.reasons()).isEmpty();
        assertThat(names(root.resolve("kept"))).isEqualTo(3_001);
        Ran split = Ran.of(new TestPlan(calls, root).split(names).plan(), calls);
        assertThat(split.reasons()).isEmpty();
        assertThat(names(root.resolve("kept"))).isEqualTo(1);
        assertThat(names(root.resolve("n2999"))).isEqualTo(3_000);
        requireNoLitter(root);
    }

    @Test
    void aBodyThatIsFull_takesWhatItCan_andASecondOneTheRest() throws IOException {
        Path root = VOLUMES.folder("ext4");
        Path many = Files.createDirectory(root.resolve("many"));
        Files.writeString(many.resolve("n0"), "equal bytes");
        link(many, 64_990);
        TestPlan plan = new TestPlan(calls, root);
        for (int i = 0; i < 30; i++) {
            Files.writeString(root.resolve("d" + i), "equal bytes");
            plan.replace("many/n0", "d" + i);
        }
        Ran ran = Ran.of(plan.plan(), calls);
        assertThat(ran.reasons()).containsExactly(StepReason.LINK_LIMIT);
        assertThat(names(many.resolve("n0"))).isEqualTo(65_000);
        assertThat(Files.isSameFile(root.resolve("d9"), many.resolve("n7"))).isTrue();
        assertThat(names(root.resolve("d10"))).isEqualTo(20);
        assertThat(Files.isSameFile(root.resolve("d10"), root.resolve("d29"))).isTrue();
        requireNoLitter(root);
    }

    // ---- names that are no text

    private static Stream<byte[]> strange() {
        byte[] longest = new byte[255];
        Arrays.fill(longest, (byte) 'x');
        byte[] longestNoText = new byte[255];
        Arrays.fill(longestNoText, (byte) 0xE2);
        return Stream.of(
                longest,
                longestNoText,
                "a\nline".getBytes(StandardCharsets.UTF_8),
                new byte[] {'b', (byte) 0xFF, (byte) 0xFE},
                new byte[] {(byte) 0xC3, '\n', 0x1B, '[', '3', '1', 'm'},
                "-rf *".getBytes(StandardCharsets.UTF_8),
                " ".getBytes(StandardCharsets.UTF_8));
    }

    /** The JDK's own calls cannot make such files in every locale; Python can. */
    private static void write(Path folder, List<byte[]> leaves) {
        List<String> command = new ArrayList<>(List.of("python3", "-c", """
                import os, sys
                os.chdir(sys.argv[1])
                for leaf in sys.argv[2:]: open(bytes.fromhex(leaf), 'w').write('equal bytes')
                """, folder.toString()));
        leaves.forEach(leaf -> command.add(HexFormat.of().formatHex(leaf)));
        TestVolume.run(command.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "btrfs"})
    void namesThatAreNoText_andTheLongest_areJoinedAndSplit(String type) throws IOException {
        Path root = VOLUMES.folder(type);
        Files.writeString(root.resolve("kept"), "equal bytes");
        List<byte[]> leaves = strange().toList();
        write(root, leaves);
        TestPlan joining = new TestPlan(calls, root);
        for (byte[] leaf : leaves) {
            joining.step(new Replace(joining.body("kept"), body(root, leaf)));
        }
        Ran ran = Ran.of(joining.plan(), calls);
        assertThat(ran.reasons()).isEmpty();
        assertThat(names(root.resolve("kept"))).isEqualTo(1 + leaves.size());

        TestPlan splitting = new TestPlan(calls, root);
        for (byte[] leaf : leaves) {
            splitting.step(new Split(body(root, leaf), List.of(name(leaf)), Optional.empty()));
        }
        assertThat(Ran.of(splitting.plan(), calls).reasons()).isEmpty();
        assertThat(names(root.resolve("kept"))).isEqualTo(1);
        for (byte[] leaf : leaves) {
            assertThat(calls.facts(RawPath.path(RawPath.join(RawPath.bytes(root), leaf)))
                            .sizeBytes())
                    .isEqualTo("equal bytes".length());
        }
        requireNoLitter(root);
    }

    private static PlannedName name(byte[] leaf) {
        return new PlannedName(0, RawPath.path(leaf));
    }

    private PlannedBody body(Path root, byte[] leaf) throws IOException {
        Path path = RawPath.path(RawPath.join(RawPath.bytes(root), leaf));
        return PlannedBody.of(calls.facts(path), List.of(name(leaf)));
    }

    @Test
    void namesFarDown_areJoined() throws IOException {
        Path root = VOLUMES.folder("ext4");
        String below = String.join("/", Collections.nCopies(14, "d".repeat(250))) + "/new\nline/";
        Files.createDirectories(root.resolve(below));
        Files.writeString(root.resolve(below + "kept"), "equal bytes");
        Files.writeString(root.resolve(below + "one"), "equal bytes");
        Ran ran = Ran.of(
                new TestPlan(calls, root).replace(below + "kept", below + "one").plan(), calls);
        assertThat(ran.reasons()).isEmpty();
        assertThat(names(root.resolve(below + "kept"))).isEqualTo(2);
        requireNoLitter(root);
    }
}
