package aka.run;

import aka.journal.JournalRecord.Intent;
import aka.journal.StepReason;
import aka.os.CancelToken;
import aka.os.Clones;
import aka.os.Clones.Shared;
import aka.os.FileCallException;
import aka.plan.LinkStep.Share;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Lets two bodies share their blocks. The file system compares them under its own lock: no writer can come in between. */
final class ShareDeed implements Deed {

    private final Site site;
    private final int number;
    private final Share step;
    private final GuardedBody kept;
    private final GuardedBody sharing;

    private ShareDeed(Site site, int number, Share step, GuardedBody kept, GuardedBody sharing) {
        this.site = site;
        this.number = number;
        this.step = step;
        this.kept = kept;
        this.sharing = sharing;
    }

    static ShareDeed prepare(Site site, int number, Share step) throws NotPossible, FileCallException {
        GuardedBody kept = site.open(step.kept());
        boolean prepared = false;
        try {
            ShareDeed deed = new ShareDeed(site, number, step, kept, site.open(step.sharing()));
            prepared = true;
            return deed;
        } finally {
            if (!prepared) {
                site.bodies().release(kept);
            }
        }
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Share step() {
        return step;
    }

    @Override
    public Set<OpenRoot> roots() {
        return Set.of();
    }

    @Override
    public Intent intent(int batch) {
        return Deed.intent(number, batch, step);
    }

    @Override
    public StepResult.Done act(CancelToken cancel) throws NotPossible {
        Optional<Clones> clones = site.calls().clones();
        if (clones.isEmpty()) {
            throw refusal(StepReason.UNSUPPORTED, "this system has no calls to share blocks");
        }
        try {
            // Asked before: what they have in common already does not come free.
            boolean shared = site.areClones(kept, sharing);
            if (clones.get().share(kept.body(), sharing.body(), cancel) == Shared.DIFFERENT) {
                throw refusal(StepReason.BYTES_DIFFER, "their bytes differ");
            }
            long storage = shared ? 0 : sharing.facts().allocatedBytes().orElse(0);
            return new StepResult.Done(number, step, storage, 0);
        } catch (FileCallException failed) {
            throw NotPossible.of(failed);
        }
    }

    private NotPossible refusal(StepReason reason, String words) {
        Path path = sharing.path();
        return NotPossible.because(
                reason,
                "let " + path + " share the blocks of " + kept.path(),
                path,
                kept.path(),
                words,
                "Look for duplicates again.");
    }

    @Override
    public void close() {
        site.bodies().release(sharing);
        site.bodies().release(kept);
    }
}
