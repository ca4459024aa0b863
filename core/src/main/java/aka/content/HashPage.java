package aka.content;

import aka.content.BodyHashes.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The entries of up to 256 bodies whose file ids differ in the last eight bits, packed: {@value #ENTRY_BYTES} bytes each, in
 * the order of those bits, numbers with the highest byte first.
 *
 * <pre>
 *  0  last eight bits of the file id     20  time of the last change
 *  1  level: 0 head, 1 ends, 2 whole     28  hash of the head
 *  2  day of last use                    32  hash of the end
 *  4  length                             36  hash of the whole, upper half, lower half
 * 12  time of modification
 * </pre>
 */
public final class HashPage {

    /** The length of an entry. */
    public static final int ENTRY_BYTES = 52;

    private static final int MOST_ENTRIES = 256;
    private static final int LOW_BITS = 0xFF;
    private static final Level[] LEVELS = Level.values();

    private final byte[] bytes;
    private final ByteBuffer packed;

    private HashPage(byte[] bytes) {
        this.bytes = bytes;
        this.packed = ByteBuffer.wrap(bytes);
    }

    /**
     * Returns the page that {@link #packed} told.
     *
     * @throws IllegalArgumentException if it never did
     */
    public static HashPage of(byte[] packed) {
        HashPage page = new HashPage(packed);
        boolean whole = packed.length % ENTRY_BYTES == 0 && page.entries() <= MOST_ENTRIES;
        for (int i = 0; whole && i < page.entries(); i++) {
            whole = page.packed.get(i * ENTRY_BYTES + 1) >= 0
                    && page.packed.get(i * ENTRY_BYTES + 1) < LEVELS.length
                    && (i == 0 || page.low(i - 1) < page.low(i));
        }
        if (!whole) {
            throw new IllegalArgumentException("no page of hashes: " + packed.length + " bytes");
        }
        return page;
    }

    /** Returns a page of these entries, whose file ids differ in the last eight bits and in no other. */
    public static HashPage of(List<HashEntry> entries) {
        List<HashEntry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(entry -> entry.fileLow() & LOW_BITS));
        ByteBuffer packed = ByteBuffer.allocate(sorted.size() * ENTRY_BYTES);
        for (HashEntry entry : sorted) {
            BodyHashes hashes = entry.hashes();
            packed.put((byte) entry.fileLow())
                    .put((byte) hashes.level().number())
                    .putShort((short) entry.day())
                    .putLong(entry.sizeBytes())
                    .putLong(entry.modifiedNanos())
                    .putLong(entry.changedNanos())
                    .putInt(hashes.head())
                    .putInt(hashes.end())
                    .putLong(hashes.whole().high())
                    .putLong(hashes.whole().low());
        }
        return of(packed.array());
    }

    /** Returns all of it, to be kept. */
    public byte[] packed() {
        return bytes.clone();
    }

    /** Returns how many entries there are. */
    public int entries() {
        return packed.capacity() / ENTRY_BYTES;
    }

    /** Returns the latest day of its entries; 0 if there are none. */
    public int lastDay() {
        int last = 0;
        for (int i = 0; i < entries(); i++) {
            last = Math.max(last, Short.toUnsignedInt(packed.getShort(i * ENTRY_BYTES + 2)));
        }
        return last;
    }

    /** Returns the entry of the body with this file id. */
    public Optional<HashEntry> find(long fileLow) {
        int from = 0;
        int to = entries() - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int order = Long.compare(low(middle), fileLow & LOW_BITS);
            if (order == 0) {
                return Optional.of(entry(middle, fileLow));
            } else if (order < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return Optional.empty();
    }

    /** Returns this page with the entries of {@code newer} in it, in place of those that it has of the same bodies. */
    public HashPage with(HashPage newer) {
        Map<Long, HashEntry> entries = new TreeMap<>();
        for (HashPage page : List.of(this, newer)) {
            page.all().forEach(entry -> entries.put(entry.fileLow(), entry));
        }
        return of(List.copyOf(entries.values()));
    }

    /** Returns this page without what was last used before {@code day}. */
    public HashPage since(int day) {
        return of(all().stream().filter(entry -> entry.day() >= day).toList());
    }

    /** Returns all entries, of whose file ids only the last eight bits are there. */
    private List<HashEntry> all() {
        List<HashEntry> all = new ArrayList<>(entries());
        for (int i = 0; i < entries(); i++) {
            all.add(entry(i, low(i)));
        }
        return all;
    }

    private int low(int index) {
        return Byte.toUnsignedInt(packed.get(index * ENTRY_BYTES));
    }

    private HashEntry entry(int index, long fileLow) {
        int at = index * ENTRY_BYTES;
        Level level = LEVELS[packed.get(at + 1)];
        ContentHash whole = level == Level.WHOLE
                ? new ContentHash(packed.getLong(at + 36), packed.getLong(at + 44))
                : BodyHashes.UNREAD;
        BodyHashes hashes = new BodyHashes(level, packed.getInt(at + 28), packed.getInt(at + 32), whole);
        return new HashEntry(
                fileLow,
                Short.toUnsignedInt(packed.getShort(at + 2)),
                packed.getLong(at + 4),
                packed.getLong(at + 12),
                packed.getLong(at + 20),
                hashes);
    }
}
