package aka.run;

import aka.file.FileFacts;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.Folder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The move where the file system cannot swap two names: the former body gets a name in limbo first, then the new one is renamed
 * over the name. Whoever saves by rename between the last look and that rename loses this save; nothing can close that here.
 *
 * @param incoming the temporary name of the new body, until it is renamed
 */
record RenameMove(HeldName name, HeldName limbo, HeldName incoming) implements Move {

    /** The word of the temporary name {@code incoming}. */
    static final String WORD = "new";

    @Override
    public void bringIn(Body body, Body former) throws FileCallException {
        Move.link(former, limbo);
        Move.link(body, incoming);
    }

    @Override
    public boolean isReady(FileFacts body, FileFacts former) throws FileCallException {
        return limbo.leadsTo(former) && incoming.leadsTo(body) && name.leadsTo(former);
    }

    @Override
    public void swap(FileFacts former) throws FileCallException {
        renameOver(former);
        // Where both were names of one body, rename(2) does nothing and leaves both.
        if (incoming.look().isPresent()) {
            incoming.remove();
        }
    }

    @Override
    public Optional<Path> takeBack(FileFacts body, Body former, FileFacts formerFacts, Spare dropping)
            throws FileCallException {
        Optional<Path> last = Optional.empty();
        if (incoming.leadsTo(body)) {
            if (dropping.may()) {
                incoming.remove();
            } else {
                last = Optional.of(incoming.path());
            }
        }
        if (limbo.look().isEmpty()) {
            return last;
        }
        if (name.leadsTo(body)) {
            if (last.isPresent() || !dropping.may()) {
                // What is renamed over the name would take the last name of the new body from it.
                return Optional.of(limbo.path());
            }
            Move.link(former, incoming);
            renameOver(body);
        }
        if (!name.leadsTo(formerFacts) || !limbo.leadsTo(formerFacts)) {
            return Optional.of(limbo.path());
        }
        limbo.remove();
        return last;
    }

    /**
     * Renames over the name, if that still leads where it should: the look comes last, since what it does not see is lost.
     */
    private void renameOver(FileFacts expected) throws FileCallException {
        Folder from = incoming.folder().folder();
        Folder into = name.folder().folder();
        HeldFolder.Deed deed = () -> {
            if (!name.leadsTo(expected)) {
                throw Displacement.changed(name.path(), "it leads to another file by now");
            }
            from.renameOver(incoming.leaf(), into, name.leaf());
        };
        if (from.equals(into)) {
            name.folder().change(deed);
        } else {
            incoming.folder().change(() -> name.folder().change(deed));
        }
    }
}
