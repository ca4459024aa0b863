package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.link.Volumes;
import aka.os.UserSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The registry itself, as Windows' own program for it sees it. */
@Tag("windows")
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "needs a registry")
class ExplorerRegistryTest {

    private static final String OTHERS = "Software\\Classes\\*\\shell\\aka-test.other";

    @TempDir
    Path temp;

    private Volumes volumes;
    private UserSettings settings;
    private Path program;

    @BeforeEach
    void open() throws Exception {
        volumes = Volumes.open();
        assumeTrue(volumes.calls().userSettings().isPresent(), "needs native calls");
        settings = volumes.calls().userSettings().orElseThrow();
        assumeTrue(!settings.isKey(ExplorerEntry.REMEMBER.key()), "this user has entries of aka, which are to stay");
        program = Files.createFile(temp.resolve("aka ü.exe"));
    }

    @AfterEach
    void close() {
        volumes.close();
    }

    @Test
    void remove_givesTheRegistryBack_byteForByte() throws Exception {
        byte[] before = export();
        assertThat(shell("status").exit()).isEqualTo(1);
        assertThat(shell("install", "-n").out()).contains("planned");
        assertThat(export()).isEqualTo(before);
        Ran installed = shell("install");
        assertThat(installed.exit()).as(installed.toString()).isZero();
        assertThat(new String(export(), StandardCharsets.UTF_16LE))
                .contains("aka ü.exe")
                .contains("aka.link-here");
        Ran status = shell("status", "--json");
        assertThat(status.exit()).isZero();
        assertThat(status.out()).contains("\"installed\":5,\"elsewhere\":0,\"missing\":0");
        assertThat(Ran.inside(
                                List.of("shell", "status"),
                                "",
                                Map.of("AKA_PROGRAM", temp.resolve("x.exe").toString()))
                        .exit())
                .isZero();
        Path other = Files.createFile(temp.resolve("other.exe"));
        Ran elsewhere = Ran.inside(List.of("shell", "status"), "", Map.of("AKA_PROGRAM", other.toString()));
        assertThat(elsewhere.exit()).isEqualTo(1);
        assertThat(elsewhere.out()).contains("elsewhere").contains("aka ü.exe");
        assertThat(shell("remove").out().lines()).hasSize(5).allMatch(line -> line.startsWith("removed"));
        assertThat(export()).isEqualTo(before);
        assertThat(shell("remove").err()).contains("no entries to remove");
    }

    @Test
    void remove_leavesTheEntriesOfOthers_byteForByte() throws Exception {
        ExplorerEntries none = new ExplorerEntries(settings);
        String[] parts = OTHERS.split("\\\\", -1);
        String key = parts[0];
        for (int i = 1; i < parts.length; i++) {
            key += "\\" + parts[i];
            settings.make(key);
        }
        settings.set(OTHERS, "", "Theirs");
        try {
            byte[] before = export();
            assertThat(shell("install").exit()).isZero();
            assertThat(none.command(ExplorerEntry.REMEMBER)).isPresent();
            assertThat(shell("remove").exit()).isZero();
            assertThat(export()).isEqualTo(before);
        } finally {
            settings.remove(OTHERS, "");
            settings.removeIfEmpty(OTHERS);
        }
    }

    @Test
    void texts_comeBackAsTheyWere() throws Exception {
        String key = "Software\\aka-test";
        settings.make(key);
        try {
            settings.set(key, "", "ü \uD800 \\ \" \n%1");
            settings.set(key, "a", "");
            assertThat(settings.text(key, "")).contains("ü \uD800 \\ \" \n%1");
            assertThat(settings.text(key, "a")).contains("");
            assertThat(settings.text(key, "b")).isEmpty();
            assertThat(settings.text(key + "\\none", "")).isEmpty();
            settings.removeIfEmpty(key);
            assertThat(settings.isKey(key)).isTrue();
            settings.make(key + "\\below");
            settings.remove(key, "");
            settings.remove(key, "a");
            settings.remove(key, "never there");
            settings.removeIfEmpty(key);
            assertThat(settings.isKey(key)).isTrue();
        } finally {
            settings.removeIfEmpty(key + "\\below");
            settings.removeIfEmpty(key);
        }
        assertThat(settings.isKey(key)).isFalse();
    }

    private Ran shell(String... words) {
        List<String> all = new java.util.ArrayList<>(List.of("shell"));
        all.addAll(List.of(words));
        return Ran.inside(all, "", Map.of("AKA_PROGRAM", program.toString()));
    }

    private byte[] export() throws Exception {
        Path file = temp.resolve("export.reg");
        Files.deleteIfExists(file);
        Process reg = new ProcessBuilder("reg", "export", "HKCU\\Software\\Classes", file.toString(), "/y")
                .redirectErrorStream(true)
                .start();
        String said = new String(reg.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(reg.waitFor()).as(said).isZero();
        return Files.readAllBytes(file);
    }
}
