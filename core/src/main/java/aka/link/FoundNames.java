package aka.link;

import aka.file.Name;
import aka.file.RawPath;
import aka.walk.WalkEntry;
import aka.walk.WalkFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names in columns: a folder, a leaf, and the next name of the same body. A name is known by its row. */
final class FoundNames {

    /** The end of a chain of names. */
    static final int NONE = -1;

    private final List<WalkFolder> folders = new ArrayList<>();
    private final List<byte @Nullable []> folderPaths = new ArrayList<>();
    private final LeafSlab leaves = new LeafSlab();
    private int[] folderOf = new int[256];
    private long[] leafOf = new long[256];
    private int[] nextOf = new int[256];
    private int size;

    int size() {
        return size;
    }

    /** Adds the entry's name before {@code next} and returns its row. */
    int add(WalkEntry entry, int next) {
        if (size == nextOf.length) {
            int longer = size + (size >> 1);
            folderOf = Arrays.copyOf(folderOf, longer);
            leafOf = Arrays.copyOf(leafOf, longer);
            nextOf = Arrays.copyOf(nextOf, longer);
        }
        // A walk goes folder by folder, so that a folder's names come together.
        if (folders.isEmpty() || folders.getLast() != entry.folder()) {
            folders.add(entry.folder());
            folderPaths.add(null);
        }
        folderOf[size] = folders.size() - 1;
        leafOf[size] = leaves.add(entry);
        nextOf[size] = next;
        return size++;
    }

    /** Returns the next name of the same body, or {@link #NONE}. */
    int next(int name) {
        return nextOf[name];
    }

    /** Makes a chain of the names in these rows, in their order, and returns the first. */
    int chain(int[] rows) {
        int next = NONE;
        for (int i = rows.length - 1; i >= 0; i--) {
            nextOf[rows[i]] = next;
            next = rows[i];
        }
        return next;
    }

    Name name(int name) {
        return new Name(folder(name).path(), leaves.leaf(leafOf[name]));
    }

    WalkFolder folder(int name) {
        return folders.get(folderOf[name]);
    }

    byte[] leaf(int name) {
        return leaves.leaf(leafOf[name]).bytes();
    }

    boolean hasLeaf(int name, byte[] leaf) {
        long address = leafOf[name];
        int from = leaves.start(address);
        return Arrays.equals(leaves.chunk(address), from, from + leaves.length(address), leaf, 0, leaf.length);
    }

    /** Orders names by the unsigned bytes of their whole paths, without making one. */
    int compare(int one, int other) {
        if (folderOf[one] == folderOf[other]) {
            return compareLeaves(leafOf[one], leafOf[other]);
        }
        byte[] folder = folderPath(folderOf[one]);
        byte[] otherFolder = folderPath(folderOf[other]);
        int differs = Arrays.mismatch(folder, otherFolder);
        if (differs >= 0 && differs < Math.min(folder.length, otherFolder.length)) {
            return Byte.compareUnsigned(folder[differs], otherFolder[differs]);
        }
        int from = Math.min(folder.length, otherFolder.length);
        return Arrays.compareUnsigned(rest(folder, from, leafOf[one]), rest(otherFolder, from, leafOf[other]));
    }

    private int compareLeaves(long one, long other) {
        int from = leaves.start(one);
        int otherFrom = leaves.start(other);
        return Arrays.compareUnsigned(
                leaves.chunk(one),
                from,
                from + leaves.length(one),
                leaves.chunk(other),
                otherFrom,
                otherFrom + leaves.length(other));
    }

    /** Returns what follows the first {@code from} bytes of the path. */
    private byte[] rest(byte[] folder, int from, long leaf) {
        int length = leaves.length(leaf);
        byte[] rest = Arrays.copyOfRange(folder, from, folder.length + length);
        System.arraycopy(leaves.chunk(leaf), leaves.start(leaf), rest, folder.length - from, length);
        return rest;
    }

    /** Returns the folder's raw path with the separator that the leaf follows. */
    private byte[] folderPath(int folder) {
        byte[] known = folderPaths.get(folder);
        if (known == null) {
            known = RawPath.bytes(folders.get(folder).path());
            if (known.length > 0 && known[known.length - 1] != '/') {
                known = Arrays.copyOf(known, known.length + 1);
                known[known.length - 1] = '/';
            }
            folderPaths.set(folder, known);
        }
        return known;
    }
}
