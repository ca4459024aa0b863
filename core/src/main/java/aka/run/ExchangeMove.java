package aka.run;

import aka.file.FileFacts;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.Folder;
import java.nio.file.Path;
import java.util.Optional;

/** The move where the file system swaps two names in one instant. */
record ExchangeMove(HeldName name, HeldName limbo) implements Move {

    @Override
    public void bringIn(Body incoming, Body former) throws FileCallException {
        Move.link(incoming, limbo);
    }

    @Override
    public void swap(FileFacts former) throws FileCallException {
        swap();
    }

    private void swap() throws FileCallException {
        Folder from = limbo.folder().folder();
        Folder into = name.folder().folder();
        if (from.equals(into)) {
            name.folder().change(() -> from.exchange(limbo.leaf(), into, name.leaf()));
        } else {
            limbo.folder().change(() -> name.folder().change(() -> from.exchange(limbo.leaf(), into, name.leaf())));
        }
    }

    @Override
    public HeldName temporary() {
        return limbo;
    }

    /**
     * Only a name that leads to the new body is given back, and only while nobody has come to that; what else is there by now
     * was put there by somebody, and is theirs. Whatever comes back to the temporary name and is not the new body was saved in
     * that very instant: it belongs at the name, so it is swapped once more.
     */
    @Override
    public Optional<Path> takeBack(WayBack back) throws FileCallException {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<FileFacts> there = limbo.look();
            if (there.isEmpty()) {
                return Optional.empty();
            }
            if (there.get().sameFile(back.incoming())) {
                return drop(back.dropping());
            }
            if (!name.leadsTo(back.incoming())) {
                return isBack(there.get(), back.former()) ? drop(() -> true) : Optional.of(limbo.path());
            }
            if (!back.untouched().yes()) {
                return Optional.of(limbo.path());
            }
            swap();
            // Who came in the last instant has found the new body by the name: it gets that again.
            if (!limbo.leadsTo(back.incoming()) || !back.untouched().yes()) {
                swap();
            }
        }
        return Optional.of(limbo.path());
    }

    /** The name leads to the former body already, and the temporary name is one more of it. */
    private boolean isBack(FileFacts there, FileFacts former) throws FileCallException {
        return there.sameFile(former) && name.leadsTo(former);
    }

    private Optional<Path> drop(Answer spare) throws FileCallException {
        if (!spare.yes()) {
            return Optional.of(limbo.path());
        }
        limbo.remove();
        return Optional.empty();
    }
}
