package aka.content;

/**
 * What is known of a body's bytes by hashes, as far as they were read: of the head, of the end too, of all of it.
 *
 * <p>Head and end have 32 bits each (CRC-32C): they only tell bodies apart, and whether two are equal is never asked of them.
 *
 * @param level how far the hashes go
 * @param head of the first {@link #HEAD_BYTES}, or of all there are
 * @param end of the last {@link #END_BYTES} of a body longer than {@link #SHORT_BYTES}; 0 if that was not read
 * @param whole of all bytes in the order of {@link WholeHash}; 0 if they were not read
 */
public record BodyHashes(Level level, int head, int end, ContentHash whole) {

    /** So much of the beginning is the head. */
    public static final int HEAD_BYTES = 4 * 1024;

    /** So much of a long body's end is looked at before what is between. */
    public static final int END_BYTES = 16 * 1024;

    /** A body of this length or less is read at once; its end is not looked at by itself. */
    public static final int SHORT_BYTES = 128 * 1024;

    /** One for all: there are many. */
    static final ContentHash UNREAD = new ContentHash(0, 0);

    /** How far hashes go; each level has what those before it have. */
    public enum Level {
        HEAD(0),
        ENDS(1),
        WHOLE(2);

        private final int number;

        Level(int number) {
            this.number = number;
        }

        /** Returns the number that stands for it where hashes are kept. */
        public int number() {
            return number;
        }
    }

    /** Returns the hashes of a body of which the head was read. */
    public static BodyHashes ofHead(int head) {
        return new BodyHashes(Level.HEAD, head, 0, UNREAD);
    }

    /** Returns these for a body of which the end was read as well. */
    public BodyHashes withEnd(int hash) {
        return new BodyHashes(Level.ENDS, head, hash, UNREAD);
    }

    /** Returns these for a body of which everything was read. */
    public BodyHashes withWhole(ContentHash hash) {
        return new BodyHashes(Level.WHOLE, head, end, hash);
    }

    /** Returns whether the hashes go as far as {@code wanted}. */
    public boolean reach(Level wanted) {
        return level.compareTo(wanted) >= 0;
    }

    /** Returns how much of the end of a body is looked at by itself: nothing that its head holds, and nothing of a short one. */
    public static int endBytes(long sizeBytes) {
        return sizeBytes <= SHORT_BYTES ? 0 : END_BYTES;
    }
}
