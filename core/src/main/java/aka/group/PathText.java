package aka.group;

import aka.file.RawPath;
import aka.file.RawText;
import java.nio.file.Path;

/** A path as a line of a file of groups. */
final class PathText {

    private static final String BEGIN_OTHERWISE = "#[\"~";

    private PathText() {}

    /** Returns the line that means this very path: in quotes where it would mean something else without. */
    static String of(Path path) {
        String text = RawText.of(RawPath.bytes(path));
        return isPlain(text) ? text : quoted(text);
    }

    private static boolean isPlain(String text) {
        return !text.isEmpty()
                && text.equals(text.strip())
                && text.codePoints().allMatch(PathText::isItself)
                && BEGIN_OTHERWISE.indexOf(text.charAt(0)) < 0
                && !GroupsLine.Part.isPattern(text)
                && GroupsLine.BETWEEN.stream().noneMatch(text::contains)
                && LineCursor.settingWord(text).isEmpty();
    }

    /** Control characters and bytes that are no text (which are lone surrogates in {@link RawText}) are written by number. */
    private static boolean isItself(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL && type != Character.SURROGATE && type != Character.LINE_SEPARATOR;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\');
            }
            if (isItself(point)) {
                quoted.appendCodePoint(point);
            } else {
                for (byte b : RawText.bytes(Character.toString(point))) {
                    quoted.append(String.format("\\x%02X", b));
                }
            }
        });
        return quoted.append('"').toString();
    }
}
