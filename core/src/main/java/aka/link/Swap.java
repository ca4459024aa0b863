package aka.link;

import aka.file.FileFacts;
import aka.file.Leaf;
import aka.os.Body;
import aka.os.Draft;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Trouble;
import aka.os.WriterGuard.Guard;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a finished draft in the place of a name, and takes the name from the former body; or leaves all as it was.
 *
 * <p>The draft gets a temporary name, which is exchanged with the name; after a second look the temporary name, by now one of
 * the former body, is removed. If anything fails, a look at both names decides what is to be done, not what was done before:
 * an error does not tell whether the call took place.
 */
final class Swap {

    /** How often a name is given back to someone who saves again and again in the very instant. */
    private static final int TRIES = 5;

    private final Folder folder;
    private final Leaf name;
    private final Path path;
    private final Body former;
    private final FileFacts before;
    private final Draft draft;
    private final FileFacts made;
    private final @Nullable Guard guard;
    private final Durability durability;
    private final String deed;
    private final List<String> warnings;

    /**
     * @param before the former body as it was when its bytes began to be copied
     * @param made the draft as it is now that it is finished
     * @param guard keeps writers from the former body; null where that is not possible
     * @param warnings gets what should be told beside a success
     */
    Swap(
            Entry entry,
            Body former,
            FileFacts before,
            Draft draft,
            FileFacts made,
            @Nullable Guard guard,
            Durability durability,
            String deed,
            List<String> warnings) {
        this.folder = entry.folder();
        this.name = entry.leaf();
        this.path = entry.path();
        this.former = former;
        this.before = before;
        this.draft = draft;
        this.made = made;
        this.guard = guard;
        this.durability = durability;
        this.deed = deed;
        this.warnings = warnings;
    }

    /**
     * @throws FileCallException the name leads to what it led to before then, or to what someone saved there meanwhile. If
     *     the temporary name could not be removed, the message has it.
     */
    void run() throws FileCallException {
        requireUnchanged();
        Leaf temporary = draft.publish();
        try {
            if (exchange(temporary)) {
                requireSwapped(temporary);
                // The exchange before the removal: on a file system that forgets one of them, it must not be the first.
                forceNames();
                folder.unlink(temporary);
            } else {
                renameOver(temporary);
            }
        } catch (FileCallException failed) {
            takeBack(temporary, failed);
            throw failed;
        }
    }

    /** A folder that one may change and not read cannot be forced; the file can, and its new name with it. */
    private void forceNames() throws FileCallException {
        try {
            durability.force(folder);
        } catch (FileCallException refused) {
            if (refused.trouble() != Trouble.UNSUPPORTED) {
                throw refused;
            }
            durability.force(draft);
        }
        if (!isGuarded()) {
            throw changed();
        }
    }

    private boolean exchange(Leaf temporary) throws FileCallException {
        try {
            folder.exchange(temporary, folder, name);
            return true;
        } catch (FileCallException refused) {
            if (refused.trouble() != Trouble.UNSUPPORTED) {
                throw refused;
            }
            return false;
        }
    }

    private void requireUnchanged() throws FileCallException {
        if (!before.unchangedIn(former.facts()) || !isGuarded()) {
            throw changed();
        }
    }

    /** The exchange itself may move the former body's ctime, so that alone is not compared. */
    private void requireSwapped(Leaf temporary) throws FileCallException {
        FileFacts now = former.facts();
        boolean swapped = is(name, made) && is(temporary, before);
        boolean same = now.sizeBytes() == before.sizeBytes()
                && now.modified().equals(before.modified())
                && now.owner().equals(before.owner());
        if (!swapped || !same || !isSpare(now) || !isGuarded()) {
            throw changed();
        }
    }

    /**
     * Without an exchange the draft is renamed over the name. Whoever saves by rename in the very instant between the look and
     * the rename loses that save; no file system without an exchange can close this.
     */
    private void renameOver(Leaf temporary) throws FileCallException {
        warnings.add("this file system cannot exchange names: nobody should save to " + path + " at the same time");
        if (!isSpare(former.facts()) || !is(name, before)) {
            throw changed();
        }
        requireUnchanged();
        folder.renameOver(temporary, folder, name);
    }

    /** Makes all as it was, or tells what is left. */
    private void takeBack(Leaf temporary, FileCallException failed) throws FileCallException {
        try {
            if (!isTakenBack(temporary)) {
                throw stranded(temporary, failed);
            }
        } catch (FileCallException again) {
            throw stranded(temporary, failed);
        }
    }

    /** Returns whether the temporary name is gone, and nobody's bytes with it. */
    private boolean isTakenBack(Leaf temporary) throws FileCallException {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<FileFacts> displaced = look(temporary);
            if (displaced.isEmpty()) {
                return true;
            }
            if (displaced.get().sameFile(made)) {
                return isUnlinkedUntouched(temporary);
            }
            if (!is(name, made)) {
                // Someone saved over the draft: theirs is the name. The former body goes from here if it can spare
                // that.
                return displaced.get().sameFile(before) && isSpare(former.facts()) && isUnlinked(temporary);
            }
            folder.exchange(temporary, folder, name);
            if (!is(temporary, made)) {
                // Someone saved over the draft in between: theirs belongs at the name.
                folder.exchange(temporary, folder, name);
            }
        }
        return false;
    }

    /** What was written to the draft while it was at the name is not thrown away. */
    private boolean isUnlinkedUntouched(Leaf temporary) throws FileCallException {
        FileFacts now = draft.facts();
        boolean untouched =
                now.sizeBytes() == made.sizeBytes() && now.modified().equals(made.modified());
        return untouched && isUnlinked(temporary);
    }

    private boolean isUnlinked(Leaf temporary) throws FileCallException {
        folder.unlink(temporary);
        return true;
    }

    private boolean is(Leaf leaf, FileFacts body) throws FileCallException {
        return look(leaf).filter(found -> found.sameFile(body)).isPresent();
    }

    private Optional<FileFacts> look(Leaf leaf) throws FileCallException {
        try {
            return Optional.of(folder.facts(leaf));
        } catch (FileCallException missing) {
            if (missing.trouble() == Trouble.MISSING) {
                return Optional.empty();
            }
            throw missing;
        }
    }

    private boolean isGuarded() {
        return guard == null || guard.undisturbed();
    }

    /** The former body must have a name beside the one that it is to lose. */
    private static boolean isSpare(FileFacts former) {
        return former.linkCount().orElse(0) >= 2;
    }

    private FileCallException changed() {
        return Entry.refusal(
                deed,
                path,
                Trouble.CHANGED,
                "someone changed it meanwhile; it is as they left it",
                "Try again when nobody writes to it.");
    }

    private FileCallException stranded(Leaf temporary, FileCallException failed) {
        Path left = temporary.in(folder.path());
        return new FileCallException(
                deed,
                path,
                left,
                failed.trouble(),
                failed.osError(),
                failed.osNumber(),
                Objects.requireNonNullElse(failed.getReason(), "it failed") + "; no byte is lost, but " + left
                        + " is left beside it and may be the only name of its bytes",
                "Compare the two (aka same); then rename that one, or remove it with aka rm.");
    }
}
