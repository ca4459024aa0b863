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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process is killed as it enters a system call of a kind, at its first, its second, until it goes through. What looks at the
 * files ({@code statx}) comes between what changes them, so that every state on the disk is met.
 */
class KilledTest {

    private static final byte[] BYTES = bytes();

    private static byte[] bytes() {
        byte[] bytes = new byte[300_000];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "statx, 10",
        "copy_file_range, 1",
        "fchown, 1",
        "fchmod, 1",
        "utimensat, 1",
        "fsync, 2",
        "linkat, 1",
        "renameat2, 1",
        "unlinkat, 1"
    })
    void splitKilledAtACall_leavesEveryNameItsBytes(String call, int least) throws Exception {
        int kills = killAtEach(call, "split", (one, two) -> {
            assertThat(one).hasBinaryContent(BYTES);
            assertThat(two).hasBinaryContent(BYTES);
        });
        assertThat(kills).isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({"statx, 6", "flock, 1", "renameat2, 1", "unlinkat, 1"})
    void rmKilledAtACall_leavesTheOtherNameItsBytes(String call, int least) throws Exception {
        int kills = killAtEach(call, "rm", (one, two) -> assertThat(two).hasBinaryContent(BYTES));
        assertThat(kills).isGreaterThanOrEqualTo(least);
    }

    /** What must be true of both names. */
    private interface Check {
        void of(Path one, Path two) throws IOException;
    }

    private static int killAtEach(String call, String deed, Check check) throws Exception {
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
                int exit = Forked.end(Forked.start(strace, deed, one.toString()), 0, Forked.KILLED);
                check.of(one, two);
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
