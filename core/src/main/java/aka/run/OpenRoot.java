package aka.run;

import aka.file.FileFacts;
import aka.journal.StepReason;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Volume;
import aka.plan.Root;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A root of the plan, opened once for the whole run. The descriptor stays the same because the system tells a failed write of
 * earlier days only once to each of them: what was opened later would hear nothing.
 */
final class OpenRoot implements AutoCloseable {

    private final int number;
    private final Folder folder;
    private final FileFacts facts;
    private final Volume volume;
    private volatile @Nullable FileCallException failed;

    private OpenRoot(int number, Folder folder, FileFacts facts, Volume volume) {
        this.number = number;
        this.folder = folder;
        this.facts = facts;
        this.volume = volume;
    }

    /**
     * Opens the root and makes sure that it is the folder that the plan was made for: another one at its path, be it a copy,
     * is none of the plan's business.
     */
    static OpenRoot open(FileCalls calls, Root root, int number) throws FileCallException, NotPossible {
        Folder folder = folder(calls, root);
        boolean opened = false;
        try {
            FileFacts facts = folder.facts();
            if (facts.key().isEmpty() || !facts.key().equals(root.key())) {
                throw NotPossible.because(
                        StepReason.CHANGED,
                        "work below " + root.path(),
                        root.path(),
                        null,
                        "another folder is there than when the plan was made",
                        "Make the plan anew.");
            }
            OpenRoot open = new OpenRoot(number, folder, facts, calls.volume(root.path()));
            opened = true;
            return open;
        } finally {
            if (!opened) {
                folder.close();
            }
        }
    }

    /** As it was typed where that leads to the same folder, so that whatever goes wrong is told of paths as they were typed. */
    private static Folder folder(FileCalls calls, Root root) throws FileCallException {
        try {
            Folder typed = calls.openFolder(root.typed());
            boolean same = false;
            try {
                same = root.key().isPresent() && typed.facts().key().equals(root.key());
                if (same) {
                    return typed;
                }
            } finally {
                if (!same) {
                    typed.close();
                }
            }
        } catch (FileCallException elsewhere) {
            // From another working directory it may lead anywhere.
        }
        return calls.openFolder(root.path());
    }

    int number() {
        return number;
    }

    Folder folder() {
        return folder;
    }

    FileFacts facts() {
        return facts;
    }

    Volume volume() {
        return volume;
    }

    /** Forces the volume to the disk. A failure is remembered: nothing is to be trusted on this volume from then on. */
    void force(Durability durability) {
        if (failed == null) {
            try {
                durability.forceVolume(folder);
            } catch (FileCallException why) {
                failed = why;
            }
        }
    }

    /** Takes over how forcing went by another root on the same volume, which was tried first. */
    void forcedAs(OpenRoot other) {
        if (failed == null) {
            failed = other.failed;
        }
    }

    /** Returns why the volume is not to be trusted any more. */
    Optional<FileCallException> failure() {
        return Optional.ofNullable(failed);
    }

    @Override
    public void close() {
        folder.close();
    }
}
