package aka.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka completion}. */
final class CompletionCommand implements Command {

    static final List<String> SHELLS = List.of("bash", "zsh", "fish", "powershell");

    @Override
    public void describe(CommandSpec spec) {
        Options.words(spec, "bash|zsh|fish|powershell", "The shell.", SHELLS);
        spec.usageMessage()
                .footer(
                        "Example:  source <(aka completion bash)",
                        "fish:        aka completion fish > ~/.config/fish/completions/aka.fish",
                        "PowerShell:  aka completion powershell | Out-String | Invoke-Expression    (in $PROFILE)");
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        List<String> shells = given.operands();
        if (shells.size() != 1 || !SHELLS.contains(shells.getFirst())) {
            throw new WrongUsage(
                    "it takes the name of a shell: bash, zsh, fish or powershell",
                    "Type source <(aka completion bash).");
        }
        if (invocation.options().json()) {
            throw new WrongUsage("a completion script has no form in JSON", "Leave --json out.");
        }
        invocation.write(script(shells.getFirst()).getBytes(StandardCharsets.UTF_8));
        return ExitCode.DONE;
    }

    private static String script(String shell) {
        return switch (shell) {
            case "fish" -> new FishCompletion().script();
            case "powershell" -> new PowerShellCompletion().script();
            // One script serves both: in zsh it turns on the emulation of bash's completion itself.
            default -> AutoComplete.bash("aka", everything());
        };
    }

    /** Every command with all its options, which no other command needs. */
    private static CommandLine everything() {
        CommandLine aka = new CommandLine(CommandSpec.create().name("aka"));
        for (CommandName name : CommandName.values()) {
            aka.addSubcommand(name.word(), Specs.parser(name, name.command()));
        }
        return aka;
    }
}
