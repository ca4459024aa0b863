package aka.os.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.os.FileCalls;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How wide a terminal is: one that script(1) makes. */
class TerminalColumnsTest {

    @Test
    void terminalColumns_areThoseOfTheTerminal() throws Exception {
        assertThat(columns("stty cols 37 <&2; exec %s")).isEqualTo("OptionalInt[37]");
    }

    @Test
    void terminalColumns_withoutATerminal_areUnknown() throws Exception {
        assertThat(columns("exec %s 2>/dev/null")).isEqualTo("OptionalInt.empty");
    }

    private static String columns(String script) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs script, for a terminal");
        String java = Path.of(System.getProperty("java.home"), "bin", "java")
                + " --enable-native-access=ALL-UNNAMED -cp '" + System.getProperty("java.class.path") + "' "
                + "'" + Asked.class.getName() + "'";
        Process process = new ProcessBuilder("script", "-qec", script.formatted(java), "/dev/null").start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said.strip();
    }

    /** What is run on the terminal. */
    static final class Asked {

        private Asked() {}

        public static void main(String[] args) {
            try (FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
                System.out.println(calls.terminalColumns());
            }
        }
    }
}
