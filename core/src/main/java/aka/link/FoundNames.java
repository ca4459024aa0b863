package aka.link;

import aka.file.Name;
import aka.walk.WalkEntry;
import aka.walk.WalkFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Names in columns: a folder, a leaf, and the next name of the same body. A name is known by its row. */
final class FoundNames {

    /** The end of a chain of names. */
    static final int NONE = -1;

    private final List<WalkFolder> folders = new ArrayList<>();
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

    /** Makes {@code next}, or {@link #NONE}, the next name of the same body. */
    void chain(int name, int next) {
        nextOf[name] = next;
    }

    Name name(int name) {
        return folder(name).name(leaves.leaf(leafOf[name]));
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

    /** Orders names of one folder by the unsigned bytes of their leaves. */
    int compareLeaves(int one, int other) {
        long address = leafOf[other];
        int from = leaves.start(address);
        return compareLeaf(one, leaves.chunk(address), from, from + leaves.length(address));
    }

    /** Orders a name's leaf and what stands in {@code path} from {@code from} on. */
    int compareLeaf(int name, byte[] path, int from) {
        return compareLeaf(name, path, from, path.length);
    }

    private int compareLeaf(int name, byte[] other, int otherFrom, int otherEnd) {
        long address = leafOf[name];
        int from = leaves.start(address);
        return Arrays.compareUnsigned(
                leaves.chunk(address), from, from + leaves.length(address), other, otherFrom, otherEnd);
    }
}
