package aka.link;

import aka.file.FileKey;
import aka.walk.WalkEntry;
import aka.walk.WalkFolder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a second walk comes to a directory entry that the first one found: by the folder's identity, since two walks,
 * or two roots of one, make two objects of a folder, and by the leaf.
 */
final class FoundEntries {

    private static final int FREE = -1;
    private static final int NO_FOLDER = -1;

    private final FoundNames names;
    private final Map<FileKey, Integer> folderNumbers = new HashMap<>();
    /** Names by the hash of folder and leaf. Its length is a power of two. */
    private final int[] slots;

    /** The folder number of each name. */
    private final int[] folders;

    private @Nullable WalkFolder folderAtHand;
    private int numberAtHand = NO_FOLDER;

    /** Takes in all that {@code names} holds now. */
    FoundEntries(FoundNames names) {
        this.names = names;
        this.folders = new int[names.size()];
        this.slots = new int[Integer.highestOneBit(names.size() + 1) * 4];
        Arrays.fill(slots, FREE);
        for (int name = 0; name < folders.length; name++) {
            folders[name] = names.folder(name).key().map(this::numbered).orElse(NO_FOLDER);
            if (folders[name] != NO_FOLDER) {
                slots[slot(folders[name], names.leaf(name))] = name;
            }
        }
    }

    /** Returns whether the entry is among them; false where its folder has no identity. */
    boolean has(WalkEntry entry) {
        int folder = number(entry.folder());
        return folder != NO_FOLDER && slots[slot(folder, entry.leaf().bytes())] != FREE;
    }

    private Integer numbered(FileKey folder) {
        return folderNumbers.computeIfAbsent(folder, none -> folderNumbers.size());
    }

    private int number(WalkFolder folder) {
        if (folder != folderAtHand) {
            folderAtHand = folder;
            numberAtHand = folder.key().map(folderNumbers::get).orElse(NO_FOLDER);
        }
        return numberAtHand;
    }

    private int slot(int folder, byte[] leaf) {
        int slot = hash(folder, leaf) & slots.length - 1;
        while (slots[slot] != FREE && !isAt(slots[slot], folder, leaf)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private boolean isAt(int name, int folder, byte[] leaf) {
        return folders[name] == folder && names.hasLeaf(name, leaf);
    }

    private static int hash(int folder, byte[] leaf) {
        long mixed = (folder * 0xC2B2AE3D27D4EB4FL + Arrays.hashCode(leaf)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }
}
