package aka.run;

import aka.file.FileFacts;
import aka.file.Leaf;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Trouble;
import aka.plan.PlannedName;
import java.nio.file.Path;
import java.util.Optional;

/** One entry of a folder that is held open. */
record HeldName(HeldFolder folder, Leaf leaf) {

    /** Returns what the entry leads to; empty if there is none. */
    Optional<FileFacts> look() throws FileCallException {
        return look(folder.folder(), leaf);
    }

    /** Returns what an entry leads to; empty if there is none. */
    static Optional<FileFacts> look(Folder folder, Leaf leaf) throws FileCallException {
        try {
            return Optional.of(folder.facts(leaf));
        } catch (FileCallException missing) {
            if (missing.trouble() == Trouble.MISSING) {
                return Optional.empty();
            }
            throw missing;
        }
    }

    /** Returns whether the entry leads to the body that {@code facts} were of. */
    boolean leadsTo(FileFacts facts) throws FileCallException {
        return look().filter(found -> found.sameFile(facts)).isPresent();
    }

    /**
     * Removes the entry, which nobody else knows. A failure does not tell whether it took place, and may pass: so it is looked
     * at, and tried once more.
     */
    void remove() throws FileCallException {
        try {
            folder.change(() -> folder.folder().unlink(leaf));
        } catch (FileCallException failed) {
            if (look().isPresent()) {
                folder.change(() -> folder.folder().unlink(leaf));
            }
        }
    }

    /** Returns the path for messages. */
    Path path() {
        return leaf.in(folder.folder().path());
    }

    /** Returns the name as a plan says it. */
    PlannedName planned() {
        return new PlannedName(folder.root(), folder.below(leaf.in(Path.of(""))));
    }
}
