package aka.run;

import aka.file.FileFacts;
import aka.file.Leftover;
import aka.journal.StepReason;
import aka.os.BodyMetadata;
import aka.os.CancelToken;
import aka.os.Draft;
import aka.os.Draft.Copied;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.LinkStep.Split;
import aka.plan.PlannedBody;
import aka.run.Displacement.FormerFate;
import aka.run.GuardedBody.Trust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Split} that is being prepared: it is looked at, then the body that it wants is made, without a name yet; then it is a
 * displacement, which gives that body its names.
 */
final class Splitting implements AutoCloseable {

    /** The word of the temporary name that a body in the making has where it cannot be without one. */
    static final String WORD = "copy";

    private final Site site;
    private final int number;
    private final Split step;
    private final Path shown;
    private final List<HeldName> names = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();
    private @Nullable GuardedBody shared;
    private FormerFate fate = FormerFate.STAYS;
    private @Nullable Draft draft;
    private boolean cloned;
    private @Nullable GuardedBody fresh;
    private @Nullable FileCallException failure;
    /** Whether there is nothing to close any more, be it that a displacement has it. */
    private boolean closed;

    private Splitting(Site site, int number, Split step) {
        this.site = site;
        this.number = number;
        this.step = step;
        this.shown = site.plan().shown(step.names().getFirst());
    }

    /**
     * Looks at all that the step rests on. Nothing is changed, but for a pool that may be made.
     *
     * @throws NotPossible why it is not to be taken
     */
    static Splitting look(Site site, int number, Split step) throws NotPossible, FileCallException {
        Splitting splitting = new Splitting(site, number, step);
        boolean looked = false;
        try {
            splitting.look();
            looked = true;
            return splitting;
        } finally {
            if (!looked) {
                splitting.close();
            }
        }
    }

    int number() {
        return number;
    }

    Split step() {
        return step;
    }

    private void look() throws NotPossible, FileCallException {
        names.addAll(site.hold(step.names()));
        NameGround ground = new NameGround(site, names, this::refusal);
        ground.requireChangeable();
        if (OpenBodies.leading(step.shared(), names).size() != names.size()) {
            throw refusal(StepReason.CHANGED, "one of the names leads to another file by now");
        }
        GuardedBody body = site.open(step.shared());
        shared = body;
        ground.requireNotPinned(body.facts().key().orElseThrow());
        fate = fate(body.facts());
        requireUnflagged(body.facts());
        site.tellWhetherGuarded(names.getFirst());
        for (HeldName name : names) {
            moves.add(site.move(name));
        }
    }

    /** Makes the body, on any one thread. How that went is told by {@link #displacement}. */
    void fill(CancelToken cancel) {
        failure = null;
        try {
            make(Objects.requireNonNull(shared), cancel);
        } catch (FileCallException failed) {
            failure = failed;
        } catch (CancellationException stopped) {
            // Then there is no body.
        } finally {
            if (fresh == null) {
                // Others may need the room that it takes.
                closeDraft();
            }
        }
    }

    private void closeDraft() {
        if (draft != null) {
            draft.close();
            draft = null;
        }
    }

    /** Returns whether the body did not fit while others were made beside it. */
    boolean lackedRoom() {
        return failure != null && failure.trouble() == Trouble.NO_SPACE;
    }

    private void make(GuardedBody from, CancelToken cancel) throws FileCallException {
        HeldName limbo = moves.getFirst().limbo();
        Draft made = limbo.folder().folder().draft(Leftover.withWord(limbo.leaf(), WORD));
        draft = made;
        BodyMetadata wanted = wanted(from.metadata());
        site.metadata().prepare(wanted, made);
        cloned = made.copyFrom(from.body(), cancel) == Copied.CLONED;
        site.metadata().apply(wanted, made);
        if (!site.durability().coversBodies(made)) {
            site.durability().force(made);
        }
        fresh = new GuardedBody(List.of(made), made.facts(), wanted, Trust.OURS, site.guards());
    }

    /**
     * Returns the displacement that gives the body its names, and from now on has all to close that this has open.
     *
     * @throws FileCallException why the body could not be made
     * @throws CancellationException if it was not made since a stop was asked for
     */
    Displacement displacement() throws FileCallException {
        if (failure != null) {
            throw failure;
        }
        if (fresh == null) {
            throw new CancellationException();
        }
        GuardedBody from = Objects.requireNonNull(shared);
        Split found = new Split(PlannedBody.of(from.facts(), step.shared().names()), step.names(), step.former());
        Displacement displacement =
                new Displacement(site, number, step, found, fresh, from, fate, cloned, moves, this::release);
        closed = true;
        return displacement;
    }

    /**
     * A name that has its body for itself already has nothing to be split from; where a run is taken back, it still may get
     * its former metadata.
     */
    private FormerFate fate(FileFacts facts) throws NotPossible {
        boolean others = facts.linkCount().orElse(0) > names.size();
        if (!others && step.former().isEmpty()) {
            throw refusal(StepReason.ALREADY_DONE, "it is the only name of its body");
        }
        return others && step.former().isEmpty() ? FormerFate.STAYS : FormerFate.MAY_GO;
    }

    /** A body that has such a flag keeps its names, and one that is made like it could not get any. */
    private void requireUnflagged(FileFacts facts) throws NotPossible {
        if (!facts.traits().isEmpty()) {
            throw refusal(
                    StepReason.NO_PERMISSION,
                    "it has a flag that forbids changes: " + facts.traits(),
                    "Take the flag away (chattr -i -a), split it, and set it again.");
        }
    }

    private BodyMetadata wanted(BodyMetadata today) {
        return step.former()
                .map(former -> RestoredMetadata.of(former, today).metadata())
                .orElse(today);
    }

    /** Lets go of all that is open, unless a displacement has it. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }

    private void release() {
        if (fresh != null) {
            fresh.close();
        }
        closeDraft();
        if (shared != null) {
            site.bodies().release(shared);
        }
        site.release(names);
    }

    private NotPossible refusal(StepReason reason, String words) {
        return refusal(reason, words, "Look again what is there.");
    }

    private NotPossible refusal(StepReason reason, String words, String wayOut) {
        return NotPossible.because(reason, "give " + shown + " a body of its own", shown, null, words, wayOut);
    }
}
