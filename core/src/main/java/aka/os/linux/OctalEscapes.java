package aka.os.linux;

import java.io.ByteArrayOutputStream;

/** The kernel's way of writing bytes that would break a line into fields: {@code \040} for a space. */
final class OctalEscapes {

    private OctalEscapes() {}

    /** Returns the bytes of {@code text}, which has one character a byte. A backslash without three digits is itself. */
    static byte[] bytes(String text) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean escape = text.charAt(i) == '\\' && isOctal(text, i + 1);
            raw.write(escape ? Integer.parseInt(text, i + 1, i + 4, 8) : text.charAt(i));
            i += escape ? 3 : 0;
        }
        return raw.toByteArray();
    }

    private static boolean isOctal(String text, int from) {
        if (from + 3 > text.length()) {
            return false;
        }
        for (int i = from; i < from + 3; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '7') {
                return false;
            }
        }
        return true;
    }
}
