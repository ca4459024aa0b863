package aka.cli;

/**
 * An entry in a menu of Explorer: where it is, what it says, which {@code aka shell} command it runs.
 *
 * <p>Explorer puts the path in the place of {@code %1} or {@code %V} and starts the program itself: no command line interpreter
 * reads the name, and no name holds a quote. The dot behind a folder keeps the backslash of {@code C:\} from hiding the quote
 * that follows.
 */
enum ExplorerEntry {
    REMEMBER("remember", "*", "Remember this file for a hard link", "\"%1\""),
    NAMES("names", "*", "Show all names", "\"%1\""),
    SAME("same", "*", "Can these be one file?", "\"%1\""),
    LINK_HERE("link-here", "Directory", "Make a hard link to it here", "\"%1\\.\""),
    LINK_HERE_BEHIND("link-here", "Directory\\Background", "Make a hard link to it here", "\"%V\\.\"");

    private static final String CLASSES = "Software\\Classes\\";

    private final String word;
    private final String place;
    private final String title;
    private final String operand;

    ExplorerEntry(String word, String place, String title, String operand) {
        this.word = word;
        this.place = place;
        this.title = title;
        this.operand = operand;
    }

    /** Returns the word that is typed behind {@code aka shell}. */
    String word() {
        return word;
    }

    /** Returns what the menu shows. */
    String title() {
        return title;
    }

    /** Returns whose menu it is in, in words. */
    String menu() {
        return switch (place) {
            case "*" -> "files";
            case "Directory" -> "folders";
            default -> "open folders";
        };
    }

    /** Returns the key that is the entry. */
    String key() {
        return CLASSES + place + "\\shell\\aka." + word;
    }

    /** Returns the key that holds what it runs. */
    String commandKey() {
        return key() + "\\command";
    }

    /** Returns what it runs, if {@code program} is the aka that it leads to. */
    String command(String program) {
        return '"' + program + "\" shell " + word + ' ' + operand;
    }
}
