package aka.file;

import java.nio.file.Path;

/**
 * One directory entry of a file. Names are peers: none of a file's names is the first or the real one.
 *
 * @param folder the folder that holds the entry, as it was reached
 * @param leaf the raw entry
 */
public record Name(Path folder, Leaf leaf) {

    /** Returns the path that leads to the file by this name. */
    public Path path() {
        return leaf.in(folder);
    }

    /** Returns the bytes of {@link #path}, which is not made for that. */
    public byte[] rawPath() {
        return RawPath.bytes(folder, leaf);
    }
}
