package aka.link;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.Leftover;
import aka.os.Body;
import aka.os.Draft;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Metadata;
import aka.os.SystemCommand;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Removes one name, in steps of which none loses a byte that was not to be lost:
 *
 * <ol>
 *   <li>take hold of the body, and of its lock, so that no other run of aka removes another of its names meanwhile;
 *   <li>move the name aside, to a name that nobody can guess: from here on nobody else can remove or replace it;
 *   <li>read the link count again, through the hold;
 *   <li>if another name is left, or the last may go, unlink; otherwise move the name back;
 *   <li>look once more: if another program removed the other names in that very instant, bring the bytes back.
 * </ol>
 */
public final class Unlink {

    private final FileCalls calls;
    private final Entry entry;
    private final Path path;
    private final boolean last;
    private final String deed;
    private final Leaf aside;

    private Unlink(FileCalls calls, Entry entry, boolean last, String deed, Leaf aside) {
        this.calls = calls;
        this.entry = entry;
        this.path = entry.path();
        this.last = last;
        this.deed = deed;
        this.aside = aside;
    }

    /** Says whether what was moved aside may go. */
    private interface Check {
        void mayGo(FileFacts aside) throws FileCallException;
    }

    /**
     * Removes the name {@code path} of a file.
     *
     * @param expected the facts that were shown before
     * @param last whether it may be the last name
     * @return the storage that came free
     * @throws FileCallException {@link Trouble#LAST_NAME}, {@link Trouble#CHANGED}, {@link Trouble#BUSY}; the name is then
     *     where it was
     */
    static long file(FileCalls calls, Path path, FileFacts expected, boolean last) throws FileCallException {
        try (Entry entry = Entry.open(calls, path, "remove the name " + path)) {
            Leaf aside = Leftover.name("rm", entry.leaf());
            return name(calls, entry.folder(), entry.leaf(), path, expected, last, aside);
        }
    }

    /**
     * Removes a name of a file from a folder, which stays open.
     *
     * @param path the name as it is shown
     * @param expected the facts that were shown before
     * @param last whether it may be the last name
     * @param aside a name that nobody can guess, under which it is for a moment
     * @return the storage that came free
     * @throws FileCallException {@link Trouble#LAST_NAME}, {@link Trouble#CHANGED}, {@link Trouble#BUSY}; the name is then
     *     where it was
     */
    public static long name(
            FileCalls calls, Folder folder, Leaf leaf, Path path, FileFacts expected, boolean last, Leaf aside)
            throws FileCallException {
        Entry entry = new Entry(folder, leaf, path);
        return new Unlink(calls, entry, last, "remove the name " + path, aside).file(expected);
    }

    /**
     * Removes a symbolic link, a pipe, a socket or a device.
     *
     * @throws FileCallException {@link Trouble#CHANGED} if it is a file or a folder by now
     */
    static void other(FileCalls calls, Path path) throws FileCallException {
        try (Entry entry = Entry.open(calls, path, "remove " + path)) {
            new Unlink(calls, entry, true, "remove " + path, Leftover.name("rm", entry.leaf())).other();
        }
    }

    private long file(FileFacts expected) throws FileCallException {
        try (Body body = hold()) {
            FileFacts facts = body.facts();
            requireExpected(facts, expected);
            // Already now, so that a name that stays is not even moved for a moment.
            requireSpare(facts, facts);
            remove(moved -> requireSpare(moved, body.facts()));
            OptionalInt left = namesLeft(body, facts);
            if (!left.equals(OptionalInt.of(0))) {
                return 0;
            }
            if (!last) {
                bringBack(body);
            }
            return facts.allocatedBytes().orElse(0);
        }
    }

    /**
     * A file id is given again as soon as it is free. Where bytes may go, the body must be the one that was shown, unchanged:
     * its own ctime is left aside, since it moves when another name goes.
     */
    private void requireExpected(FileFacts now, FileFacts expected) throws FileCallException {
        boolean same = now.sameFile(expected) && now.born().equals(expected.born());
        boolean unchanged =
                now.sizeBytes() == expected.sizeBytes() && now.modified().equals(expected.modified());
        if (!same || last && !unchanged) {
            throw changed();
        }
    }

    private void other() throws FileCallException {
        FileFacts facts = entry.facts();
        requireOther(facts.kind());
        remove(moved -> {
            requireOther(moved.kind());
            if (!moved.key().equals(facts.key())) {
                throw changed();
            }
        });
    }

    private void requireOther(Kind kind) throws FileCallException {
        if (kind == Kind.FILE || kind == Kind.FOLDER) {
            throw refusal(Trouble.CHANGED, "it has become a " + kind.word(), "Look at it again.");
        }
    }

    /**
     * Takes hold of the body and of its lock. Without the lock two runs could each count the name that the other has moved
     * aside as one that is left; so without it only a name goes that may be the last.
     */
    private Body hold() throws FileCallException {
        Body body;
        try {
            body = entry.folder().openBody(entry.leaf().bytes());
        } catch (FileCallException unreadable) {
            if (unreadable.trouble() != Trouble.NO_PERMISSION) {
                throw unreadable;
            }
            requireLast(
                    "it may not be read, and so not be locked against another run of aka",
                    "Make it readable (" + SystemCommand.CHANGE_ACCESS + "), or remove it by other means ("
                            + SystemCommand.REMOVE_FILE + ").");
            return entry.folder().hold(entry.leaf());
        }
        boolean held = false;
        try {
            lock(body);
            held = true;
            return body;
        } finally {
            if (!held) {
                body.close();
            }
        }
    }

    private void lock(Body body) throws FileCallException {
        boolean locked;
        try {
            locked = body.tryLock();
        } catch (FileCallException without) {
            if (without.trouble() != Trouble.UNSUPPORTED) {
                throw without;
            }
            requireLast("it cannot be locked against another run of aka here", "Remove it by other means (rm).");
            return;
        }
        if (!locked) {
            throw refusal(Trouble.BUSY, "another program has its lock", "Try again when that has ended.");
        }
    }

    private void requireLast(String reason, String wayOut) throws FileCallException {
        if (!last) {
            throw refusal(Trouble.NO_PERMISSION, reason, wayOut);
        }
    }

    private void remove(Check check) throws FileCallException {
        Folder folder = entry.folder();
        moveAside(folder, entry.leaf(), aside);
        try {
            check.mayGo(folder.facts(aside));
            folder.unlink(aside);
        } catch (FileCallException keep) {
            if (isMissing(folder, aside)) {
                return;
            }
            moveBack(folder, aside, entry.leaf());
            throw keep;
        }
    }

    /** Returns whether a name is known to be gone: a call that failed may have taken place all the same. */
    private static boolean isMissing(Folder folder, Leaf leaf) {
        try {
            folder.facts(leaf);
            return false;
        } catch (FileCallException failed) {
            return failed.trouble() == Trouble.MISSING;
        }
    }

    private void moveAside(Folder folder, Leaf leaf, Leaf aside) throws FileCallException {
        try {
            folder.rename(leaf, folder, aside);
        } catch (FileCallException refused) {
            if (isMissing(folder, leaf) && !isMissing(folder, aside)) {
                return;
            }
            if (refused.trouble() != Trouble.UNSUPPORTED) {
                throw notMoved(refused);
            }
            // A name that nobody can guess is not taken, so a rename that would replace it replaces nothing.
            folder.renameOver(leaf, folder, aside);
        }
    }

    /** Says what was wanted: that the name would first have been moved aside helps nobody. */
    private FileCallException notMoved(FileCallException refused) {
        return new FileCallException(
                deed,
                path,
                null,
                refused.trouble(),
                refused.osError(),
                refused.osNumber(),
                Objects.requireNonNullElse(refused.getReason(), "it cannot be moved"),
                refused.wayOut());
    }

    private void requireSpare(FileFacts aside, FileFacts body) throws FileCallException {
        if (!aside.sameFile(body)) {
            throw changed();
        }
        if (!last && body.linkCount().orElse(0) < 2) {
            throw refusal(
                    Trouble.LAST_NAME,
                    body.linkCount().isEmpty()
                            ? "it is not known whether other names keep its bytes"
                            : "it is the last name: its bytes would be lost",
                    "Use --last if they may go.");
        }
    }

    /** The name is gone: that the count cannot be read any more is no reason to say that it is not. */
    private static OptionalInt namesLeft(Body body, FileFacts before) {
        try {
            return body.facts().linkCount();
        } catch (FileCallException unreadable) {
            OptionalInt count = before.linkCount();
            return count.isPresent() ? OptionalInt.of(count.getAsInt() - 1) : count;
        }
    }

    /** Never over a newcomer: where somebody took the name meanwhile, the file stays under its leftover name, and is told. */
    private void moveBack(Folder folder, Leaf aside, Leaf leaf) throws FileCallException {
        try {
            folder.rename(aside, folder, leaf);
        } catch (FileCallException refused) {
            try (Body body = folder.hold(aside)) {
                folder.link(body, leaf);
                folder.unlink(aside);
            } catch (FileCallException again) {
                throw stranded(folder, aside, refused.trouble() == Trouble.UNSUPPORTED ? again : refused);
            }
        }
    }

    /**
     * Another program removed the other names between the last count and the removal, so that the bytes have no name left
     * though nobody was told: from the open body they get one again.
     */
    private void bringBack(Body body) throws FileCallException {
        Metadata metadata = calls.metadata().orElseThrow(this::lost);
        Durability durability = calls.durability().orElseThrow(this::lost);
        Folder folder = entry.folder();
        Leaf temporary;
        try (Draft draft = folder.draft(Leftover.name("rm", entry.leaf()))) {
            new BodyCopy(metadata, durability).make(body, draft);
            temporary = draft.publish();
        } catch (FileCallException failed) {
            throw lost();
        }
        moveBack(folder, temporary, entry.leaf());
        throw refusal(
                Trouble.LAST_NAME,
                "its other names were removed in the same instant, so its bytes were given this name again",
                "Use --last if they may go.");
    }

    private FileCallException lost() {
        return refusal(
                Trouble.LAST_NAME,
                "another program removed its other names in the same instant, and its bytes could not be brought back",
                "They may still be open in a program, or in a backup.");
    }

    private FileCallException stranded(Folder folder, Leaf aside, FileCallException why) {
        Path shown = aside.in(folder.path());
        return new FileCallException(
                deed,
                path,
                shown,
                why.trouble(),
                why.osError(),
                why.osNumber(),
                "it was moved aside and cannot be moved back; its bytes are safe under " + shown,
                "Rename that to where it belongs.");
    }

    private FileCallException changed() {
        return refusal(Trouble.CHANGED, "it is another file than a moment ago", "Look at it again, then try again.");
    }

    private FileCallException refusal(Trouble trouble, String reason, String wayOut) {
        return Entry.refusal(deed, path, trouble, reason, wayOut);
    }
}
