package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten thousand names, few of them text, out through JSON, read by another language, and in again. */
class NamesRoundTripTest {

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    void namesThatWereListed_nameTheSameFiles(String locale) throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "needs names that are bytes");
        assumeTrue(hasPython(), "needs python3");
        Path script = Path.of(Objects.requireNonNull(NamesRoundTripTest.class.getResource("/names/round_trip.py"))
                .toURI());
        ProcessBuilder builder = new ProcessBuilder(
                        "python3",
                        script.toString(),
                        temp.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "aka.cli.Main")
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);
        builder.environment().put("AKA_HOME", TestHome.FOLDER.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).endsWith("10000\n");
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder(List.of("python3", "--version")).start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
