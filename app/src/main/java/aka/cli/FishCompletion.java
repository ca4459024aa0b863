package aka.cli;

/** The script that fish reads. It asks which command stands in the line, and offers what goes with that. */
final class FishCompletion {

    private static final String BEGINNING = """
            # Completion of aka for fish.
            function __aka_command
                set -l words (commandline -opc)
                set -l passed 1
                for word in $words[2..-1]
                    if test $passed = 0
                        set passed 1
                    else if contains -- $word --color --progress
                        set passed 0
                    else if not string match -q -- '-*' $word
                        echo -- $word
                        return
                    end
                end
            end
            function __aka_is
                test "$(__aka_command)" = "$argv[1]"
            end
            """;

    private final StringBuilder script = new StringBuilder(BEGINNING);

    String script() {
        for (Completable command : Completable.all()) {
            String word = command.command().word();
            line(
                    "__aka_is ''",
                    "-f -a " + quoted(word) + " -d " + quoted(command.command().gist()));
            for (Completable.Option option : command.options()) {
                option("__aka_is " + word, option);
            }
            if (!command.operands().isEmpty()) {
                line("__aka_is " + word, "-f -a " + quoted(String.join(" ", command.operands())));
            }
        }
        return script.toString();
    }

    private void option(String condition, Completable.Option option) {
        StringBuilder words = new StringBuilder();
        for (String name : option.names()) {
            // One letter; a word behind two dashes; a word behind one, as PowerShell has them.
            String kind = name.startsWith("--") ? "-l " : name.length() == 2 ? "-s " : "-o ";
            words.append(kind)
                    .append(name.substring(name.startsWith("--") ? 2 : 1))
                    .append(' ');
        }
        if (option.takesValue()) {
            words.append(option.takesPath() ? "-r -F " : "-x ");
        }
        if (!option.words().isEmpty()) {
            words.append("-a ").append(quoted(String.join(" ", option.words()))).append(' ');
        }
        line(condition, words + "-d " + quoted(option.gist()));
    }

    private void line(String condition, String rest) {
        script.append("complete -c aka -n ")
                .append(quoted(condition))
                .append(' ')
                .append(rest)
                .append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
