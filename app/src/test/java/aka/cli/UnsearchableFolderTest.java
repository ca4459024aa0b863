package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A folder whose names may be read, and in which nothing may be looked at. */
@EnabledOnOs(OS.LINUX)
class UnsearchableFolderTest {

    /** What lets root do all the same. */
    private static final List<String> WITHOUT_PRIVILEGES =
            List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search");

    @TempDir
    Path temp;

    private Path locked;

    @BeforeEach
    void makeFolder() throws IOException {
        locked = Files.createDirectory(temp.resolve("locked"));
        Files.createFile(locked.resolve("one"));
        Files.createFile(locked.resolve("other"));
        allow("r--r--r--");
    }

    @AfterEach
    void unlock() throws IOException {
        allow("rwx------");
    }

    private void allow(String permissions) throws IOException {
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void list_ofIt_isRefused() throws Exception {
        assertThat(list(locked))
                .containsOnlyOnce("EACCES")
                .contains("cannot list " + locked)
                .endsWith("exit 4\n");
    }

    @Test
    void list_ofWhatHoldsIt_tellsItOnce() throws Exception {
        assertThat(list(temp)).containsOnlyOnce("EACCES").contains("cannot list " + locked);
    }

    /** Returns what is said, and the exit code. */
    private String list(Path folder) throws Exception {
        List<String> command = AkaProcess.command("list", folder.toString());
        if (Files.isExecutable(locked)) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "this is root, and there is no setpriv");
            command = new ArrayList<>(WITHOUT_PRIVILEGES);
            command.addAll(AkaProcess.command("list", folder.toString()));
        }
        Process process = AkaProcess.builder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + process.waitFor() + "\n";
    }
}
