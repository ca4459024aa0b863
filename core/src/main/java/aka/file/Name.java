package aka.file;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One directory entry of a file. Names are peers: none of a file's names is the first or the real one. */
public final class Name {

    private final Leaf leaf;

    /** What comes before the leaf in the raw path; null where the folder was told as a path. */
    private final byte @Nullable [] prefix;

    /** Null until somebody asks. Two threads may make it at once: they make the same. */
    private @Nullable Path folder;

    private Name(byte @Nullable [] prefix, @Nullable Path folder, Leaf leaf) {
        this.prefix = prefix;
        this.folder = folder;
        this.leaf = leaf;
    }

    /** Returns the name {@code leaf} in {@code folder}, as it was reached. */
    public Name(Path folder, Leaf leaf) {
        this(null, folder, leaf);
    }

    /**
     * Returns the same where paths are bytes ({@link RawPath#pathsAreBytes}), without making one of the folder: thousands of
     * names are printed, and nobody asks for their paths.
     *
     * @param prefix the raw path of the folder with the separator, as {@link RawPath#prefix}; not to be changed any more
     */
    public static Name below(byte[] prefix, Leaf leaf) {
        return new Name(prefix, null, leaf);
    }

    /** Returns the folder that holds the entry, as it was reached. */
    public Path folder() {
        Path known = folder;
        if (known == null) {
            known = RawPath.path(Objects.requireNonNull(prefix));
            folder = known;
        }
        return known;
    }

    /** Returns the raw entry. */
    public Leaf leaf() {
        return leaf;
    }

    /** Returns the path that leads to the file by this name. */
    public Path path() {
        return leaf.in(folder());
    }

    /** Returns the bytes of {@link #path}, which is not made for that. */
    public byte[] rawPath() {
        return prefix != null ? leaf.after(prefix) : RawPath.bytes(folder(), leaf);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Name name && leaf.equals(name.leaf) && folder().equals(name.folder());
    }

    @Override
    public int hashCode() {
        return 31 * folder().hashCode() + leaf.hashCode();
    }

    /** Returns a rendering of the path, not fit for a terminal. */
    @Override
    public String toString() {
        return path().toString();
    }
}
