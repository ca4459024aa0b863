package aka.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What picocli is told of a command, and what it has to say when that is not what was typed. */
final class Specs {

    static {
        // Options are texts here and made into values elsewhere; java.sql and the formats of java.time would be loaded
        // for it.
        System.setProperty("picocli.converters.excludes", "java\\..*");
        // It would look for Groovy, in every jar of the class path: ten milliseconds of processor time of each start.
        System.setProperty("picocli.disable.closures", "true");
    }

    private Specs() {}

    /** Returns a parser for one command alone: building the others would cost every start-up. */
    static CommandLine parser(CommandName name, Command command) {
        CommandLine parser = new CommandLine(spec(name, command));
        parser.setExpandAtFiles(false);
        parser.setOverwrittenOptionsAllowed(true);
        parser.setOptionsCaseInsensitive(name == CommandName.NI);
        return parser;
    }

    /** Returns the help on a command. Left to itself, picocli takes many things for a terminal, an inherited TERM too. */
    static String help(CommandLine parser, boolean colors) {
        return parser.getUsageMessage(colors ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF);
    }

    /** Returns all that can be typed for a command. */
    static CommandSpec spec(CommandName name, Command command) {
        CommandSpec spec = CommandSpec.create().name("aka " + name.word());
        spec.usageMessage()
                .headerHeading("aka " + name.word() + ": " + name.gist() + "\n\n")
                .synopsisHeading("Usage: ")
                .parameterListHeading("\n")
                .optionListHeading("\n")
                .footerHeading("\n")
                .width(100)
                .autoWidth(false);
        command.describe(spec);
        Options.everywhere(spec);
        return spec;
    }

    /** Returns what is wrong with the arguments, in our words. */
    static WrongUsage wrongUsage(ParameterException e) {
        String help = e.getCommandLine().getCommandName() + " --help";
        if (e instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            String unknown = unmatched.getUnmatched().getFirst();
            return new WrongUsage("unknown option " + unknown, wayOut(suggestions(e, unknown), help));
        }
        if (e instanceof MissingParameterException) {
            return new WrongUsage(lowerFirst(String.valueOf(e.getMessage())), "See " + help + ".");
        }
        return new WrongUsage(lowerFirst(String.valueOf(e.getMessage())), "See " + help + ".");
    }

    private static List<String> suggestions(ParameterException e, String unknown) {
        return Suggestions.of(
                unknown, e.getCommandLine().getCommandSpec().optionsMap().keySet());
    }

    /** Returns a question after the likeliest, or where to read on. */
    static String wayOut(List<String> suggestions, String help) {
        return suggestions.isEmpty() ? "See " + help + "." : "Did you mean " + String.join(" or ", suggestions) + "?";
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
