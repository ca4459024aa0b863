package aka.run;

import aka.file.FileFacts;
import aka.file.FileFacts.Owner;
import aka.file.FileKey;
import aka.journal.StepReason;
import aka.os.FileCallException;
import java.util.List;
import java.util.Optional;

/**
 * Where the names of a step are: says whether names can be taken there from one body and given to another, and temporary names
 * be taken away again. Looks only.
 *
 * @param names the names, one or more
 */
record NameGround(Site site, List<HeldName> names, Refusal refusal) {

    private static final int STICKY = 01000;

    /** Makes a refusal of the step. */
    @FunctionalInterface
    interface Refusal {
        NotPossible because(StepReason reason, String words, String wayOut);
    }

    /** Says that volume and folders let names be changed. */
    void requireChangeable() throws NotPossible {
        for (HeldName name : names) {
            requireVolume(site.root(name.folder().root()));
            FileFacts folder = name.folder().facts();
            if (!folder.traits().isEmpty()) {
                throw refusal.because(
                        StepReason.NO_PERMISSION,
                        "its folder has a flag that forbids changes: " + folder.traits(),
                        "Take the flag away (chattr -i -a) first.");
            }
            requireNotSticky(folder, name);
        }
    }

    private void requireVolume(OpenRoot root) throws NotPossible {
        if (root.volume().fileSystem().equals("overlay")) {
            throw refusal.because(
                    StepReason.UNSUPPORTED,
                    "it lies on an overlay, where linking copies files up and writers cannot be kept away",
                    "Do it in the overlay's own layers while it is not mounted.");
        }
    }

    /** In a sticky folder only the owner of a file, or of the folder, may take a temporary name of it away again. */
    private void requireNotSticky(FileFacts folder, HeldName name) throws NotPossible {
        Optional<Owner> owner = folder.owner();
        int user = site.user();
        boolean sticky = owner.isPresent() && (owner.get().mode() & STICKY) != 0;
        if (!sticky || user == 0 || owner.get().uid() == user) {
            return;
        }
        for (HeldName each : names) {
            if (isAnothers(each, user)) {
                throw refusal.because(
                        StepReason.NO_PERMISSION,
                        name.path() + " is another user's file in a sticky folder",
                        "Do it as its owner, or as root.");
            }
        }
    }

    private static boolean isAnothers(HeldName name, int user) {
        try {
            return name.look()
                    .flatMap(FileFacts::owner)
                    .filter(owner -> owner.uid() != user)
                    .isPresent();
        } catch (FileCallException unreadable) {
            return true;
        }
    }

    /** Says that nothing holds the body by other means than its names. */
    void requireNotPinned(FileKey body) throws NotPossible, FileCallException {
        Optional<String> reason = site.pinned().body(body);
        for (HeldName name : names) {
            if (reason.isEmpty()) {
                reason = site.pinned()
                        .folder(site.absolute(
                                name.folder().root(), name.folder().below()));
            }
        }
        if (reason.isPresent()) {
            throw refusal.because(StepReason.PINNED, reason.get(), "Unmount it or stop what uses it, and try again.");
        }
    }
}
