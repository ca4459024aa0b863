package aka.cli;

import java.util.ArrayList;
import java.util.List;

/** The help that stands above the commands. */
final class HelpText {

    private static final List<String> BEFORE_COMMAND =
            List.of("--help", "--version", "--json", "--quiet", "--verbose", "--color", "--progress");

    private HelpText() {}

    /** Returns the page of {@code aka --help}. */
    static String everything() {
        StringBuilder page = new StringBuilder(2048);
        page.append(
                "aka: one file, many names. Hard links made safe.\n\nUsage: aka COMMAND [OPTION]... [ARGUMENT]...\n\n");
        for (CommandName name : CommandName.values()) {
            page.append("  ").append(name.word()).repeat(' ', 12 - name.word().length());
            page.append(name.gist()).append('\n');
        }
        return page.append("\nExample:  aka link original.txt other.txt && aka info other.txt\n\n")
                .append("aka COMMAND --help says more, aka help TOPIC too: ")
                .append(String.join(", ", HelpTopics.NAMES))
                .append(".\n")
                .toString();
    }

    /** Returns the refusal of a command that is none, with the likeliest in it. */
    static WrongUsage unknownCommand(String word) {
        if (BEFORE_COMMAND.contains(word) || word.equals("-q") || word.equals("-v")) {
            return new WrongUsage("a command is missing after " + word, "See aka --help.");
        }
        if (word.startsWith("-")) {
            return new WrongUsage(
                    "unknown option " + word + " before the command",
                    Specs.wayOut(Suggestions.of(word, BEFORE_COMMAND), "aka --help"));
        }
        List<String> words = new ArrayList<>();
        for (CommandName name : CommandName.values()) {
            words.add(name.word());
        }
        return new WrongUsage("unknown command " + word, Specs.wayOut(Suggestions.of(word, words), "aka --help"));
    }
}
