package aka.run;

import aka.content.ContentHash;
import aka.content.GuardedComparison;
import aka.file.FileFacts;
import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Intent;
import aka.journal.Movement;
import aka.journal.StepReason;
import aka.os.BodyMetadata;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Support;
import aka.os.Trouble;
import aka.plan.LinkStep;
import aka.plan.LinkStep.FormerBody;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The heart of a run: some names of one body come to lead to another that holds equal bytes, and nobody ever sees less than
 * all of them. (A {@link Repoint} wants no equal bytes: its former body keeps another name.) Its phases, each called once and in this order, are
 *
 * <ol>
 *   <li>{@link #intent}: what is to be done, for the journal, which is on the disk before the next phase, as is all that the
 *       volume held then;
 *   <li>{@link #act}: in milliseconds, writers being kept away, compare and move; if anything is not as it should be, all is
 *       moved back. The former body stays in limbo under its temporary names;
 *   <li>{@link #letGo}: after a grace, and after the volume was forced to the disk once more, look again, and let the former
 *       body go.
 * </ol>
 */
final class Displacement implements Prepared {

    private final Site site;
    private final int number;
    private final LinkStep step;
    private final LinkStep found;
    private final GuardedBody incoming;
    private final GuardedBody former;
    private final FormerFate fate;
    private final boolean cloned;
    /** Whether both bodies must hold equal bytes: the former one is let go then. */
    private final boolean compares;

    private final List<Move> moves;
    private final Set<OpenRoot> roots;
    private final Runnable release;
    private boolean formerGuarded;
    private boolean touched;
    private boolean moved;
    private boolean incomingGuarded;
    private Optional<ContentHash> hash = Optional.empty();
    private BodyMetadata left;

    /** What becomes of the former body in the end. */
    enum FormerFate {
        /** It may go altogether: the new one holds the same bytes. */
        MAY_GO,
        /** It is to keep other names. */
        STAYS
    }

    /**
     * @param found the step with its bodies as they were found, for the journal
     * @param cloned whether the new body shares the blocks of the former one
     * @param moves the names, one or more
     * @param release called when all is over: lets go of bodies and folders
     */
    Displacement(
            Site site,
            int number,
            LinkStep step,
            LinkStep found,
            GuardedBody incoming,
            GuardedBody former,
            FormerFate fate,
            boolean cloned,
            List<Move> moves,
            Runnable release) {
        this.site = site;
        this.number = number;
        this.step = step;
        this.found = found;
        this.incoming = incoming;
        this.former = former;
        this.fate = fate;
        this.cloned = cloned;
        this.compares = !(step instanceof Repoint);
        this.moves = List.copyOf(moves);
        this.release = release;
        this.left = incoming.metadata();
        Set<OpenRoot> where = new HashSet<>();
        for (Move move : moves) {
            where.add(site.root(move.name().folder().root()));
        }
        this.roots = Set.copyOf(where);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public LinkStep step() {
        return step;
    }

    @Override
    public Set<OpenRoot> roots() {
        return roots;
    }

    /** Returns both bodies that it concerns. */
    List<GuardedBody> bodies() {
        return List.of(incoming, former);
    }

    /** Returns why a volume that it concerns is not to be trusted any more; empty if all are. */
    Optional<FileCallException> volumeFailure() {
        for (OpenRoot root : roots) {
            if (root.failure().isPresent()) {
                return root.failure();
            }
        }
        return Optional.empty();
    }

    @Override
    public Intent intent(int batch) {
        List<Movement> movements = moves.stream().map(Move::movement).toList();
        return new Intent(
                number, batch, found, movements, Optional.of(incoming.metadata()), Optional.of(former.metadata()));
    }

    /** Returns what the bytes of both bodies are, once {@link #act} has compared them. */
    Optional<ContentHash> hash() {
        return hash;
    }

    /** Returns the facts of the former body as it is in limbo. */
    FileFacts formerFacts() {
        return former.facts();
    }

    /**
     * Moves the names, or throws and leaves all as it was.
     *
     * @throws NotPossible why it could not be; all is as it was, unless {@link #takeBack} told otherwise
     */
    void act(Lane lane, CancelToken cancel) throws NotPossible {
        lane.keepGuardedOnly(common());
        former.takeGuard();
        formerGuarded = true;
        incoming.takeGuard();
        incomingGuarded = true;
        try {
            if (former.isUntrusted()) {
                // A store into a mapped page moves the times only when the page is written out.
                site.durability().force(former.body());
            }
            // Nothing changed since the volume was forced: so what the new body holds is on the disk.
            former.requireSameFacts(former.body().facts());
            incoming.requireSameFacts(incoming.body().facts());
            if (compares) {
                hash = sameBytes(lane.comparison(), cancel);
                if (hash.isEmpty()) {
                    throw differ();
                }
                requireBytesOfOld();
            } else {
                requireUndisturbed();
            }
            touched = true;
            for (Move move : moves) {
                move.bringIn(incoming.body(), former.body());
            }
            settle();
            requireReady();
            moved = true;
            for (Move move : moves) {
                move.swap(former.facts());
            }
            requireMoved();
            requireSameBytesStill(lane.comparison(), cancel);
            lane.keepGuarded(common());
            releaseIncoming();
        } catch (FileCallException failed) {
            throw NotPossible.of(failed);
        }
    }

    /** The body that steps before and after this one may concern as well. */
    private GuardedBody common() {
        return incoming.isOurs() ? former : incoming;
    }

    private Optional<ContentHash> sameBytes(GuardedComparison comparison, CancelToken cancel) throws FileCallException {
        GuardedBody common = common();
        GuardedBody other = incoming.isOurs() ? incoming : former;
        return comparison.sameBytes(
                common.body(),
                other.body(),
                former.facts().sizeBytes(),
                common.guardedTime(),
                this::requireUndisturbed,
                cancel);
    }

    /** Where writers could come in the very instant of the deed, what was compared before proves nothing any more. */
    private void requireSameBytesStill(GuardedComparison comparison, CancelToken cancel)
            throws NotPossible, FileCallException {
        if (compares && (former.guardLapsed() || incoming.guardLapsed())) {
            Optional<ContentHash> now = comparison.sameBytes(
                    common().body(),
                    (incoming.isOurs() ? incoming : former).body(),
                    former.facts().sizeBytes(),
                    Optional.empty(),
                    this::requireUndisturbed,
                    cancel);
            if (!now.equals(hash)) {
                throw differ();
            }
        }
    }

    private void releaseIncoming() {
        if (incomingGuarded) {
            incomingGuarded = false;
            incoming.releaseGuard();
        }
    }

    /** Lets go of the handle by which the new body was made, so that its writers can be told from us. */
    private void settle() throws FileCallException {
        if (incoming.isOurs()) {
            HeldName name = moves.getFirst().temporary();
            try {
                incoming.reopen(name.folder().folder().openBody(name.leaf().bytes()));
            } catch (FileCallException unreadable) {
                // Its metadata may keep us out. Then it is not taken away again once names led to it.
                if (unreadable.trouble() != Trouble.NO_PERMISSION) {
                    throw unreadable;
                }
            }
        }
    }

    /** What was joined in an earlier run is given back only as it was then, unless it was asked for otherwise. */
    private void requireBytesOfOld() throws NotPossible {
        Optional<FormerBody> before = step instanceof Split split ? split.former() : Optional.empty();
        if (before.isPresent()
                && !before.get().splitChanged()
                && !hash.equals(Optional.of(before.get().hash()))) {
            throw NotPossible.because(
                    StepReason.BYTES_DIFFER,
                    "give " + former.path() + " back its own body",
                    former.path(),
                    null,
                    "its bytes were changed since, and the old ones are gone",
                    "With --split-changed it gets a body of its own with today's bytes.");
        }
    }

    private void requireUndisturbed() throws FileCallException {
        former.requireUndisturbed();
        incoming.requireUndisturbed();
    }

    /** The last look before the deed. Our links moved the {@code ctime} of what they were made of, and nothing else. */
    private void requireReady() throws FileCallException {
        if (hasLimboLinks()) {
            former.ownChange();
        }
        for (Move move : moves) {
            move.requireReady(incoming, former);
        }
        requireUndisturbed();
    }

    private boolean hasLimboLinks() {
        return moves.getFirst() instanceof RenameMove;
    }

    /**
     * The first look after the deed. A body that we have just made may be written to from now on; one that was there may not
     * have changed. A writer who waits for that one since the last look may have come by one of the names: he is let in, for
     * what he writes belongs to all of its names by now.
     */
    private void requireMoved() throws FileCallException {
        for (Move move : moves) {
            move.requireMoved(former);
        }
        former.requireUndisturbed();
        if (!incoming.isOurs()) {
            left = incoming.ownChange(site.metadata());
        }
    }

    /**
     * Lets the former body go from its temporary names, after a last look that nobody touched it.
     *
     * @param left hears of each temporary name that could not be removed
     * @return what is to be told
     * @throws NotPossible if somebody did; {@link #takeBack} is to follow
     */
    StepResult.Done letGo(BiConsumer<Path, FileCallException> left) throws NotPossible {
        long storage;
        try {
            requireLinks();
            storage = formerStorage();
            // Last: whoever comes to write after this look has the former body, and writes to what is gone.
            former.requireUnchanged(site.metadata());
        } catch (FileCallException failed) {
            throw NotPossible.of(failed);
        }
        // From here on there is no way back, and none is needed: both bodies hold the same, and nobody wants the former
        // one; or it has another name.
        int known = former.facts().linkCount().orElse(0);
        int removed = 0;
        for (Move move : moves) {
            try {
                move.letGo();
                removed++;
            } catch (FileCallException stays) {
                left.accept(move.limbo().path(), stays);
            }
        }
        boolean gone = namesLeft(known - removed) == 0;
        return new StepResult.Done(number, step, gone ? storage : 0, usedBytes());
    }

    private int namesLeft(int expected) {
        int links = expected;
        try {
            FileFacts now = former.body().facts();
            links = now.linkCount().orElse(expected);
            former.ownChange(now);
        } catch (FileCallException changed) {
            // Then it was not ours alone, which other steps that concern it find out as well.
        }
        return links;
    }

    /** The former body's names are those in limbo, and others only where the step knows of them. */
    private void requireLinks() throws FileCallException {
        int links = former.facts().linkCount().orElse(0);
        boolean spare = links > moves.size();
        if (fate == FormerFate.STAYS && !spare) {
            throw new FileCallException(
                    "let go of " + former.path(),
                    former.path(),
                    null,
                    Trouble.LAST_NAME,
                    "",
                    0,
                    "its other names went meanwhile",
                    "Look at it again.");
        }
    }

    /** The storage that comes free with the former body: not the blocks that the new one has in common with it. */
    private long formerStorage() throws FileCallException {
        OpenRoot root = site.root(moves.getFirst().name().folder().root());
        boolean live = cloned || root.volume().clones() != Support.NO && site.areClones(incoming, former);
        return live ? 0 : former.facts().allocatedBytes().orElse(0);
    }

    private long usedBytes() {
        return incoming.isOurs() && !cloned ? incoming.facts().allocatedBytes().orElse(0) : 0;
    }

    /** Returns the record of a finished step. */
    Done done(StepResult.Done result) {
        boolean made = incoming.isOurs();
        return new Done(
                number,
                result.freedBytes(),
                Optional.of(left),
                made ? incoming.facts().key() : Optional.empty(),
                made ? incoming.facts().born() : Optional.empty());
    }

    /** Returns whether a name was, or may have been, touched. */
    boolean isTouched() {
        return touched;
    }

    /**
     * Moves back whatever was moved, unless somebody has come to the new body meanwhile: perhaps by the very name, which then
     * keeps leading there, while the former body keeps its temporary name.
     *
     * @return where something is left that only its owner may remove
     */
    List<Path> takeBack() {
        List<Path> rescued = new ArrayList<>();
        if (touched) {
            Move.WayBack back = new Move.WayBack(
                    incoming.facts(), former.facts(), former.body(), this::isUntouched, this::maySpareIncoming);
            for (Move move : moves) {
                try {
                    move.takeBack(back).ifPresent(rescued::add);
                } catch (FileCallException failed) {
                    rescued.add(move.limbo().path());
                }
            }
            noteOwnChanges();
        }
        return rescued;
    }

    private boolean isUntouched() {
        if (!moved) {
            return true;
        }
        try {
            if (!incomingGuarded) {
                // Refused if somebody has it open for writing.
                incoming.takeGuard();
                incomingGuarded = true;
            }
            incoming.requireUntouched(site.metadata());
            return true;
        } catch (NotPossible | FileCallException touchedByOthers) {
            return false;
        }
    }

    /** Other steps concern the same bodies, and are not to take our links for somebody else's. */
    private void noteOwnChanges() {
        for (GuardedBody body : List.of(incoming, former)) {
            try {
                body.ownChange();
            } catch (FileCallException changed) {
                // Then it was not ours alone, which those steps find out as well.
            }
        }
    }

    /**
     * May the new body lose a temporary name? One that was there before must have another name. One that we made may go if
     * nobody has come to it while names led to it.
     */
    private boolean maySpareIncoming() throws FileCallException {
        return incoming.isOurs()
                ? isUntouched()
                : incoming.body().facts().linkCount().orElse(0) >= 2;
    }

    private NotPossible differ() {
        return NotPossible.because(
                StepReason.BYTES_DIFFER,
                "make " + former.path() + " and " + incoming.path() + " one file",
                former.path(),
                incoming.path(),
                "their bytes differ",
                "Look for duplicates again.");
    }

    static FileCallException changed(Path path, String words) {
        return new FileCallException(
                "replace " + path, path, null, Trouble.CHANGED, "", 0, words, "Try again when nobody saves to it.");
    }

    /** Lets writers come to both bodies. */
    void releaseGuards() {
        if (formerGuarded) {
            formerGuarded = false;
            former.releaseGuard();
        }
        releaseIncoming();
    }

    @Override
    public void close() {
        releaseGuards();
        release.run();
    }
}
