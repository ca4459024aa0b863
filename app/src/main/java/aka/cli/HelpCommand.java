package aka.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka help}. */
final class HelpCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.words(
                spec,
                "COMMAND|TOPIC",
                "A command, or one of " + String.join(", ", HelpTopics.NAMES) + ".",
                everyWord());
        spec.usageMessage().footer("Example:  aka help links");
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        List<String> words = given.operands();
        if (words.size() > 1) {
            throw new WrongUsage("it takes one command or topic, not " + words.size(), "See aka --help.");
        }
        if (invocation.options().json()) {
            throw new WrongUsage("help has no form in JSON", "Leave --json out.");
        }
        String page = words.isEmpty() ? HelpText.everything() : page(words.getFirst(), invocation);
        invocation.write(page.getBytes(StandardCharsets.UTF_8));
        return ExitCode.DONE;
    }

    private static String page(String word, Invocation invocation) {
        @Nullable CommandName command = CommandName.of(word);
        if (command != null) {
            boolean terminal = invocation.around().terminals().out();
            boolean colors = invocation.options().colors(invocation.around(), terminal);
            return Specs.help(Specs.parser(command, command.command()), colors);
        }
        if (HelpTopics.NAMES.contains(word)) {
            return HelpTopics.page(word);
        }
        throw new WrongUsage(
                "no command or topic " + word, Specs.wayOut(Suggestions.of(word, everyWord()), "aka --help"));
    }

    private static List<String> everyWord() {
        List<String> words = new ArrayList<>(HelpTopics.NAMES);
        for (CommandName name : CommandName.values()) {
            words.add(name.word());
        }
        return words;
    }
}
