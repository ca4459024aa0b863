package aka.cli;

import java.util.List;

/** The script that PowerShell reads, from version 5.1 on: tables of words, and a block that looks them up. */
final class PowerShellCompletion {

    private static final String LOOKUP = """
                $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.Extent.Text })
                if ($words.Count -gt 0 -and $words[-1] -ceq $wordToComplete) {
                    $words = @($words | Select-Object -SkipLast 1)
                }
                $command = ''
                $before = ''
                foreach ($word in $words) {
                    $isValue = @('--color', '--progress') -ccontains $before
                    if ($command -eq '' -and -not $isValue -and -not $word.StartsWith('-')) { $command = $word }
                    $before = $word
                }
                if ($command -eq '') {
                    $found = $commands
                } elseif ($values.ContainsKey("$command $before")) {
                    $found = $values["$command $before"]
                } elseif ($wordToComplete.StartsWith('-')) {
                    $found = $options[$command]
                } else {
                    $found = $operands[$command]
                }
                foreach ($one in @($found)) {
                    if ($one -and $one[0].StartsWith($wordToComplete, [StringComparison]::OrdinalIgnoreCase)) {
                        [System.Management.Automation.CompletionResult]::new($one[0], $one[0], 'ParameterValue', $one[1])
                    }
                }
            }
            """;

    private final StringBuilder script = new StringBuilder("# Completion of aka for PowerShell.\n");
    private final List<Completable> all = Completable.all();

    String script() {
        script.append("Register-ArgumentCompleter -Native -CommandName 'aka', 'aka.exe' -ScriptBlock {\n")
                .append("    param($wordToComplete, $commandAst, $cursorPosition)\n");
        script.append("    $commands = @(\n");
        for (Completable command : all) {
            pair("        ", command.command().word(), command.command().gist());
        }
        script.append("    )\n");
        table("options");
        for (Completable command : all) {
            entry(command.command().word());
            for (Completable.Option option : command.options()) {
                for (String name : option.names()) {
                    pair("            ", name, option.gist());
                }
            }
            script.append("        )\n");
        }
        script.append("    }\n");
        table("values");
        for (Completable command : all) {
            for (Completable.Option option : command.options()) {
                for (String name : option.words().isEmpty() ? List.<String>of() : option.names()) {
                    words(command.command().word() + " " + name, option.words());
                }
            }
        }
        script.append("    }\n");
        table("operands");
        for (Completable command : all) {
            if (!command.operands().isEmpty()) {
                words(command.command().word(), command.operands());
            }
        }
        return script.append("    }\n").append(LOOKUP).toString();
    }

    private void table(String name) {
        script.append("    $").append(name).append(" = @{\n");
    }

    private void words(String key, List<String> words) {
        entry(key);
        for (String word : words) {
            pair("            ", word, word);
        }
        script.append("        )\n");
    }

    private void entry(String key) {
        script.append("        ").append(quoted(key)).append(" = @(\n");
    }

    /** The comma in front keeps a list of one pair from becoming a list of two words. */
    private void pair(String indent, String word, String gist) {
        script.append(indent)
                .append(",@(")
                .append(quoted(word))
                .append(", ")
                .append(quoted(gist))
                .append(")\n");
    }

    /** PowerShell takes the typographic quotes for the plain one. */
    private static String quoted(String text) {
        return "'" + text.replaceAll("['\u2018\u2019\u201A\u201B]", "$0$0") + "'";
    }
}
