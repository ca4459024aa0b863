package aka.cli;

import java.util.List;

/**
 * The options that every command has.
 *
 * @param color {@code auto}, {@code always} or {@code never}
 * @param progress {@code auto}, {@code never} or {@code json}
 * @param nul whether names are printed raw, each followed by NUL
 */
record Everywhere(Format format, boolean quiet, boolean verbose, String color, String progress, boolean nul) {

    static final List<String> COLORS = List.of("auto", "always", "never");
    static final List<String> PROGRESS = List.of("auto", "never", "json");

    /** @throws WrongUsage for a word that is none */
    static Everywhere of(Given given) {
        return new Everywhere(
                Format.of(given),
                given.has("--quiet"),
                given.has("--verbose"),
                given.choice("--color", "auto", COLORS),
                given.choice("--progress", "auto", PROGRESS),
                given.has("--print0"));
    }

    /** Returns whether what is printed is for programs that read objects. */
    boolean json() {
        return format == Format.JSON;
    }

    /** Returns as much as can be told of arguments that could not be parsed. */
    static Everywhere guess(List<String> args) {
        int end = args.indexOf("--");
        List<String> options = end < 0 ? args : args.subList(0, end);
        return new Everywhere(
                Format.guess(options),
                false,
                options.contains("-v") || options.contains("--verbose"),
                "auto",
                "auto",
                false);
    }

    /** Returns whether a stream gets colours: the option decides, then NO_COLOR, then CLICOLOR_FORCE, then the terminal. */
    boolean colors(Surroundings around, boolean terminal) {
        return switch (color) {
            case "always" -> true;
            case "never" -> false;
            default -> {
                if (around.isSet("NO_COLOR")) {
                    yield false;
                }
                String force = around.environment().getOrDefault("CLICOLOR_FORCE", "");
                yield !force.isEmpty() && !force.equals("0")
                        || terminal
                                && around.terminals().obey()
                                && !"dumb".equals(around.environment().get("TERM"));
            }
        };
    }
}
