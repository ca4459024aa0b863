package aka.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Arrays;

/**
 * Names that are UTF-16 units, as bytes: UTF-8 in which a lone surrogate is written with three bytes of its own
 * (generalised UTF-8, also called WTF-8). Every sequence of units has one such form, and comes back from it.
 */
public final class Utf16Names {

    private static final int REPLACEMENT = 0xFFFD;

    private Utf16Names() {}

    /** Returns the bytes that stand for {@code units}. */
    public static byte[] bytes(String units) {
        byte[] raw = new byte[units.length() * 3];
        int length = 0;
        for (int i = 0; i < units.length(); ) {
            int point = units.codePointAt(i);
            i += Character.charCount(point);
            if (point < 0x80) {
                raw[length++] = (byte) point;
                continue;
            }
            int following = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
            int lead = following == 1 ? 0xC0 : following == 2 ? 0xE0 : 0xF0;
            raw[length++] = (byte) (lead | point >> 6 * following);
            for (int shift = 6 * (following - 1); shift >= 0; shift -= 6) {
                raw[length++] = (byte) (0x80 | point >> shift & 0x3F);
            }
        }
        return Arrays.copyOf(raw, length);
    }

    /**
     * Returns the units that {@code raw} stands for, which is what {@link #bytes} made of them.
     *
     * @throws InvalidPathException if it stands for none: a damaged file, or one of a system whose names are bytes
     */
    public static String units(byte[] raw) {
        String units = decoded(raw);
        // There is one form for each, so that this finds every other one, too.
        if (!Arrays.equals(bytes(units), raw)) {
            throw new InvalidPathException(new String(raw, StandardCharsets.UTF_8), "these bytes stand for no name");
        }
        return units;
    }

    /** What is missing at the end counts as zeros, and what is no character is replaced. */
    private static String decoded(byte[] raw) {
        StringBuilder units = new StringBuilder(raw.length);
        for (int i = 0; i < raw.length; ) {
            int first = raw[i++] & 0xFF;
            int following = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
            int point = following == 0 ? first : first & 0x3F >> following;
            for (int n = 0; n < following; n++, i++) {
                point = point << 6 | (i < raw.length ? raw[i] & 0x3F : 0);
            }
            units.appendCodePoint(Character.isValidCodePoint(point) ? point : REPLACEMENT);
        }
        return units.toString();
    }
}
