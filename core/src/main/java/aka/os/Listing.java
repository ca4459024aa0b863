package aka.os;

import aka.file.Kind;
import aka.file.Leaf;
import java.time.Instant;
import java.util.function.LongPredicate;

/**
 * A cursor over the entries of a folder, {@code .} and {@code ..} left out. It reads many entries in one call into buffers
 * that are used again, and makes no object an entry: values are asked for while the cursor stands on one.
 */
public interface Listing extends AutoCloseable {

    /** A count, size or time that is not known. */
    long UNKNOWN = Long.MIN_VALUE;

    /** So many nanoseconds are a second. */
    long NANOS_A_SECOND = 1_000_000_000;

    /** What is further from 1970, before or after, is clamped to this. */
    long MOST_SECONDS = Long.MAX_VALUE / NANOS_A_SECOND - 1;

    /**
     * Moves to the next entry.
     *
     * @return false when there is none
     */
    boolean next() throws FileCallException;

    /**
     * Allows {@link #next} to pass over entries that a look shows to be regular files with one name: nothing is made of them then.
     * A system that looks at whole folders at once need not. Not passed over is what begins with a dot, what something is mounted
     * on, and one of many in a row, so that the caller can see to other things now and then.
     *
     * @param others tells of an id that {@link #listedId} returns whether the body may have several names, so that it is not
     *     looked at for this
     */
    default void passOverSingles(LongPredicate others) {}

    /** Returns how many entries were passed over so far. */
    default long passedOver() {
        return 0;
    }

    /** Returns what the listing itself says of the entry; {@link Kind#UNKNOWN} where only its facts would tell. */
    Kind kind();

    /** Returns the length of the raw leaf in bytes. */
    int leafLength();

    /** Copies the raw leaf to {@code into} from {@code at} on. */
    void copyLeaf(byte[] into, int at);

    /** Returns the leaf as a value of its own. */
    default Leaf leaf() {
        byte[] raw = new byte[leafLength()];
        copyLeaf(raw, 0);
        return Leaf.of(raw);
    }

    /**
     * Reads the entry's facts.
     *
     * @param into filled with them; of no meaning if it returns false or throws
     * @return false if the entry is gone
     * @throws FileCallException if it is there and its facts cannot be had
     */
    boolean readFacts(EntryFacts into) throws FileCallException;

    /**
     * Returns the lower half of the file id that stands in the folder itself, without a look at the entry: under a mount, that
     * of what the mount covers. {@link #UNKNOWN} where it need not be the one that a look would tell.
     */
    default long listedId() {
        return UNKNOWN;
    }

    /** Returns a time as {@link EntryFacts#modifiedNanos} has it. */
    static long nanos(Instant time) {
        return Math.clamp(time.getEpochSecond(), -MOST_SECONDS, MOST_SECONDS) * NANOS_A_SECOND + time.getNano();
    }

    @Override
    void close();
}
