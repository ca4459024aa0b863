package aka.cli;

import java.util.Arrays;
import java.util.List;

/** How results are printed. */
enum Format {
    /** For people. */
    TEXT("text"),
    /** One object a line. */
    JSON("json"),
    /** One row a name, for spreadsheets. */
    CSV("csv"),
    /** As fdupes prints, for scripts that read it. */
    FDUPES("fdupes");

    static final List<String> WORDS =
            Arrays.stream(values()).map(format -> format.word).toList();

    private final String word;

    Format(String word) {
        this.word = word;
    }

    /**
     * Returns the one that was asked for; {@code --json} is short for {@code --format json}.
     *
     * @throws WrongUsage for a word that is none, and where two are asked for
     */
    static Format of(Given given) {
        boolean json = given.has("--json");
        Format format = values()[WORDS.indexOf(given.choice("--format", json ? JSON.word : TEXT.word, WORDS))];
        if (json && format != JSON) {
            throw new WrongUsage("--json and --format " + format.word + " exclude each other", "Give one of them.");
        }
        if (format == CSV && given.has("--print0")) {
            throw new WrongUsage("--print0 and --format csv exclude each other", "Give one of them.");
        }
        return format;
    }

    /** Returns what is asked for in words that could not be parsed: how the trouble is to be told. */
    static Format guess(List<String> options) {
        int format = options.indexOf("--format");
        boolean json = options.contains("--json")
                || options.contains("--format=json")
                || format >= 0 && options.subList(format, options.size()).indexOf(JSON.word) == 1;
        return json ? JSON : TEXT;
    }
}
