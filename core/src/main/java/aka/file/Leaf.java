package aka.file;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * The raw last part of a name, exactly as the folder holds it: never empty, without a separator, never {@code .} or
 * {@code ..}.
 */
public final class Leaf implements Comparable<Leaf> {

    private final byte[] raw;

    private Leaf(byte[] raw) {
        this.raw = raw;
    }

    /**
     * Returns the leaf with these bytes.
     *
     * @throws IllegalArgumentException if no folder could hold such an entry
     */
    public static Leaf of(byte[] raw) {
        boolean dots = raw.length == 1 && raw[0] == '.' || raw.length == 2 && raw[0] == '.' && raw[1] == '.';
        if (raw.length == 0 || dots) {
            throw new IllegalArgumentException("not the name of an entry: '" + RawText.of(raw) + "'");
        }
        for (byte b : raw) {
            if (b == '/' || b == 0) {
                throw new IllegalArgumentException("a leaf has no separator and no NUL: '" + RawText.of(raw) + "'");
            }
        }
        return new Leaf(raw.clone());
    }

    /** Returns the leaf that {@code text} stands for, as {@link RawText} writes it. */
    public static Leaf of(String text) {
        return of(RawText.bytes(text));
    }

    /**
     * Returns the last part of {@code path}.
     *
     * @throws IllegalArgumentException if it ends in {@code .} or {@code ..}, or is a root
     */
    public static Leaf of(Path path) {
        Path last = path.getFileName();
        if (last == null) {
            throw new IllegalArgumentException("a root is no entry of a folder: " + path);
        }
        return of(RawPath.bytes(last));
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return raw.clone();
    }

    /** Returns the number of bytes, which is what file systems limit (255 on most). */
    public int length() {
        return raw.length;
    }

    /** Returns this leaf inside {@code folder}. */
    public Path in(Path folder) {
        return folder.resolve(RawPath.path(raw));
    }

    /** Returns the bytes of {@code prefix} and of this leaf. */
    byte[] after(byte[] prefix) {
        byte[] both = Arrays.copyOf(prefix, prefix.length + raw.length);
        System.arraycopy(raw, 0, both, prefix.length, raw.length);
        return both;
    }

    /** Orders by unsigned bytes, which is the order of code points where the bytes are UTF-8. */
    @Override
    public int compareTo(Leaf other) {
        return Arrays.compareUnsigned(raw, other.raw);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Leaf leaf && Arrays.equals(raw, leaf.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    /** Returns the leaf as {@link RawText}: lossless, but not fit for a terminal. */
    @Override
    public String toString() {
        return RawText.of(raw);
    }
}
