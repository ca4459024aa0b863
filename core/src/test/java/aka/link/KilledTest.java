package aka.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.file.Leaf;
import aka.file.Leftover;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process is killed as it enters a system call of a kind, at its first, its second, until it goes through. Each state that it
 * can leave on the disk is met at the calls that change names.
 */
class KilledTest {

    private static final byte[] BYTES = bytes();

    private static byte[] bytes() {
        byte[] bytes = new byte[300_000];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"renameat2, 1", "unlinkat, 1"})
    void rmKilledAtACallThatChangesNames_leavesTheOtherNameItsBytes(String call, int least) throws Exception {
        assertThat(killAtEach(call)).isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({"statx, 6", "flock, 1"})
    @Tag("long")
    void rmKilledAtACallInBetween_leavesTheOtherNameItsBytes(String call, int least) throws Exception {
        assertThat(killAtEach(call)).isGreaterThanOrEqualTo(least);
    }

    /** Returns how often it was killed. */
    private static int killAtEach(String call) throws Exception {
        assumeTrue(TestVolume.isFound("strace"), "needs strace to kill at a system call");
        try (TestVolume volume = TestVolume.make("ext4", 32)) {
            for (int n = 1; ; n++) {
                Path folder = Files.createDirectory(volume.root().resolve("n" + n));
                Path one = Files.write(folder.resolve("one"), BYTES);
                Path two = Files.createLink(folder.resolve("two"), one);
                List<String> strace = List.of(
                        "strace",
                        "-f",
                        "-o",
                        "/dev/null",
                        "-e",
                        "trace=" + call,
                        "-e",
                        "inject=" + call + ":signal=KILL:when=" + n);
                int exit = Forked.end(Forked.start(strace, "rm", one.toString()), 0, Forked.KILLED);
                assertThat(two).hasBinaryContent(BYTES);
                if (exit == 0) {
                    assertThat(others(folder)).isEmpty();
                    return n - 1;
                }
                assertThat(others(folder))
                        .hasSizeLessThan(2)
                        .allMatch(KilledTest::isLeftover)
                        .allSatisfy(left -> assertThat(left).hasBinaryContent(BYTES));
            }
        }
    }

    /** Returns what is there beside both names. */
    private static List<Path> others(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> !path.endsWith("one") && !path.endsWith("two"))
                    .toList();
        }
    }

    private static boolean isLeftover(Path path) {
        byte[] leaf = Leaf.of(path).bytes();
        return Leftover.is(leaf, leaf.length);
    }
}
