package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive for Windows, unpacked, beside Windows' own programs: {@code -Daka.program} is its {@code aka.exe}. {@code
 * -Daka.elsewhere} is a folder on another volume than that of temporary files.
 */
@Tag("windows")
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "needs Windows")
class WindowsArchiveTest {

    @TempDir
    Path temp;

    private String program;

    @BeforeEach
    void isUnpacked() {
        program = System.getProperty("aka.program", "");
        assumeTrue(!program.isEmpty(), "needs the archive, unpacked");
    }

    private Ran aka(String... args) throws IOException {
        return Ran.outside(
                program,
                List.of(args),
                new byte[0],
                Map.of("AKA_HOME", temp.resolve("home").toString()));
    }

    private static void windows(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        byte[] said = process.getInputStream().readAllBytes();
        assertThat(process.onExit().join().exitValue())
                .as(new String(said, StandardCharsets.UTF_8))
                .isZero();
    }

    private Path file(String name) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "[settings]");
    }

    @Test
    void mklinkOfWindowsAndThisOne_agreeOnWhatIsLinked() throws IOException {
        Path file = file("config.ini");
        windows("cmd", "/c", "mklink", "/H", temp.resolve("by-cmd.ini").toString(), file.toString());

        Ran mklink = aka(
                "mklink",
                "/H",
                temp.resolve("by-aka.ini").toString(),
                temp.resolve("by-cmd.ini").toString());
        Ran same = aka(
                "same",
                file.toString(),
                temp.resolve("by-cmd.ini").toString(),
                temp.resolve("by-aka.ini").toString());
        Ran names = aka("names", file.toString(), "--in", temp.toString());

        assertThat(mklink.exit()).as(mklink.toString()).isZero();
        assertThat(same.out()).contains("one file");
        assertThat(same.exit()).isZero();
        assertThat(names.lines()).hasSize(3);
        assertThat(Files.isSameFile(file, temp.resolve("by-aka.ini"))).isTrue();
    }

    @Test
    void theGuidesLine_onOneVolume_makesTheName() throws IOException {
        Path shared = file("SharedConfig/config.ini");
        Path legacy = Files.createDirectory(temp.resolve("LegacyApp")).resolve("config.ini");

        Ran made = aka("mklink", "/H", legacy.toString(), shared.toString());

        assertThat(made.exit()).as(made.toString()).isZero();
        assertThat(made.out()).startsWith("Hardlink created for " + legacy + " <<===>> " + shared);
        assertThat(Files.isSameFile(legacy, shared)).isTrue();
    }

    @Test
    void theGuidesLine_acrossVolumes_isRefusedWithAWayOut() throws IOException {
        String other = System.getProperty("aka.elsewhere", "");
        assumeTrue(!other.isEmpty() && Files.isDirectory(Path.of(other)), "needs another volume");
        Path shared = Path.of(other, "SharedConfig", "config.ini");
        Files.createDirectories(shared.getParent());
        Files.writeString(shared, "[settings]");
        Path legacy = Files.createDirectory(temp.resolve("LegacyApp")).resolve("config.ini");

        Ran refused = aka("mklink", "/H", legacy.toString(), shared.toString());

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err())
                .contains("cannot make " + legacy + " a name of " + shared)
                .contains("different volumes (ERROR_NOT_SAME_DEVICE 17)")
                .contains("move the file")
                .contains("symbolic link");
        assertThat(Files.exists(legacy)).isFalse();
    }

    @Test
    void shellInstallAndRemove_leaveTheRegistryAsItWas() throws IOException {
        byte[] before = export("before");
        Ran installed = aka("shell", "install");
        assertThat(installed.exit()).as(installed.toString()).isZero();
        assertThat(aka("shell", "status").exit()).isZero();
        assertThat(export("with")).isNotEqualTo(before);

        assertThat(aka("shell", "remove").exit()).isZero();

        assertThat(export("after")).isEqualTo(before);
        assertThat(aka("shell", "status").exit()).isEqualTo(1);
    }

    private byte[] export(String name) throws IOException {
        Path file = temp.resolve(name + ".reg");
        windows("reg", "export", "HKCU\\Software", file.toString(), "/y");
        return Files.readAllBytes(file);
    }
}
