package aka.cli;

import aka.file.RawText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command as it was typed, in one line for people: what a shell would split or change is quoted. */
final class CommandText {

    private CommandText() {}

    /** Returns {@code aka} and its arguments; bytes that are no text are shown as such. */
    static String of(List<String> arguments) {
        StringBuilder line = new StringBuilder("aka");
        for (String argument : arguments) {
            line.append(' ').append(quoted(shown(argument)));
        }
        return line.toString();
    }

    private static String shown(String argument) {
        return new String(RawText.bytes(argument), StandardCharsets.UTF_8);
    }

    private static String quoted(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!Character.isLetterOrDigit(c) && "@%+=:,./_-".indexOf(c) < 0) {
                return "'" + word.replace("'", "'\\''") + "'";
            }
        }
        return word.isEmpty() ? "''" : word;
    }
}
