package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.UserSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put into the settings of a user, and goes again. */
@Tag("windows")
class ExplorerEntriesTest {

    private static final String PROGRAM = "C:\\Program Files\\aka\\aka.exe";
    private static final String SHELL = "Software\\Classes\\*\\shell";

    @TempDir(factory = JoinableTemp.class)
    Path temp;

    @Test
    void install_makesWhatExplorerReads() throws Exception {
        MemorySettings settings = new MemorySettings("Software");
        new ExplorerEntries(settings).install(PROGRAM);
        assertThat(settings.text(SHELL + "\\aka.remember", "")).contains("Remember this file for a hard link");
        assertThat(settings.text(SHELL + "\\aka.remember", "MultiSelectModel")).contains("Single");
        assertThat(settings.text(SHELL + "\\aka.remember\\command", ""))
                .contains("\"C:\\Program Files\\aka\\aka.exe\" shell remember \"%1\"");
        assertThat(settings.text("Software\\Classes\\Directory\\Background\\shell\\aka.link-here\\command", ""))
                .contains("\"C:\\Program Files\\aka\\aka.exe\" shell link-here \"%V\\.\"");
    }

    @Test
    void remove_leavesNothing_whereThereWasNothing() throws Exception {
        MemorySettings settings = new MemorySettings("Software");
        String before = settings.export();
        ExplorerEntries entries = new ExplorerEntries(settings);
        entries.install(PROGRAM);
        entries.install(PROGRAM + "x");
        entries.remove();
        assertThat(settings.export()).isEqualTo(before);
        entries.remove();
        assertThat(settings.export()).isEqualTo(before);
    }

    @Test
    void remove_leavesWhatOthersHave_emptyKeysToo() throws Exception {
        MemorySettings settings = new MemorySettings(
                "Software",
                "Software\\Classes",
                "Software\\Classes\\*",
                SHELL,
                SHELL + "\\other",
                "Software\\Classes\\Directory");
        settings.set(SHELL + "\\other", "", "Theirs");
        String before = settings.export();
        ExplorerEntries entries = new ExplorerEntries(settings);
        entries.install(PROGRAM);
        entries.remove();
        assertThat(settings.export()).isEqualTo(before);
    }

    @Test
    void remove_leavesWhatCameMeanwhile() throws Exception {
        MemorySettings settings = new MemorySettings("Software");
        ExplorerEntries entries = new ExplorerEntries(settings);
        entries.install(PROGRAM);
        settings.make(SHELL + "\\other");
        settings.set(SHELL + "\\other", "", "Theirs");
        entries.remove();
        assertThat(settings.keys.keySet())
                .containsExactly("Software", "Software\\Classes", "Software\\Classes\\*", SHELL, SHELL + "\\other");
    }

    /** Each call in turn is the last that comes through: what was made until then goes all the same. */
    @Test
    void remove_afterAnInstallThatWasCutOff_leavesNothing() throws Exception {
        for (int calls = 0; ; calls++) {
            MemorySettings settings = new MemorySettings("Software", "Software\\Classes");
            String before = settings.export();
            boolean whole = true;
            try {
                new ExplorerEntries(failingAfter(calls, settings)).install(PROGRAM);
            } catch (IllegalStateException cutOff) {
                whole = false;
            }
            new ExplorerEntries(settings).remove();
            assertThat(settings.export()).as(calls + " calls").isEqualTo(before);
            if (whole) {
                assertThat(calls).isGreaterThan(20);
                return;
            }
        }
    }

    @Test
    void registry_isRefusedWithAWayOutWhereThereIsNone() {
        if (!Terminals.isWindows()) {
            Ran ran = Ran.inside("shell", "status");
            assertThat(ran.exit()).isEqualTo(3);
            assertThat(ran.err()).contains("no Windows Explorer here").contains("aka shell remember FILE");
        }
    }

    @Test
    void whatAnEntryRuns_waitsWhereSomebodyReads() throws Exception {
        Path file = Files.writeString(temp.resolve("a"), "x");
        Map<String, String> home = Map.of("AKA_HOME", temp.resolve("home").toString());
        for (String deed : List.of("remember", "names", "same")) {
            List<String> typed = List.of("shell", deed, file.toString());
            byte[] enter = {'\n'};
            assertThat(Ran.inside(typed, enter, home, new Terminals(true, true, true))
                            .err())
                    .endsWith("Press Enter to close this window.");
            assertThat(Ran.inside(typed, enter, home, Terminals.NONE).err()).doesNotContain("Press Enter");
        }
        Ran failed = Ran.inside(
                List.of("shell", "remember", temp.resolve("none").toString()),
                new byte[0],
                home,
                new Terminals(true, true, true));
        assertThat(failed.exit()).isEqualTo(3);
        assertThat(failed.err()).endsWith("Press Enter to close this window.");
    }

    private static UserSettings failingAfter(int calls, UserSettings settings) {
        int[] left = {calls};
        return (UserSettings) Proxy.newProxyInstance(
                UserSettings.class.getClassLoader(), new Class<?>[] {UserSettings.class}, (proxy, method, args) -> {
                    if (left[0]-- == 0) {
                        throw new IllegalStateException("cut off");
                    }
                    try {
                        return method.invoke(settings, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
