package aka.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The options that several commands share, and short ways to add others. */
final class Options {

    private Options() {}

    /** Adds an option that is there or not. */
    static void flag(CommandSpec spec, String description, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build());
    }

    /** Adds an option that takes one value, once. */
    static void value(CommandSpec spec, String label, String description, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** Adds an option that takes one value each time it is given. */
    static void values(CommandSpec spec, String label, String description, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** Adds an option that takes one of {@code words}, which shells offer. */
    static void choice(CommandSpec spec, String label, String description, List<String> words, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .completionCandidates(words)
                .description(description)
                .build());
    }

    /** Adds the operands, as many as there are. */
    static void operands(CommandSpec spec, String label, String description) {
        spec.addPositional(operands(label, description).build());
    }

    /** Adds operands that are words, which shells offer. */
    static void words(CommandSpec spec, String label, String description, List<String> words) {
        spec.addPositional(
                operands(label, description).completionCandidates(words).build());
    }

    private static PositionalParamSpec.Builder operands(String label, String description) {
        return PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .paramLabel(label)
                .hideParamSyntax(true)
                .description(description);
    }

    /** Adds what every command has. */
    static void everywhere(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .type(boolean.class)
                .arity("0")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        flag(spec, "Print one JSON object a line (aka help json).", "--json");
        flag(spec, "Print results and errors only.", "-q", "--quiet");
        flag(spec, "Print more.", "-v", "--verbose");
        choice(spec, "WHEN", "Use colours: auto, always or never.", Everywhere.COLORS, "--color");
        choice(spec, "HOW", "Show progress: auto, never or json.", Everywhere.PROGRESS, "--progress");
    }

    /** Adds paths from stdin. */
    static void stdin(CommandSpec spec) {
        flag(spec, "Read further paths from stdin, one a line.", "--stdin");
        flag(spec, "Read further paths from stdin, each ended by NUL.", "-0", "--null");
    }

    static void print0(CommandSpec spec) {
        flag(spec, "Print raw names only, each followed by NUL.", "--print0");
    }

    static void dryRun(CommandSpec spec) {
        flag(spec, "Show the steps and change nothing.", "-n", "--dry-run");
    }
}
