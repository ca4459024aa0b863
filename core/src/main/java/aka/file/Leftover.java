package aka.file;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The names that aka itself gives to what it is still working on: {@code .aka-} and a tag of 32 hexadecimal digits, alone or
 * followed by {@code .word.rest}, where {@code rest} is the leaf that was being worked on.
 *
 * <p>After a run that was cut off such names remain. They are for the one who cleans up after that run, and for nobody else:
 * no walk enters or delivers them.
 */
public final class Leftover {

    private static final byte[] PREFIX = {'.', 'a', 'k', 'a', '-'};
    private static final int TAG_END = PREFIX.length + 32;

    /** What file systems take; a longer rest is cut, since the tag alone makes the name. */
    private static final int LEAF_MAX = 255;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Leftover() {}

    /** Returns a new such name, which nobody can guess, for work on {@code leaf}; {@code word} tells the work: {@code rm}. */
    public static Leaf name(String word, Leaf leaf) {
        byte[] tag = new byte[16];
        RANDOM.nextBytes(tag);
        byte[] head = (".aka-" + HexFormat.of().formatHex(tag) + "." + word + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] rest = leaf.bytes();
        int kept = Math.min(rest.length, LEAF_MAX - head.length);
        while (kept > 0 && kept < rest.length && (rest[kept] & 0xC0) == 0x80) {
            kept--; // not inside a character: some file systems take whole ones only
        }
        byte[] raw = Arrays.copyOf(head, head.length + kept);
        System.arraycopy(rest, 0, raw, head.length, kept);
        return Leaf.of(raw);
    }

    /** Returns whether the first {@code length} bytes of {@code raw} are such a name. */
    public static boolean is(byte[] raw, int length) {
        if (length < TAG_END || raw[0] != '.') {
            return false;
        }
        for (int i = 1; i < PREFIX.length; i++) {
            if (raw[i] != PREFIX[i]) {
                return false;
            }
        }
        for (int i = PREFIX.length; i < TAG_END; i++) {
            if (!isHexDigit(raw[i])) {
                return false;
            }
        }
        return length == TAG_END || hasWordAndRest(raw, length);
    }

    private static boolean hasWordAndRest(byte[] raw, int length) {
        int at = TAG_END + 1;
        while (at < length && raw[at] >= 'a' && raw[at] <= 'z') {
            at++;
        }
        return raw[TAG_END] == '.' && at > TAG_END + 1 && at + 1 < length && raw[at] == '.';
    }

    private static boolean isHexDigit(byte b) {
        return b >= '0' && b <= '9' || b >= 'a' && b <= 'f';
    }
}
