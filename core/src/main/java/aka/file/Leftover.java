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

    /** Apart, since a walk asks of each name whether it is one, and makes none. */
    private static final class Tag {
        static final SecureRandom RANDOM = new SecureRandom();
    }

    private Leftover() {}

    /** Returns a new such name, which nobody can guess, for work on {@code leaf}; {@code word} tells the work: {@code rm}. */
    public static Leaf name(String word, Leaf leaf) {
        byte[] tag = new byte[16];
        Tag.RANDOM.nextBytes(tag);
        return tagged(HexFormat.of().formatHex(tag), word, leaf);
    }

    /** Returns such a name for a folder that nobody else may enter, where a number will do for the tag. */
    public static Leaf numbered(long number, String word, Leaf leaf) {
        return tagged("0".repeat(16) + HexFormat.of().toHexDigits(number), word, leaf);
    }

    /** Returns the name with the tag and the rest of {@code leftover}, but with another word, which must not be longer. */
    public static Leaf withWord(Leaf leftover, String word) {
        byte[] raw = leftover.bytes();
        int from = TAG_END + 1;
        int to = from;
        while (raw[to] != '.') {
            to++;
        }
        byte[] other = word.getBytes(StandardCharsets.US_ASCII);
        byte[] named = Arrays.copyOf(raw, raw.length - (to - from) + other.length);
        System.arraycopy(other, 0, named, from, other.length);
        System.arraycopy(raw, to, named, from + other.length, raw.length - to);
        return Leaf.of(named);
    }

    /** Returns whether {@code leaf} is such a name, and not that of a run's private folder. */
    public static boolean hasWord(Leaf leaf) {
        byte[] raw = leaf.bytes();
        return raw.length > TAG_END && is(raw, raw.length);
    }

    /** Returns the private folder of a run. */
    public static Leaf folder(String tag) {
        return Leaf.of((".aka-" + tag).getBytes(StandardCharsets.US_ASCII));
    }

    private static Leaf tagged(String tag, String word, Leaf leaf) {
        byte[] head = (".aka-" + tag + "." + word + ".").getBytes(StandardCharsets.US_ASCII);
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
