package aka.run;

import aka.file.FileFacts;
import aka.journal.Movement;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.Folder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A name that is to lead to another body, with the temporary name by which that is done. Its former body is kept under the
 * temporary name, in limbo, until it is let go.
 */
sealed interface Move permits ExchangeMove, RenameMove {

    /** How often a name is given back to someone who saves again and again in the very instant. */
    int TRIES = 5;

    /** Returns the name. */
    HeldName name();

    /** Returns the temporary name under which the former body is in limbo. */
    HeldName limbo();

    /** Makes the temporary names: nobody sees anything of it yet. */
    void bringIn(Body incoming, Body former) throws FileCallException;

    /**
     * Says that all is ready: the name still leads to its former body, which is as it was, and the temporary name to the new
     * one, of which our link changed what a link does. The looks are at the names: what they show of a body is of that very
     * one.
     */
    default void requireReady(GuardedBody incoming, GuardedBody former) throws FileCallException {
        incoming.ownChange(leadingTo(temporary(), incoming));
        former.requireSameFacts(leadingTo(name(), former));
    }

    /** Returns what a look at an entry shows of the body that it must lead to. */
    private FileFacts leadingTo(HeldName entry, GuardedBody body) throws FileCallException {
        return entry.look()
                .filter(body.facts()::sameFile)
                .orElseThrow(() -> Displacement.changed(name().path(), "it leads to another file by now"));
    }

    /**
     * The deed: in one instant the name leads to the new body.
     *
     * @param former what the name leads to until then
     */
    void swap(FileFacts former) throws FileCallException;

    /**
     * Says that the deed is done: the former body is in limbo, and the name leads to it no more. Whoever gave the name to
     * something else since then wanted that; the former body is not theirs to miss.
     */
    default void requireMoved(GuardedBody former) throws FileCallException {
        FileFacts displaced = limbo().look()
                .filter(former.facts()::sameFile)
                .orElseThrow(
                        () -> Displacement.changed(name().path(), "another program replaced it in the same instant"));
        if (name().leadsTo(displaced)) {
            throw Displacement.changed(name().path(), "it still leads to its former file");
        }
        former.ownChange(displaced);
    }

    /** Returns the temporary name that the new body has until the deed. */
    HeldName temporary();

    /**
     * Makes all as it was, by what a look at the names shows: an error does not tell whether a call took place.
     *
     * @return where something is left that may be the only name of its bytes; empty if nothing is
     */
    Optional<Path> takeBack(WayBack back) throws FileCallException;

    /**
     * What the way back needs to know.
     *
     * @param incoming the new body
     * @param former the former one, as it was
     * @param formerBody the former one
     * @param untouched has nobody come to the new body since names lead to it? Who has, may have come by this name, and what
     *     was written there is not to be taken from it
     * @param dropping may the new body lose a temporary name: it has others, or its bytes live on in the former body
     */
    record WayBack(FileFacts incoming, FileFacts former, Body formerBody, Answer untouched, Answer dropping) {}

    /** Answers when it is asked. */
    @FunctionalInterface
    interface Answer {
        boolean yes() throws FileCallException;
    }

    /** Removes the temporary name of the former body. */
    default void letGo() throws FileCallException {
        limbo().remove();
    }

    /** Returns what the journal is told. */
    default Movement movement() {
        return new Movement(
                name().planned(),
                limbo().planned(),
                name().folder().key(),
                name().folder().facts().modified());
    }

    /** Links a body to a name that nobody else knows. */
    static void link(Body body, HeldName name) throws FileCallException {
        Folder folder = name.folder().folder();
        name.folder().change(() -> folder.link(body, name.leaf()));
    }
}
