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
    public void requireReady(GuardedBody body, GuardedBody former) throws FileCallException {
        if (!limbo.leadsTo(former.facts())) {
            throw Displacement.changed(name.path(), "it leads to another file by now");
        }
        Move.super.requireReady(body, former);
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
    public HeldName temporary() {
        return incoming;
    }

    @Override
    public Optional<Path> takeBack(WayBack back) throws FileCallException {
        Optional<Path> last = dropIncoming(back);
        if (limbo.look().isEmpty()) {
            return last;
        }
        if (name.leadsTo(back.incoming())) {
            if (last.isPresent() || !back.untouched().yes() || !back.dropping().yes()) {
                // What is renamed over the name would take the last name of the new body from it, or what somebody
                // wrote.
                return Optional.of(limbo.path());
            }
            Move.link(back.formerBody(), incoming);
            renameOver(back.incoming());
        }
        if (!name.leadsTo(back.former()) || !limbo.leadsTo(back.former())) {
            return Optional.of(limbo.path());
        }
        limbo.remove();
        return last;
    }

    private Optional<Path> dropIncoming(WayBack back) throws FileCallException {
        if (!incoming.leadsTo(back.incoming())) {
            return Optional.empty();
        }
        if (!back.dropping().yes()) {
            return Optional.of(incoming.path());
        }
        incoming.remove();
        return Optional.empty();
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
