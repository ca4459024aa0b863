package aka.dedupe;

import aka.content.BodyHashes;
import aka.content.BodyHashes.Level;
import aka.content.WatchedBody;
import aka.file.FileFacts;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.Glimpse;
import aka.os.Metadata;
import aka.os.Metadata.Seen;
import aka.os.Stamp;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A body that may have an equal: the row of one of its names and, while it is open, the body itself. For one thread. */
final class Candidate implements AutoCloseable {

    /** What is done with an open body. */
    @FunctionalInterface
    interface Deed {
        void on(WatchedBody body) throws FileCallException;
    }

    private final FileTable table;
    private final FinderEvents events;
    /** The row that its length was taken from: another name may have been listed after a change. */
    private final int listed;

    private int row;
    private @Nullable Glimpse glimpse;
    private @Nullable WatchedBody body;
    /** What it was when it was opened first: bytes that are read at different openings are to be bytes of one state. */
    private @Nullable FileFacts first;

    /** What it has beside its bytes, where that was looked at when they had been read. */
    private @Nullable Seen seen;

    /** Whether bytes were read of it as it was listed: those that are read at an opening are to be of that state, too. */
    private boolean wasReadAsListed;

    /** Whether nothing more can be read of it, which was told. */
    private boolean lost;

    private @Nullable BodyHashes hashes;

    Candidate(FileTable table, FinderEvents events, int row) {
        this.table = table;
        this.events = events;
        this.listed = row;
        this.row = row;
    }

    /** Returns the row of a name that leads to it; its other names follow that one in the table. */
    int row() {
        return row;
    }

    /**
     * Fills {@code into} from {@code offset} on, if that can be done at once, and leaves a glimpse of it open. Whether the bytes
     * are of the state that was listed shows in {@link #endGlimpse}. Trouble is not told: who opens it meets it again.
     *
     * @return whether {@code into} was filled
     */
    boolean glimpse(ByteBuffer into, long offset) {
        if (body != null) {
            return false;
        }
        try {
            if (glimpse == null) {
                glimpse = table.folder(row).glimpse(table.leaf(row)).orElse(null);
            }
            if (glimpse == null) {
                return false;
            }
            glimpse.read(into, offset);
            return !into.hasRemaining();
        } catch (FileCallException metAgainWhenOpened) {
            return false;
        }
    }

    /**
     * Looks at it and ends the glimpse, if one is open.
     *
     * @param after memory for what it is now
     * @param metadata has it looked at all, for {@link #seen}; null for a look that tells whether it changed
     * @return whether all that was read in glimpses is surely of the state that was listed
     */
    boolean endGlimpse(Stamp after, @Nullable Metadata metadata) {
        if (glimpse != null) {
            try {
                seen = metadata == null ? null : lookAtAll(glimpse, metadata);
                wasReadAsListed = seen == null
                        ? glimpse.look(after) && table.isAsListed(listed, after)
                        : table.isAsListed(listed, seen.facts());
            } catch (FileCallException metAgainWhenOpened) {
                wasReadAsListed = false;
            } finally {
                closeGlimpse();
            }
        }
        return wasReadAsListed;
    }

    /** Trouble is not told: who plans for it meets it again. */
    private static @Nullable Seen lookAtAll(Glimpse glimpse, Metadata metadata) {
        try {
            return metadata.look(glimpse).orElse(null);
        } catch (FileCallException metAgainWhenOpened) {
            return null;
        }
    }

    /** Returns what it has beside its bytes, as it was when they had been read; empty if that was not looked at. */
    Optional<Seen> seen() {
        return Optional.ofNullable(seen);
    }

    private void closeGlimpse() {
        if (glimpse != null) {
            glimpse.close();
            glimpse = null;
        }
    }

    /**
     * Opens it by the first of its names that leads to what the walk saw, unchanged since an earlier opening. Names that do
     * not are told as unreadable, and are not among its names any more.
     *
     * @return whether it is open
     */
    boolean open() {
        closeGlimpse();
        for (int name = row; name != FileTable.NONE; name = table.nextName(name)) {
            try {
                body = opened(name);
                row = name;
                return true;
            } catch (FileCallException why) {
                events.unreadable(path(name), why);
            }
        }
        lost = true;
        return false;
    }

    /** Returns whether nothing more can be read of it, which was told. */
    boolean isLost() {
        return lost;
    }

    /** What was read of it does not count: it is read anew. */
    void beginAnew() {
        close();
        wasReadAsListed = false;
        first = null;
        seen = null;
    }

    /** Returns whether it is open, by more than a glimpse. */
    boolean isOpen() {
        return body != null;
    }

    /**
     * Does {@code deed} on the open body; trouble is told, and closes it.
     *
     * @return whether it went well
     */
    boolean with(Deed deed) {
        if (body == null) {
            throw new IllegalStateException("not open: " + path(row));
        }
        try {
            deed.on(body);
            return true;
        } catch (FileCallException why) {
            events.unreadable(path(row), why);
            close();
            lost = true;
            return false;
        }
    }

    /** Takes what is remembered of it. */
    void recall(Recall recall) {
        hashes = recall.known(listed);
    }

    /** Returns whether its hashes are known as far as this, remembered or made now. */
    boolean knows(Level level) {
        return hashes != null && hashes.reach(level);
    }

    /** Returns what is known of it. */
    BodyHashes hashes() {
        return Objects.requireNonNull(hashes);
    }

    /** Takes the hashes of what was read of it, once it was found unchanged after that, and hands them on to be remembered. */
    void learn(Recall recall, BodyHashes made) {
        hashes = made;
        if (wasReadAsListed || first != null && table.isAsListed(listed, first)) {
            recall.learn(listed, made);
        }
    }

    /** Returns whether it has holes, as far as the walk saw. */
    boolean mayHaveHoles() {
        return WatchedBody.mayHaveHoles(table.sizeBytes(row), table.allocatedBytes(row));
    }

    /** Returns where the first byte from {@code offset} on is that may be other than zero, as far as that is known. */
    long dataFrom(long offset) {
        return body == null ? offset : body.dataFrom(offset);
    }

    /** Returns from where on one of these may hold anything but zeros, {@code end} if that is not before. */
    static long dataFrom(long offset, long end, List<Candidate> candidates) {
        long data = end;
        for (Candidate candidate : candidates) {
            data = Math.min(data, candidate.dataFrom(offset));
            if (data == offset) {
                return offset;
            }
        }
        return data;
    }

    /**
     * Returns whether {@code block} could be filled from {@code offset} on. Trouble is not told, and does not close it. Several
     * threads may do this at once while it is open.
     */
    boolean reads(ByteBuffer block, long offset) {
        WatchedBody open = body;
        try {
            return open != null && open.read(block, offset) > 0 && !block.hasRemaining();
        } catch (FileCallException metAgainWhenRead) {
            return false;
        }
    }

    /** Closes what is open of it. */
    @Override
    public void close() {
        closeGlimpse();
        if (body != null) {
            body.close();
            body = null;
        }
    }

    private WatchedBody opened(int name) throws FileCallException {
        Body opened = table.folder(name).openSeenBody(table.leaf(name));
        boolean kept = false;
        try {
            WatchedBody watched = WatchedBody.of(opened);
            if (!table.sawThis(listed, watched.facts())) {
                throw WatchedBody.changed(path(name), "it is no longer what was listed");
            }
            if (changedSinceRead(watched.facts())) {
                throw WatchedBody.changed(path(name), "it changed between two looks at its bytes");
            }
            if (first == null) {
                first = watched.facts();
            }
            kept = true;
            return watched;
        } finally {
            if (!kept) {
                opened.close();
            }
        }
    }

    private boolean changedSinceRead(FileFacts now) {
        return first == null ? wasReadAsListed && !table.isAsListed(listed, now) : !WatchedBody.isUnchanged(first, now);
    }

    private Path path(int name) {
        return table.folder(name).path(table.leaf(name));
    }
}
