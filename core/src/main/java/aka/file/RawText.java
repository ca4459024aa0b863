package aka.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Text that can hold any bytes, so that a name survives the places that only carry a {@code String}.
 *
 * <p>Well-formed UTF-8 is itself. A byte that is not part of any becomes the lone surrogate U+DC00 + byte, which no
 * well-formed text contains, and turns into that byte again on the way back. (Python's {@code surrogateescape}, PEP 383,
 * does the same.) Such text is for passing on, not for showing.
 */
public final class RawText {

    private static final int ESCAPE = 0xDC00;

    private RawText() {}

    /** Returns {@code raw} as text from which {@link #bytes} makes the same bytes again. */
    public static String of(byte[] raw) {
        if (RawPath.isUtf8(raw)) {
            return new String(raw, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(raw.length);
        for (int i = 0; i < raw.length; ) {
            int length = sequenceLength(raw, i);
            if (length == 0) {
                text.append((char) (ESCAPE + (raw[i] & 0xFF)));
                i++;
            } else {
                text.append(new String(raw, i, length, StandardCharsets.UTF_8));
                i += length;
            }
        }
        return text.toString();
    }

    /** Returns the bytes that {@code text} stands for; a lone surrogate that stands for no byte becomes its own three. */
    public static byte[] bytes(String text) {
        if (hasNoSurrogates(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream raw = new ByteArrayOutputStream(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point >= ESCAPE + 0x80 && point <= ESCAPE + 0xFF) {
                raw.write(point - ESCAPE);
            } else if (point >= 0xD800 && point <= 0xDFFF) {
                raw.write(0xE0 | point >> 12);
                raw.write(0x80 | point >> 6 & 0x3F);
                raw.write(0x80 | point & 0x3F);
            } else {
                raw.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        }
        return raw.toByteArray();
    }

    /**
     * Returns the path whose bytes {@code text} stands for.
     *
     * @throws java.nio.file.InvalidPathException as {@link RawPath#path}
     */
    public static Path path(String text) {
        return isAscii(text) ? Path.of(text) : RawPath.path(bytes(text));
    }

    /** Returns whether each character is one byte that every system reads alike. */
    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasNoSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns how many bytes at {@code at} are one well-formed UTF-8 sequence, or 0 (Unicode 16, table 3-7). */
    private static int sequenceLength(byte[] raw, int at) {
        int first = raw[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xC2 && first <= 0xDF
                ? 2
                : first >= 0xE0 && first <= 0xEF ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
        if (length == 0 || at + length > raw.length) {
            return 0;
        }
        int second = raw[at + 1] & 0xFF;
        int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((raw[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
