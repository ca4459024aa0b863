package aka.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with the Java that runs the tests, and a small program. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher there is aka.cmd")
class RealJavaTest {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static byte[] program;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path root;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Install aka;

    @BeforeAll
    static void compile(@TempDir Path folder) throws IOException {
        program = Files.readAllBytes(Program.jar(folder));
    }

    @BeforeEach
    void install() throws IOException {
        aka = Install.in(root, "with spaces");
        Files.write(aka.jar(), program);
        aka.environment.put("AKA_JAVA", System.getProperty("java.home"));
    }

    private void withoutCache() {
        aka.environment.remove("HOME");
    }

    @Test
    void cache_thatWasTrained_isWhatClassesComeFrom() throws Exception {
        aka.start("echo");
        String script = Files.readString(aka.launcher());
        FakeJava.executable(
                aka.launcher(), script.replace("-Xlog:disable\"", "-Xlog:disable -Xlog:class+load:stdout\""));

        for (String command : List.of("echo", "dupes")) { // with and without the optimising compiler
            assertThat(aka.start(command).out()).containsPattern("aka\\.cli\\.Main source: shared objects file");
        }
    }

    @Test
    void cache_thatIsDamaged_changesNothing() throws Exception {
        aka.start("echo");
        Path cache;
        try (Stream<Path> files = Files.list(aka.caches())) {
            cache = files.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(cache);
        for (byte[] damaged :
                List.of(new byte[0], new byte[] {1, 2, 3}, java.util.Arrays.copyOf(bytes, bytes.length / 2))) {
            Files.write(cache, damaged);
            Started start = aka.start("echo", "hello");
            assertThat(start.exit()).isZero();
            assertThat(start.out()).isEqualTo("hello\n");
            assertThat(start.err()).isEmpty();
        }
    }

    @Test
    void exitCode_ofTheProgram_isTheLaunchers() throws Exception {
        withoutCache();
        assertThat(aka.start("exit", "0").exit()).isZero();
        assertThat(aka.start("exit", "3").exit()).isEqualTo(3);
    }

    @Test
    void nameThatIsNotAscii_isFoundInTheLocaleC() throws Exception {
        withoutCache();
        Files.writeString(root.resolve("ü.txt"), "");
        aka.environment.put("LC_ALL", "C");
        List<String> command = List.of(
                "/bin/sh",
                "-c",
                "exec \"$0\" exists \"$(printf '\\303\\274.txt')\"",
                aka.launcher().toString());
        assumeTrue(
                "UTF-8".equals(System.getProperty("sun.jnu.encoding"))
                        || StandardCharsets.UTF_8.name().equals(System.getProperty("native.encoding")),
                "the tests themselves run in a locale without this name");

        assertThat(Started.of(root, aka.environment, command).out()).isEqualTo("true\n");
    }

    @Test
    void term_sentToTheLauncher_endsTheProgramWith143() throws Exception {
        withoutCache();
        Path begun = root.resolve("begun");
        Started.Running running =
                Started.running(root, aka.environment, List.of(aka.launcher().toString(), "wait", begun.toString()));
        for (int i = 0; i < 600 && !Files.exists(begun); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        running.process().destroy();

        assertThat(running.end().exit()).isEqualTo(143);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
    void sigio_isIgnoredByTheProgram() throws Exception {
        withoutCache();
        withoutCache();
        String ignored = aka.start("signals")
                .out()
                .lines()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        int sigio = 29;

        assertThat(Long.parseUnsignedLong(ignored.substring(7).strip(), 16) >> (sigio - 1) & 1)
                .isOne();
    }

    @Test
    void jvm_withTooLittleAddressSpace_isAFaultAndNoAnswer() throws Exception {
        aka.start("echo");
        List<String> command = List.of(
                "/bin/sh",
                "-c",
                "ulimit -v 500000; exec \"$0\" exit 1",
                aka.launcher().toString());

        Started start = Started.of(root, aka.environment, command);

        assertThat(start.exit()).isEqualTo(70);
        assertThat(start.err()).contains("the JVM does not start");
    }
}
