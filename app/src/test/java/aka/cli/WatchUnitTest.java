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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each system is told, so that watching begins when somebody logs in. */
class WatchUnitTest {

    private static final Path HOME = Path.of("/home/me");

    @TempDir
    Path temp;

    @Test
    void ofSystemd_aPathWithBlanksPercentsAndQuotes_isStillThatPath() {
        WatchUnit unit =
                WatchUnit.of("Linux", HOME, Path.of("/opt/my 100% \"aka\"/aka"), Map.of("AKA_HOME", "/state $x%"));
        assertThat(unit.file()).isEqualTo(HOME.resolve(".config/systemd/user/aka-group-watch.service"));
        assertThat(unit.text())
                .contains("\nExecStart=\"/opt/my 100%% \\\"aka\\\"/aka\" group watch\n")
                .contains("\nEnvironment=\"AKA_HOME=/state $x%%\"\n")
                .contains("SuccessExitStatus=143");
    }

    @Test
    void ofSystemd_theUnitIsOneThatSystemdItselfTakes() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "needs systemd-analyze");
        WatchUnit unit = WatchUnit.of("Linux", HOME, Path.of("/bin/sh"), Map.of("AKA_HOME", "/state"));
        Path file = temp.resolve("aka-group-watch.service");
        Files.writeString(file, unit.text());
        Process process = new ProcessBuilder("systemd-analyze", "--user", "verify", file.toString())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(told).doesNotContain("aka-group-watch.service:");
    }

    @Test
    void ofMac_theFileIsXml() {
        WatchUnit unit = WatchUnit.of("Mac OS X", HOME, Path.of("/a&b/<aka>"), Map.of());
        assertThat(unit.file()).isEqualTo(HOME.resolve("Library/LaunchAgents/aka.group.watch.plist"));
        assertThat(unit.text())
                .contains("<string>/a&amp;b/&lt;aka></string>")
                .contains("\n  <key>RunAtLoad</key><true/>");
    }

    @Test
    void ofWindows_theSchedulerKeepsItItself() {
        WatchUnit unit = WatchUnit.of("Windows 11", HOME, Path.of("/aka.exe"), Map.of());
        assertThat(unit.hasFile()).isFalse();
        assertThat(unit.install().getFirst())
                .contains("/SC", "ONLOGON")
                .contains("'" + Path.of("/aka.exe") + "' group watch");
    }

    /** With a systemctl that only writes down what it was asked. */
    @Test
    void installRemoveAndStatus_doWhatTheySay() throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "systemd is asked on Linux");
        Path asked = temp.resolve("asked");
        Path tools = Files.createDirectory(temp.resolve("tools"));
        Files.writeString(tools.resolve("systemctl"), "#!/bin/sh\necho \"$*\" >> '" + asked + "'\n");
        Files.setPosixFilePermissions(tools.resolve("systemctl"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Path unit = temp.resolve(".config/systemd/user/aka-group-watch.service");

        assertThat(aka("--status")).isEqualTo(1);
        assertThat(aka("--install", "-n")).isZero();
        assertThat(unit).doesNotExist();
        assertThat(aka("--install")).isZero();
        assertThat(unit).exists();
        assertThat(Files.readAllLines(asked))
                .containsExactly(
                        "--user daemon-reload",
                        "--user enable aka-group-watch.service",
                        "--user restart aka-group-watch.service");
        assertThat(aka("--status")).isZero();
        assertThat(aka("--remove")).isZero();
        assertThat(unit).doesNotExist();
        assertThat(Files.readAllLines(asked)).contains("--user disable --now aka-group-watch.service");
        assertThat(aka("--remove")).isZero();
    }

    @Test
    void whereTheSystemDoesNotStartIt_nothingStaysInstalled() throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "systemd is asked on Linux");
        Path tools = Files.createDirectory(temp.resolve("tools"));
        Files.writeString(tools.resolve("systemctl"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(tools.resolve("systemctl"), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(aka("--install")).isEqualTo(3);

        assertThat(temp.resolve(".config/systemd/user/aka-group-watch.service")).doesNotExist();
        assertThat(aka("--status")).isEqualTo(1);
    }

    private int aka(String option, String... more) throws IOException, InterruptedException {
        ProcessBuilder builder = AkaProcess.builder(AkaProcess.command(words(option, more)), temp.resolve("state"));
        builder.environment().put("PATH", temp.resolve("tools") + ":" + System.getenv("PATH"));
        builder.environment().put("HOME", temp.toString());
        builder.environment().put("AKA_PROGRAM", "/bin/sh");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static String[] words(String option, String... more) {
        List<String> words = new ArrayList<>(List.of("group", "watch", option));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }
}
