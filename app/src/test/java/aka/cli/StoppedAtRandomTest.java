package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.file.Leaf;
import aka.file.Leftover;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty random instants for each signal: no byte is lost, and what is left behind is named by the next run. */
@Tag("long")
class StoppedAtRandomTest {

    private static final int INSTANTS = 20;
    private static final int LATEST_MILLIS = 700;

    private final Random random = new Random(20);

    @TempDir
    Path temp;

    @BeforeEach
    void onlyWhereThereAreSignals() {
        assumeTrue(File.separatorChar == '/', "needs POSIX signals");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "KILL"})
    void split_ofABigFile(String signal) throws Exception {
        byte[] bytes = new byte[64 << 20];
        random.nextBytes(bytes);
        Path one = Files.write(temp.resolve("one"), bytes);
        Path two = temp.resolve("two");
        for (int i = 0; i < INSTANTS; i++) {
            Files.deleteIfExists(two);
            Files.createLink(two, one);
            stop(signal, List.of("split", one.toString()));
            assertThat(Files.mismatch(one, two)).isEqualTo(-1);
            assertThat(Arrays.equals(Files.readAllBytes(two), bytes)).isTrue();
            clean("list", temp.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "KILL"})
    void rm_ofManyNames(String signal) throws Exception {
        int count = 500;
        for (int i = 0; i < INSTANTS; i++) {
            Path kept = Files.createDirectory(temp.resolve("kept" + i));
            Path going = Files.createDirectory(temp.resolve("going" + i));
            for (int n = 0; n < count; n++) {
                Files.createLink(going.resolve("n" + n), Files.writeString(kept.resolve("n" + n), "bytes " + n));
            }
            stop(signal, List.of("rm", "-r", "--yes", going.toString()));
            for (int n = 0; n < count; n++) {
                assertThat(kept.resolve("n" + n)).hasContent("bytes " + n);
            }
            if (Files.exists(going)) {
                clean("list", going.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "KILL"})
    void list_ofABigTree(String signal) throws Exception {
        for (int folder = 0; folder < 100; folder++) {
            Path in = Files.createDirectory(temp.resolve("f" + folder));
            Path first = Files.writeString(in.resolve("n"), "bytes");
            for (int n = 0; n < 100; n++) {
                Files.createLink(in.resolve("n" + n), first);
            }
        }
        for (int i = 0; i < INSTANTS; i++) {
            stop(signal, List.of("list", temp.toString()));
        }
        try (Stream<Path> all = Files.walk(temp)) {
            assertThat(all.filter(Files::isRegularFile).count()).isEqualTo(100 * 101);
        }
    }

    private void stop(String signal, List<String> args) throws Exception {
        List<String> command = AkaProcess.command(args.toArray(new String[0]));
        Path output = Files.createTempFile("aka-output", "");
        Process process = AkaProcess.builder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.waitFor(50 + random.nextInt(LATEST_MILLIS), TimeUnit.MILLISECONDS);
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String printed = Files.readString(output);
        Files.delete(output);
        assertThat(process.exitValue()).as(printed).isIn(0, 130, 143, 137);
        assertThat(printed).doesNotContain("Exception").doesNotContain("\tat ");
    }

    /** Sees that a following run names everything that was left behind, and removes that. */
    private static void clean(String command, String folder) throws IOException {
        String err = Ran.inside(command, folder).err();
        try (Stream<Path> paths = Files.list(Path.of(folder))) {
            for (Path path : paths.toList()) {
                byte[] leaf = Leaf.of(path).bytes();
                if (Leftover.is(leaf, leaf.length)) {
                    assertThat(err).contains("warning: " + path + " was left behind");
                    Files.delete(path);
                }
            }
        }
    }
}
