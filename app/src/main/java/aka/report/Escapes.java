package aka.report;

import aka.file.RawText;
import java.io.File;

/** Text without anything that would steer a terminal. */
final class Escapes {

    private Escapes() {}

    /**
     * Returns a name as text, with each byte that is not to be shown as {@code \xNN} or a letter. A backslash is doubled where
     * names may hold one, so that it is told from an escape.
     */
    static String of(byte[] raw) {
        return of(RawText.of(raw), File.separatorChar == '/');
    }

    /** Returns a sentence, which may hold {@link RawText}, with each character that is not to be shown escaped. */
    static String of(String text) {
        return of(text, false);
    }

    private static String of(String text, boolean doubleBackslash) {
        int clean = 0;
        while (clean < text.length() && isPlain(text.charAt(clean))) {
            clean++;
        }
        if (clean == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, clean);
        for (int i = clean; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            append(shown, point, doubleBackslash);
        }
        return shown.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F && c != '\\';
    }

    private static void append(StringBuilder shown, int point, boolean doubleBackslash) {
        if (point >= 0xDC80 && point <= 0xDCFF) {
            hex(shown.append("\\x"), point - 0xDC00, 2);
            return;
        }
        switch (point) {
            case '\n' -> shown.append("\\n");
            case '\t' -> shown.append("\\t");
            case '\r' -> shown.append("\\r");
            case '\\' -> shown.append(doubleBackslash ? "\\\\" : "\\");
            default -> {
                if (point < ' ' || point == 0x7F) {
                    hex(shown.append("\\x"), point, 2);
                } else if (steers(point)) {
                    hex(shown.append("\\u"), point, 4);
                } else {
                    shown.appendCodePoint(point);
                }
            }
        }
    }

    /** C1 controls, marks and overrides of direction, line and paragraph separators, half of a pair. */
    private static boolean steers(int point) {
        return point >= 0x80 && point <= 0x9F
                || point == 0x061C
                || point >= 0x200B && point <= 0x200F
                || point >= 0x2028 && point <= 0x202E
                || point >= 0x2066 && point <= 0x2069
                || point == 0xFEFF
                || point >= 0xD800 && point <= 0xDFFF;
    }

    private static void hex(StringBuilder shown, int value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            shown.append(Character.forDigit(value >> shift & 0xF, 16));
        }
    }
}
