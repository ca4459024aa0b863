package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that shells read. */
@Tag("windows")
class CompletionTest {

    @TempDir
    Path temp;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts bash")
    void script_isOneThatBashCanRead() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
        Path script = Files.writeString(
                temp.resolve("completion"), Ran.inside("completion", "bash").out());
        Process bash = new ProcessBuilder("/bin/bash", "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void script_knowsEveryCommandAndItsOptions() {
        String script = Ran.inside("completion", "zsh").out();
        for (CommandName name : CommandName.values()) {
            assertThat(script).contains("_picocli_aka_" + name.word());
        }
        assertThat(script).contains("--not-into").contains("--ensure");
    }
}
