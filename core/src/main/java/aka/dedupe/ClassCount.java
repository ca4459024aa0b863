package aka.dedupe;

/**
 * Counts what is read of one class of candidates after the other, so that in the end each counts as done with all its bytes,
 * read or not. For one thread, which disturbs the others seldom.
 */
final class ClassCount {

    private static final long NOTICEABLE_BYTES = 1 << 20;
    private static final int NOTICEABLE_FILES = 64;

    private final FinderEvents events;
    /** So many bytes of the class do not count as done yet. */
    private long left;

    private int untoldFiles;
    private long untoldReadBytes;
    private long untoldBytes;

    ClassCount(FinderEvents events) {
        this.events = events;
    }

    /** Begins with candidates that have so many bytes together. */
    void begin(long bytes) {
        left = bytes;
    }

    /** So many bytes need not be read: there are holes. */
    void skip(long bytes) {
        long done = Math.min(bytes, left);
        left -= done;
        untoldBytes += done;
    }

    void read(long bytes) {
        skip(bytes);
        untoldReadBytes += bytes;
        if (untoldReadBytes >= NOTICEABLE_BYTES) {
            tell();
        }
    }

    /** Ends with a class of so many candidates. */
    void end(int candidates) {
        untoldBytes += left;
        left = 0;
        untoldFiles += candidates;
        if (untoldFiles >= NOTICEABLE_FILES) {
            tell();
        }
    }

    /** Tells what was counted and not told yet. */
    void tell() {
        events.compared(untoldFiles, untoldBytes, untoldReadBytes);
        untoldFiles = 0;
        untoldBytes = 0;
        untoldReadBytes = 0;
    }
}
