package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Twenty random instants for each signal: every name has its bytes, and nothing is left after {@code aka recover}. Where the
 * signal asks for an end, nothing is left even before.
 */
@Tag("long")
class StoppedAtRandomTest {

    private static final int INSTANTS = 20;

    private final Random random = new Random(20);

    @TempDir(factory = JoinableTemp.class)
    Path temp;

    private Path tree;
    private Path home;
    /** What a run takes that nobody stops. */
    private Duration whole = Duration.ZERO;

    @BeforeEach
    void makeFolders() throws IOException {
        assumeTrue(File.separatorChar == '/', "needs POSIX signals");
        tree = Files.createDirectory(temp.resolve("tree"));
        home = temp.resolve("home");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "KILL"})
    void split_ofABigFile(String signal) throws Exception {
        byte[] bytes = new byte[64 << 20];
        random.nextBytes(bytes);
        Path one = Files.write(tree.resolve("one"), bytes);
        Path two = tree.resolve("two");
        for (int i = 0; i <= INSTANTS; i++) {
            Files.deleteIfExists(two);
            Files.createLink(two, one);
            stop(i, signal, "split", one.toString());
            for (String when : List.of("stopped", "recovered")) {
                assertThat(Files.mismatch(one, two)).as(when).isEqualTo(-1);
                assertThat(Arrays.equals(Files.readAllBytes(two), bytes))
                        .as(when)
                        .isTrue();
                recover(signal);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "KILL"})
    void rm_ofManyNames(String signal) throws Exception {
        int count = 200;
        for (int i = 0; i <= INSTANTS; i++) {
            Path kept = Files.createDirectory(tree.resolve("kept" + i));
            Path going = Files.createDirectory(tree.resolve("going" + i));
            for (int n = 0; n < count; n++) {
                Files.createLink(going.resolve("n" + n), Files.writeString(kept.resolve("n" + n), "bytes " + n));
            }
            stop(i, signal, "rm", "-r", "--yes", going.toString());
            for (String when : List.of("stopped", "recovered")) {
                for (int n = 0; n < count; n++) {
                    assertThat(kept.resolve("n" + n)).as(when).hasContent("bytes " + n);
                    Path name = going.resolve("n" + n);
                    assertThat(!Files.exists(name) || Files.isSameFile(name, kept.resolve("n" + n)))
                            .as(when)
                            .isTrue();
                }
                recover(signal);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "KILL"})
    void dedupe_ofManyFiles(String signal) throws Exception {
        int count = 200;
        for (int i = 0; i <= INSTANTS; i++) {
            Path folder = Files.createDirectory(tree.resolve("folder" + i));
            for (int n = 0; n < count; n++) {
                Files.writeString(folder.resolve("a" + n), i + " bytes " + n);
                Files.writeString(folder.resolve("b" + n), i + " bytes " + n);
            }
            stop(i, signal, "dedupe", "--yes", folder.toString());
            for (String when : List.of("stopped", "recovered")) {
                for (int n = 0; n < count; n++) {
                    assertThat(folder.resolve("a" + n)).as(when).hasContent(i + " bytes " + n);
                    assertThat(folder.resolve("b" + n)).as(when).hasContent(i + " bytes " + n);
                }
                recover(signal);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "KILL"})
    void list_ofABigTree(String signal) throws Exception {
        for (int folder = 0; folder < 100; folder++) {
            Path in = Files.createDirectory(tree.resolve("f" + folder));
            Path first = Files.writeString(in.resolve("n"), "bytes");
            for (int n = 0; n < 100; n++) {
                Files.createLink(in.resolve("n" + n), first);
            }
        }
        for (int i = 0; i <= INSTANTS; i++) {
            stop(i, signal, "list", tree.toString());
        }
        try (Stream<Path> all = Files.walk(temp)) {
            assertThat(all.filter(Files::isRegularFile).count()).isEqualTo(100 * 101);
        }
    }

    /** The first run goes through, to know how long it takes; each later one is stopped within that time. */
    private void stop(int number, String signal, String... args) throws Exception {
        Path output = Files.createTempFile("aka-output", "");
        long begin = System.nanoTime();
        Process process = AkaProcess.builder(AkaProcess.command(args), home)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (number > 0) {
            process.waitFor(random.nextLong(whole.toMillis()), TimeUnit.MILLISECONDS);
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        if (number == 0) {
            whole = Duration.ofNanos(System.nanoTime() - begin);
        }
        String printed = Files.readString(output);
        Files.delete(output);
        assertThat(process.exitValue()).as(printed).isIn(0, 130, 143, 137);
        // A virtual machine that is stopped while it begins may say so with a trace, before any of our code runs.
        if (!printed.startsWith("Error occurred during initialization of VM")) {
            assertThat(printed).doesNotContain("Exception").doesNotContain("\tat ");
        }
    }

    private void recover(String signal) throws IOException {
        if (!signal.equals("KILL")) {
            requireNothingLeft();
        }
        Ran recovered = Ran.inside(List.of("recover", "--yes"), "", Map.of("AKA_HOME", home.toString()));
        assertThat(recovered.exit()).as(recovered.err()).isZero();
        requireNothingLeft();
    }

    private void requireNothingLeft() throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            assertThat(all.map(Path::toString)).noneMatch(path -> path.contains(".aka-"));
        }
    }
}
