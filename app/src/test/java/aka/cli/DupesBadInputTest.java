package aka.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trees that would make a search for equal files hang, or read for ever. */
@Timeout(120)
class DupesBadInputTest {

    private static final int DEPTH = 4000;

    /** Paths down there are too long for one call. */
    private static final String MAKE_DEEP = """
            import os, sys
            os.chdir(sys.argv[1])
            for level in range(int(sys.argv[2])):
                os.mkdir('d')
                os.chdir('d')
            open('bottom', 'w').write('same')
            """;

    private static final String REMOVE_DEEP = """
            import os, sys
            os.chdir(sys.argv[1])
            for level in range(int(sys.argv[2])):
                os.chdir('d')
            os.unlink('bottom')
            for level in range(int(sys.argv[2])):
                os.chdir('..')
                os.rmdir('d')
            """;

    @TempDir
    Path temp;

    @BeforeEach
    void onlyOnLinux() {
        assumeTrue(Files.exists(Path.of("/proc/self")), "needs Linux");
    }

    @Test
    void dupes_ofProcAndSys_endsAndTellsTrouble() {
        assumeTrue(Files.isDirectory(Path.of("/sys/kernel")), "needs /sys");
        Ran ran = Ran.inside("dupes", "/proc/self", "/sys/kernel");
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err().lines())
                .last()
                .asString()
                .matches(".* groups? of equal files among [0-9,]+ files, .* reclaimable");
        assertThat(ran.err()).contains("aka: cannot read /sys/kernel/");
    }

    @Test
    void dupes_besideAPipe_doesNotWaitForAWriter() throws Exception {
        Files.writeString(temp.resolve("a"), "same");
        Files.writeString(temp.resolve("b"), "same");
        run(List.of("mkfifo", temp.resolve("pipe").toString()));
        Ran ran = Ran.inside("dupes", "--format", "fdupes", temp.toString());
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).isEqualTo(temp.resolve("a") + "\n" + temp.resolve("b") + "\n\n");
    }

    @Test
    void dupes_ofSparseFilesOfATerabyte_doesNotReadThem() throws IOException {
        for (String leaf : List.of("a", "b")) {
            try (RandomAccessFile file = new RandomAccessFile(temp.resolve(leaf).toFile(), "rw")) {
                file.setLength(1L << 40);
            } catch (IOException tooLong) {
                assumeTrue(false, "needs a file system whose files may have a terabyte: " + tooLong);
            }
        }
        Ran ran = Ran.inside("dupes", "--verify", temp.toString());
        assertThat(ran.exit()).isZero();
        assertThat(ran.lines()).first().isEqualTo("2 equal files of 1.0 TiB, 0 B reclaimable");
    }

    @Test
    void dupes_inFoldersFourThousandDeep_findsWhatIsAtTheBottom() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "needs python3, to make the folders");
        Files.writeString(temp.resolve("top"), "same");
        run(List.of("python3", "-c", MAKE_DEEP, temp.toString(), Integer.toString(DEPTH)));
        try {
            Ran ran = Ran.inside("dupes", "--format", "fdupes", temp.toString());
            assertThat(ran.exit()).isZero();
            assertThat(ran.lines())
                    .containsExactly(
                            temp + "/d".repeat(DEPTH) + "/bottom",
                            temp.resolve("top").toString(),
                            "");
        } finally {
            run(List.of("python3", "-c", REMOVE_DEEP, temp.toString(), Integer.toString(DEPTH)));
        }
    }

    @Test
    void dupes_ofMoreFilesThanMemory_isToldWithAWayOut() throws Exception {
        for (int i = 0; i < 40_000; i++) {
            Path folder = temp.resolve("folder" + i / 1000);
            if (i % 1000 == 0) {
                Files.createDirectory(folder);
            }
            Files.writeString(folder.resolve("a long name of a file " + i), "%05d".formatted(i / 2));
        }
        List<String> command = AkaProcess.command("dupes", temp.toString());
        command.addAll(1, List.of("-Xms4m", "-Xmx8m"));
        Path err = temp.resolve("err");
        Process process = AkaProcess.builder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start();

        assertThat(process.waitFor()).isEqualTo(3);
        assertThat(Files.readString(err))
                .startsWith("aka: not enough memory: Java heap space (aka may take 7.")
                .contains("Look into one folder after the other, or with --min only");
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
