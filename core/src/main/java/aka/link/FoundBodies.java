package aka.link;

import aka.file.FileKey;
import aka.file.LinkSet;
import aka.file.Name;
import aka.file.VolumeId;
import aka.os.Listing;
import aka.walk.WalkEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Bodies and the names that were found of them, in columns of primitives: about 60 bytes a body and 20 a name, beside the
 * leaf itself. A body is known by its row.
 */
final class FoundBodies {

    /** No such body. */
    static final int NONE = -1;

    /** A link count that is not known. */
    private static final int UNKNOWN = 0;

    private static final int START = 256;

    private final FoundNames names = new FoundNames();
    private final List<VolumeId> volumes = new ArrayList<>();
    private int volumeAtHand;

    private int[] volumeOf = new int[START];
    private long[] fileHigh = new long[START];
    private long[] fileLow = new long[START];
    private int[] linkCount = new int[START];
    private long[] sizeBytes = new long[START];
    private int[] firstName = new int[START];
    private int[] nameCount = new int[START];
    private int size;

    /** Rows by the hash of their key; {@link #NONE} where free. Its length is a power of two. */
    private int[] slots = emptySlots(START * 2);

    int size() {
        return size;
    }

    FoundNames names() {
        return names;
    }

    /** Returns the body that the entry is a name of, or {@link #NONE}. */
    int find(WalkEntry entry) {
        int volume = volumeNumber(entry.volume());
        return volume == NONE ? NONE : slots[slot(volume, entry.fileHigh(), entry.fileLow())];
    }

    /** Adds the entry's name to its body, which is added before if it is new, and returns the body. */
    int add(WalkEntry entry) {
        int volume = volumeNumber(entry.volume());
        if (volume == NONE) {
            volumes.add(entry.volume());
            volume = volumes.size() - 1;
        }
        int slot = slot(volume, entry.fileHigh(), entry.fileLow());
        int body = slots[slot];
        if (body == NONE) {
            body = addBody(volume, entry);
            slots[slot] = body;
            growSlots();
        }
        linkCount[body] =
                entry.linkCount() == Listing.UNKNOWN ? UNKNOWN : (int) Math.min(entry.linkCount(), Integer.MAX_VALUE);
        sizeBytes[body] = entry.sizeBytes();
        firstName[body] = names.add(entry, firstName[body]);
        nameCount[body]++;
        return body;
    }

    int firstName(int body) {
        return firstName[body];
    }

    int nameCount(int body) {
        return nameCount[body];
    }

    boolean isCountKnown(int body) {
        return linkCount[body] != UNKNOWN;
    }

    /** Returns whether the body has several names, found or not; false if neither the names nor the count show it. */
    boolean hasSeveralNames(int body) {
        return nameCount[body] > 1 || linkCount[body] > 1;
    }

    /** Returns whether the body surely has one name only. */
    boolean hasOneName(int body) {
        return linkCount[body] == 1 && nameCount[body] == 1;
    }

    /** Returns the bodies in the order of their first paths, and puts the names of each in the order of theirs. */
    int[] inOrder(int[] bodies) {
        int[] bodyOf = new int[names.size()];
        Arrays.fill(bodyOf, NONE);
        for (int body : bodies) {
            for (int name = firstName[body]; name != FoundNames.NONE; name = names.next(name)) {
                bodyOf[name] = body;
            }
            firstName[body] = FoundNames.NONE;
        }
        int[] ordered = PathOrder.of(names, name -> bodyOf[name] != NONE);
        for (int i = ordered.length - 1; i >= 0; i--) {
            int body = bodyOf[ordered[i]];
            names.chain(ordered[i], firstName[body]);
            firstName[body] = ordered[i];
        }
        int[] inOrder = new int[bodies.length];
        int size = 0;
        for (int name : ordered) {
            if (firstName[bodyOf[name]] == name) {
                inOrder[size++] = bodyOf[name];
            }
        }
        return inOrder;
    }

    /** Returns the body with its names, which were put in order. */
    LinkSet linkSet(int body) {
        FileKey key = new FileKey(volumes.get(volumeOf[body]), fileHigh[body], fileLow[body]);
        OptionalInt count = isCountKnown(body) ? OptionalInt.of(linkCount[body]) : OptionalInt.empty();
        // No stream: thousands of them are made, mostly before any of it is compiled.
        Name[] found = new Name[nameCount[body]];
        int name = firstName[body];
        for (int i = 0; i < found.length; i++) {
            found[i] = names.name(name);
            name = names.next(name);
        }
        return new LinkSet(key, count, sizeBytes[body], List.of(found));
    }

    private int addBody(int volume, WalkEntry entry) {
        if (size == volumeOf.length) {
            int longer = size + (size >> 1);
            volumeOf = Arrays.copyOf(volumeOf, longer);
            fileHigh = Arrays.copyOf(fileHigh, longer);
            fileLow = Arrays.copyOf(fileLow, longer);
            linkCount = Arrays.copyOf(linkCount, longer);
            sizeBytes = Arrays.copyOf(sizeBytes, longer);
            firstName = Arrays.copyOf(firstName, longer);
            nameCount = Arrays.copyOf(nameCount, longer);
        }
        volumeOf[size] = volume;
        fileHigh[size] = entry.fileHigh();
        fileLow[size] = entry.fileLow();
        firstName[size] = FoundNames.NONE;
        return size++;
    }

    /** Returns the number of a volume, or {@link #NONE}. There are few, and one comes many times in a row. */
    private int volumeNumber(VolumeId volume) {
        if (volumeAtHand < volumes.size() && volumes.get(volumeAtHand).equals(volume)) {
            return volumeAtHand;
        }
        int number = volumes.indexOf(volume);
        if (number >= 0) {
            volumeAtHand = number;
        }
        return number;
    }

    private int slot(int volume, long high, long low) {
        int mask = slots.length - 1;
        int slot = hash(volume, high, low) & mask;
        for (int body = slots[slot]; body != NONE && !isBody(body, volume, high, low); body = slots[slot]) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isBody(int body, int volume, long high, long low) {
        return fileLow[body] == low && fileHigh[body] == high && volumeOf[body] == volume;
    }

    private void growSlots() {
        if (size * 2 <= slots.length) {
            return;
        }
        slots = emptySlots(slots.length * 2);
        for (int body = 0; body < size; body++) {
            slots[slot(volumeOf[body], fileHigh[body], fileLow[body])] = body;
        }
    }

    private static int[] emptySlots(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, NONE);
        return slots;
    }

    private static int hash(int volume, long high, long low) {
        long mixed = (low ^ high * 31 ^ (long) volume << 56) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }
}
