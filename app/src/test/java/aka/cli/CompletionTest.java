package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
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
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts fish")
    void fish_offersWhatGoesWithTheCommandThatStandsThere() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/fish")), "needs fish");
        Path script = Files.writeString(
                temp.resolve("aka.fish"), Ran.inside("completion", "fish").out());
        assertThat(fish("--no-execute", script.toString())).isEmpty();
        assertThat(offered(script, "aka de")).containsExactly("dedupe");
        assertThat(offered(script, "aka --color never completion fi")).containsExactly("fish");
        assertThat(offered(script, "aka list --color=a")).containsExactly("--color=always", "--color=auto");
        assertThat(offered(script, "aka ni -Tar")).containsExactly("-Target");
        assertThat(offered(script, "aka rm --las")).containsExactly("--last");
        assertThat(offered(script, "aka rm dedupe --save")).isEmpty();
        Files.createFile(temp.resolve("some-file"));
        assertThat(offered(script, "aka rm some-")).containsExactly("some-file");
        assertThat(offered(script, "aka some-")).isEmpty();
    }

    /** What fish would offer, without what it says of it. */
    private List<String> offered(Path script, String line) throws Exception {
        return fish("--no-config", "-c", "source " + script + "; complete -C " + "'" + line + "'")
                .lines()
                .map(found -> found.replaceAll("\t.*", ""))
                .sorted()
                .toList();
    }

    private String fish(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/bin/fish"));
        command.addAll(List.of(args));
        Process fish = new ProcessBuilder(command)
                .directory(temp.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(fish.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(fish.waitFor()).as(printed).isZero();
        return printed;
    }

    /** As far as can be told without PowerShell: quotes and brackets close, and no table has a key twice. */
    @Test
    void powerShell_isBalancedAndHasEachKeyOnce() {
        String script = Ran.inside("completion", "powershell").out();
        Deque<Character> open = new ArrayDeque<>();
        String code = script.replaceAll("(?m)^#.*$", "")
                .replaceAll("'(?:[^'\n]|'')*'", "")
                .replaceAll("\"[^\"\n]*\"", "");
        assertThat(code).doesNotContain("'").doesNotContain("\"");
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            switch (c) {
                case '(', '{', '[' -> open.push(c);
                case ')' -> assertThat(open.pop()).isEqualTo('(');
                case '}' -> assertThat(open.pop()).isEqualTo('{');
                case ']' -> assertThat(open.pop()).isEqualTo('[');
                default -> {}
            }
        }
        assertThat(open).isEmpty();
        for (String table : List.of("options", "values", "operands")) {
            String entries = script.substring(script.indexOf("$" + table + " = @{"));
            entries = entries.substring(0, entries.indexOf("\n    }\n"));
            List<String> keys = Pattern.compile("(?m)^        '([^\n]*)' = @\\($")
                    .matcher(entries)
                    .results()
                    .map(key -> key.group(1).toLowerCase(Locale.ROOT))
                    .toList();
            assertThat(keys).as(table).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    @Test
    void newScripts_knowEveryCommandAndItsOptions() {
        for (String shell : List.of("fish", "powershell")) {
            String script = Ran.inside("completion", shell).out();
            for (CommandName name : CommandName.values()) {
                assertThat(script).contains("'" + name.word() + "'");
            }
            assertThat(script).contains("not-into").contains("ensure");
        }
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
