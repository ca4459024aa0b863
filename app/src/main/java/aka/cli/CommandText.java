package aka.cli;

import aka.file.RawPath;
import aka.file.RawText;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A command as it was typed, in one line for people: what a shell would split or change is quoted. */
final class CommandText {

    private static final boolean WINDOWS = File.separatorChar == '\\';

    private CommandText() {}

    /** Returns {@code aka} and its arguments; bytes that are no text are shown as such. */
    static String of(List<String> arguments) {
        StringBuilder line = new StringBuilder("aka");
        for (String argument : arguments) {
            line.append(' ').append(quoted(shown(argument)));
        }
        return line.toString();
    }

    /** Returns a path as one word of a command. */
    static String word(Path path) {
        return quoted(new String(RawPath.bytes(path), StandardCharsets.UTF_8));
    }

    private static String shown(String argument) {
        return new String(RawText.bytes(argument), StandardCharsets.UTF_8);
    }

    private static String quoted(String word) {
        String plain = WINDOWS ? "@%+=:,./_-\\" : "@%+=:,./_-";
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!Character.isLetterOrDigit(c) && plain.indexOf(c) < 0) {
                return WINDOWS ? inDoubleQuotes(word) : "'" + word.replace("'", "'\\''") + "'";
            }
        }
        return word.isEmpty() ? WINDOWS ? "\"\"" : "''" : word;
    }

    /** As programs of Windows read it: a backslash stands for itself, but before a quote. */
    private static String inDoubleQuotes(String word) {
        String text = word.replace("\"", "\\\"");
        return "\"" + text + (text.endsWith("\\") ? "\\" : "") + "\"";
    }
}
