package aka.group;

import aka.file.RawText;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads one line of a file of groups from left to right. */
final class LineCursor {

    private static final Set<String> SETTINGS = Set.of("heal", "copy");

    private final String line;
    private int at;

    LineCursor(String line) {
        this.line = line;
    }

    /**
     * Returns what the line says.
     *
     * @throws BadLineException if it says nothing that can be understood
     */
    GroupsLine line() throws BadLineException {
        skipBlanks();
        if (at == line.length() || line.charAt(at) == '#') {
            return new GroupsLine.Nothing();
        }
        requireNoControls();
        if (line.charAt(at) == '[') {
            return head();
        }
        String word = settingWord(line.substring(at));
        return word.isEmpty() ? paths() : setting(word);
    }

    /** Returns the word before the = of what looks like a setting, of which later versions may know some; empty if it does not. */
    static String settingWord(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
            end++;
        }
        int equals = end;
        while (equals < text.length() && text.charAt(equals) == ' ') {
            equals++;
        }
        return end > 0 && equals < text.length() && text.charAt(equals) == '=' ? text.substring(0, end) : "";
    }

    private GroupsLine.Setting setting(String word) throws BadLineException {
        int column = at + 1;
        if (!SETTINGS.contains(word)) {
            throw new BadLineException(
                    column, "'" + word + "' is no setting; a path that looks like one goes in quotes");
        }
        at = line.indexOf('=', at) + 1;
        skipBlanks();
        List<GroupsLine.Part> value = paths().parts();
        if (value.size() != 1) {
            throw new BadLineException(column, "'" + word + "' takes one value");
        }
        return new GroupsLine.Setting(column, word, value.getFirst());
    }

    private GroupsLine.Head head() throws BadLineException {
        int column = at + 2;
        int end = line.indexOf(']', at);
        if (end < 0) {
            throw new BadLineException(at + 1, "no ] for this [");
        }
        if (!line.substring(end + 1).isBlank()) {
            throw new BadLineException(end + 2, "nothing may follow [NAME] in its line");
        }
        String name = line.substring(at + 1, end).strip();
        if (name.isEmpty() || name.length() > Group.NAME_LENGTH_MOST) {
            throw new BadLineException(column, "a group's name has 1 to " + Group.NAME_LENGTH_MOST + " characters");
        }
        return new GroupsLine.Head(column, name);
    }

    private GroupsLine.Paths paths() throws BadLineException {
        List<GroupsLine.Part> parts = new ArrayList<>();
        do {
            skipBlanks();
            parts.add(at < line.length() && line.charAt(at) == '"' ? quotedPart() : plainPart());
        } while (skipBetween());
        return new GroupsLine.Paths(parts);
    }

    private GroupsLine.Part plainPart() throws BadLineException {
        int column = at + 1;
        int end = line.length();
        for (String between : GroupsLine.BETWEEN) {
            int found = line.indexOf(between, at);
            end = found < 0 ? end : Math.min(end, found);
        }
        String text = line.substring(at, end).strip();
        at = end;
        if (text.isEmpty()) {
            throw new BadLineException(column, "here is a path missing");
        }
        return new GroupsLine.Part(column, text, false);
    }

    private GroupsLine.Part quotedPart() throws BadLineException {
        int column = at + 1;
        at++;
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        while (at < line.length() && line.charAt(at) != '"') {
            if (line.charAt(at) == '\\') {
                raw.write(escaped());
            } else {
                int next = line.offsetByCodePoints(at, 1);
                raw.writeBytes(RawText.bytes(line.substring(at, next)));
                at = next;
            }
        }
        if (at == line.length()) {
            throw new BadLineException(column, "no \" ends this path");
        }
        at++;
        return new GroupsLine.Part(column, RawText.of(raw.toByteArray()), true);
    }

    private int escaped() throws BadLineException {
        int start = at;
        at += 2;
        char which = start + 1 < line.length() ? line.charAt(start + 1) : ' ';
        switch (which) {
            case '\\', '"' -> {
                return which;
            }
            case 'n' -> {
                return '\n';
            }
            case 't' -> {
                return '\t';
            }
            case 'x' -> {
                int value = at + 2 <= line.length() ? hex(line.charAt(at)) * 16 + hex(line.charAt(at + 1)) : -1;
                at += 2;
                if (value > 0) {
                    return value;
                }
            }
            default -> {}
        }
        throw new BadLineException(start + 1, "after a \\ comes \\, \", n, t, or x and two hexadecimal digits");
    }

    private static int hex(char digit) {
        int value = Character.digit(digit, 16);
        return value < 0 ? -256 : value;
    }

    private boolean skipBetween() throws BadLineException {
        skipBlanks();
        for (String between : GroupsLine.BETWEEN) {
            if (line.startsWith(between, at)) {
                at += between.length();
                return true;
            }
        }
        if (at < line.length()) {
            throw new BadLineException(at + 1, "after a path in quotes comes nothing, or <->");
        }
        return false;
    }

    private void skipBlanks() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
    }

    private void requireNoControls() throws BadLineException {
        for (int i = at; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c < ' ' && c != '\t') || c >= 0x7F && Character.getType(c) == Character.CONTROL) {
                throw new BadLineException(
                        i + 1,
                        "a control character: write it in a path in quotes, as \\x" + String.format("%02X", (int) c));
            }
        }
    }
}
