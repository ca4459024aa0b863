package aka.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What can be typed after a command, in the form that scripts for shells are made of.
 *
 * @param operands the words that may stand beside options; empty where these are paths
 */
record Completable(CommandName command, List<Option> options, List<String> operands) {

    /** What the values of some options are called that are paths. */
    private static final List<String> PATHS = List.of("DIR", "PATH", "PLAN", "EXISTING");

    Completable {
        options = List.copyOf(options);
        operands = List.copyOf(operands);
    }

    /**
     * An option.
     *
     * @param names as they are typed, dashes included
     * @param takesValue whether a value follows
     * @param takesPath whether that is a path
     * @param words the values there are; empty where there are others
     */
    record Option(List<String> names, String gist, boolean takesValue, boolean takesPath, List<String> words) {

        Option {
            names = List.copyOf(names);
            words = List.copyOf(words);
        }
    }

    /** Returns that of every command. */
    static List<Completable> all() {
        List<Completable> all = new ArrayList<>();
        for (CommandName name : CommandName.values()) {
            all.add(of(name, Specs.spec(name, name.command())));
        }
        return all;
    }

    private static Completable of(CommandName command, CommandSpec spec) {
        List<Option> options = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            options.add(new Option(
                    List.of(option.names()),
                    String.join(" ", option.description()),
                    option.arity().max() > 0,
                    PATHS.contains(option.paramLabel()),
                    words(option)));
        }
        List<String> operands = new ArrayList<>();
        spec.positionalParameters().forEach(positional -> operands.addAll(words(positional)));
        return new Completable(command, options, operands);
    }

    private static List<String> words(ArgSpec argument) {
        List<String> words = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(words::add);
        }
        return words;
    }
}
