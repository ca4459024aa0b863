package aka.group;

import aka.file.RawText;
import java.util.List;

/** One line of a file of groups, before anything is known of its paths. */
sealed interface GroupsLine {

    /** What stands between trees. The first is what is written; the second is how some think of it. */
    List<String> BETWEEN = List.of("<->", "\u2194");

    /** A blank or a comment. */
    record Nothing() implements GroupsLine {}

    /** {@code [NAME]}. */
    record Head(int column, String name) implements GroupsLine {}

    /** A path, or several with {@code <->} between them. */
    record Paths(List<Part> parts) implements GroupsLine {}

    /** {@code WORD = VALUE}. */
    record Setting(int column, String word, Part value) implements GroupsLine {}

    /**
     * One path as it is written.
     *
     * @param column where it begins, from 1
     * @param text what it means, as {@link RawText}
     * @param quoted whether it stood in quotes, so that nothing in it is a pattern
     */
    record Part(int column, String text, boolean quoted) {

        /** Returns whether it stands for all paths that are like it. */
        boolean isPattern() {
            return !quoted && isPattern(text);
        }

        /** Returns whether this would be a pattern without quotes. */
        static boolean isPattern(String text) {
            return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0 || text.indexOf('{') >= 0;
        }
    }
}
