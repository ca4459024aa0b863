package aka.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka completion}. */
final class CompletionCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "bash|zsh", "The shell.");
        spec.usageMessage().footer("Example:  source <(aka completion bash)");
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        List<String> shells = given.operands();
        if (shells.size() != 1
                || !shells.getFirst().equals("bash") && !shells.getFirst().equals("zsh")) {
            throw new WrongUsage("it takes the name of a shell: bash or zsh", "Type source <(aka completion bash).");
        }
        if (invocation.options().json()) {
            throw new WrongUsage("a completion script has no form in JSON", "Leave --json out.");
        }
        // One script serves both: in zsh it turns on the emulation of bash's completion itself.
        byte[] script = AutoComplete.bash("aka", everything()).getBytes(StandardCharsets.UTF_8);
        invocation.write(script);
        return ExitCode.DONE;
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
