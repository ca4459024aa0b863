package aka.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.volume.TestVolume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two at once on real files: who comes second is refused, and no byte is lost. */
class RacesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void onlyOnLinux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "needs the calls of Linux");
    }

    @Test
    void twoProcessesRemovingTheTwoNames_neverTakeBoth() throws Exception {
        int rounds = 200;
        for (int i = 0; i < rounds; i++) {
            Path one = Files.writeString(folder.resolve("one" + i), "bytes " + i);
            Files.createLink(folder.resolve("two" + i), one);
        }
        String mine = folder.resolve("one").toString();
        String theirs = folder.resolve("two").toString();
        String go = folder.resolve("go").toString();

        Process first = Forked.start(List.of(), "race", go, mine, String.valueOf(rounds));
        Process second = Forked.start(List.of(), "race", go, theirs, String.valueOf(rounds));
        Files.createFile(folder.resolve("go"));
        Forked.end(first, 0, 3);
        Forked.end(second, 0, 3);

        for (int i = 0; i < rounds; i++) {
            Path one = folder.resolve("one" + i);
            Path left = Files.exists(one) ? one : folder.resolve("two" + i);
            assertThat(left).as("round " + i).hasContent("bytes " + i);
        }
        try (var entries = Files.list(folder)) {
            assertThat(entries.filter(path -> String.valueOf(path.getFileName()).startsWith(".aka-")))
                    .isEmpty();
        }
    }

    @Test
    void otherNameRemovedInTheLastInstant_theBytesGetTheNameAgain() throws Exception {
        assumeTrue(TestVolume.isFound("strace"), "needs strace to hold a process at a system call");
        Path one = Files.writeString(folder.resolve("one"), "bytes");
        Path two = Files.createLink(folder.resolve("two"), one);
        List<String> slowly = List.of(
                "strace", "-f", "-o", "/dev/null", "-e", "trace=unlinkat", "-e", "inject=unlinkat:delay_enter=1500000");

        Process rm = Forked.start(slowly, "rm", one.toString());
        while (Files.exists(one) && rm.isAlive()) {
            Thread.sleep(5);
        }
        Files.delete(two);

        Forked.end(rm, 3);
        assertThat(one).hasContent("bytes");
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(one);
        }
    }
}
