package aka.run;

import aka.content.GuardedComparison.GuardedTime;
import aka.file.FileFacts;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.Metadata;
import aka.os.Metadata.Seen;
import aka.os.Trouble;
import aka.os.WriterGuard;
import aka.os.WriterGuard.Guard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A body that is held open, what it was when it was last known to be right, and the guard that keeps writers from it. Our own
 * deeds move its link count and its {@code ctime}: each is followed by {@link #ownChange}, so that what else moves them does
 * not go unseen. Used by all steps that concern the body at a time.
 */
final class GuardedBody implements AutoCloseable {

    private List<Body> handles;
    private final BodyMetadata metadata;
    private final Trust trust;
    private final @Nullable WriterGuard guards;
    private final List<Guard> held = new ArrayList<>();
    /** Read by who prepares further steps, on another thread than the one that takes this one. */
    private volatile FileFacts expected;

    private @Nullable GuardedTime time;
    private boolean guardable;
    private boolean forced;
    private int guardUsers;

    /** What is known of writers on the volume. */
    enum Trust {
        /** A guard sees every writer. */
        GUARDED,
        /** A guard may miss one: every name is opened, and sizes, times and age are looked at. */
        UNTRUSTED,
        /** A body that we are making, and that nobody else can reach until names lead to it. */
        OURS
    }

    /**
     * @param handles the body, opened once, or by each of its names where each has a cache of its own; closed with this
     * @param guards null where there are none
     */
    GuardedBody(
            List<Body> handles, FileFacts expected, BodyMetadata metadata, Trust trust, @Nullable WriterGuard guards) {
        this.handles = List.copyOf(handles);
        this.expected = expected;
        this.metadata = metadata;
        this.trust = trust;
        this.guards = guards;
        this.guardable = trust != Trust.OURS;
    }

    Body body() {
        return handles.getFirst();
    }

    Path path() {
        return body().path();
    }

    /** Returns what it was when it was last known to be right. */
    FileFacts facts() {
        return expected;
    }

    /** Returns what it had beside its bytes when it was opened. */
    BodyMetadata metadata() {
        return metadata;
    }

    /** Returns whether a writer may come that no guard sees. */
    boolean isUntrusted() {
        return trust == Trust.UNTRUSTED;
    }

    boolean isOurs() {
        return trust == Trust.OURS;
    }

    /** Forces it to the disk, once, where forcing its volume does not; to be called before any guard is taken. */
    synchronized void forceUnlessCovered(Durability durability) throws FileCallException {
        if (!forced && !durability.coversBodies(body())) {
            durability.force(body());
            forced = true;
        }
    }

    /** Forces it to the disk, unless that was done before writers were kept away from it. */
    synchronized void forceUnlessDone(Durability durability) throws FileCallException {
        if (!forced) {
            durability.force(body());
        }
    }

    /** Keeps writers away from now on, until as many {@link #releaseGuard} as there were calls of this. */
    void takeGuard() throws NotPossible {
        if (guardUsers == 0) {
            try {
                guardAll();
                time = trust == Trust.GUARDED && !held.isEmpty() ? new GuardedTime() : null;
            } catch (FileCallException refused) {
                closeGuards();
                throw NotPossible.of(refused);
            }
        }
        guardUsers++;
    }

    /**
     * Goes on with a body of ours through another handle, and closes the one that it was made with: as long as that is open
     * for writing, nobody can tell who else writes to it. A guard that was taken begins now.
     */
    void reopen(Body again) throws FileCallException {
        handles.forEach(Body::close);
        handles = List.of(again);
        guardable = true;
        if (guardUsers > 0) {
            guardAll();
        }
    }

    private void guardAll() throws FileCallException {
        if (guards == null || !guardable) {
            return;
        }
        for (Body handle : handles) {
            try {
                held.add(guards.guard(handle));
            } catch (FileCallException refused) {
                boolean none = trust != Trust.GUARDED && refused.trouble() != Trouble.BUSY;
                if (!none) {
                    throw refused;
                }
            }
        }
    }

    /**
     * Returns the time in which writers are kept away now: what was read in it stays so, as long as nobody is seen to come.
     * Empty where a writer may come unseen.
     */
    Optional<GuardedTime> guardedTime() {
        return Optional.ofNullable(time);
    }

    void releaseGuard() {
        guardUsers--;
        if (guardUsers == 0) {
            closeGuards();
        }
    }

    private void closeGuards() {
        time = null;
        held.forEach(Guard::close);
        held.clear();
    }

    /**
     * Says that no writer has come since the guard began.
     *
     * @throws FileCallException {@link Trouble#BUSY} if one has
     */
    void requireUndisturbed() throws FileCallException {
        for (Guard guard : held) {
            if (!guard.undisturbed()) {
                throw trouble(Trouble.BUSY, "another program came to write to it");
            }
        }
    }

    /** Returns whether a writer could have come unseen since the guard began. */
    boolean guardLapsed() {
        return held.stream().anyMatch(Guard::lapsed);
    }

    /**
     * Says that nothing about it has changed but what we changed: same body, length, times ({@code ctime} among them), owner,
     * mode and link count, and no writer came. Of a body that we are making the {@code ctime} is not looked at: nobody else comes
     * to it, and ntfs-3g falls back to an earlier one.
     */
    void requireUnchanged() throws FileCallException {
        requireSameFacts(body().facts());
        requireUndisturbed();
    }

    /** Says the same of what a look has shown; whether a writer came is left to be asked. */
    void requireSameFacts(FileFacts now) throws FileCallException {
        boolean sameTimes = isOurs() ? isSameState(now) : expected.unchangedIn(now);
        if (!sameTimes
                || !now.owner().equals(expected.owner())
                || !now.linkCount().equals(expected.linkCount())) {
            throw changed();
        }
    }

    /** Takes note of what a deed of ours did to its link count and {@code ctime}; all else must be as it was. */
    void ownChange() throws FileCallException {
        ownChange(body().facts());
    }

    /** Takes note of it where a look has shown {@code now}. */
    void ownChange(FileFacts now) throws FileCallException {
        requireSameState(now);
        expected = now;
    }

    private void requireSameState(FileFacts now) throws FileCallException {
        if (!isSameState(now)) {
            throw changed();
        }
    }

    private boolean isSameState(FileFacts now) {
        return now.sameFile(expected)
                && now.sizeBytes() == expected.sizeBytes()
                && now.modified().equals(expected.modified())
                && now.owner().equals(expected.owner());
    }

    /** Says that nobody has changed its length, times, owner or attributes, and that no writer came. */
    void requireUntouched(Metadata reader) throws FileCallException {
        Seen now = reader.look(body());
        requireSameState(now.facts());
        requireSameMetadata(now.metadata());
        requireUndisturbed();
    }

    /** Says what {@link #requireUnchanged()} does, and that nobody has changed its attributes. */
    void requireUnchanged(Metadata reader) throws FileCallException {
        Seen now = reader.look(body());
        requireSameMetadata(now.metadata());
        requireSameFacts(now.facts());
        requireUndisturbed();
    }

    /**
     * Does what {@link #ownChange()} does; attributes must be as they were as well.
     *
     * @return what it has now
     */
    BodyMetadata ownChange(Metadata reader) throws FileCallException {
        Seen now = reader.look(body());
        ownChange(now.facts());
        requireSameMetadata(now.metadata());
        return now.metadata();
    }

    private void requireSameMetadata(BodyMetadata now) throws FileCallException {
        if (!metadata.differences(now).isEmpty() || !metadata.modified().equals(now.modified())) {
            throw trouble(Trouble.CHANGED, "its attributes changed meanwhile");
        }
    }

    private FileCallException changed() {
        return trouble(Trouble.CHANGED, "it changed meanwhile");
    }

    private FileCallException trouble(Trouble trouble, String words) {
        return new FileCallException(
                "keep " + path() + " as it is",
                path(),
                null,
                trouble,
                "",
                0,
                words,
                "Try again when nobody changes it.");
    }

    @Override
    public void close() {
        closeGuards();
        handles.forEach(Body::close);
    }
}
