package aka.run;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Share;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Prepares batches in two steps: the run's own thread looks at all that is to be rested on; then the bodies that splits want are
 * made, on all threads, for to copy takes longer than all else.
 */
final class Preparation {

    /**
     * Who wants to write to a file of a batch waits while the rest of it is compared: a second, not a minute. What is split off
     * is copied by whole batches.
     */
    private static final long BATCH_BYTES = 512L << 20;

    private final Site site;
    private final StepQueue steps;
    private final FullBodies full;
    private final BatchSize size;
    private final StepEnds ends;
    private final BooleanSupplier goesOn;
    private final CancelToken cancel;

    /**
     * @param goesOn asked before each step
     */
    Preparation(
            Site site,
            StepQueue steps,
            FullBodies full,
            BatchSize size,
            StepEnds ends,
            BooleanSupplier goesOn,
            CancelToken cancel) {
        this.site = site;
        this.steps = steps;
        this.full = full;
        this.size = size;
        this.ends = ends;
        this.goesOn = goesOn;
        this.cancel = cancel;
    }

    /**
     * Looks at steps of one kind: those of another may rest on what these do.
     *
     * @param prepared gets what is prepared by that, in the order of the steps
     * @param splits gets what is still to be made
     */
    void look(Class<?> kind, List<Prepared> prepared, List<Splitting> splits) {
        long bytes = 0;
        while (steps.hasMore()
                && prepared.size() + splits.size() < size.steps()
                && bytes < BATCH_BYTES
                && steps.upcomingStep().getClass() == kind
                && goesOn.getAsBoolean()) {
            int number = steps.upcoming();
            LinkStep step = full.redirected(steps.upcomingStep());
            try {
                look(number, step, prepared, splits);
                bytes += sizeBytes(step);
            } catch (NotPossible reason) {
                ends.skipped(number, step, reason);
            } catch (FileCallException failed) {
                if (size.shrinkFor(number, failed)) {
                    return;
                }
                ends.skipped(number, step, NotPossible.of(failed));
            }
            steps.pass();
        }
    }

    private void look(int number, LinkStep step, List<Prepared> prepared, List<Splitting> splits)
            throws NotPossible, FileCallException {
        switch (step) {
            case Replace replace -> prepared.add(Joining.prepare(site, number, replace));
            case Split split -> splits.add(Splitting.look(site, number, split));
            case Repoint repoint -> prepared.add(Repointing.prepare(site, number, repoint));
            case Share share -> prepared.add(ShareDeed.prepare(site, number, share));
            case Create create -> prepared.add(CreateDeed.prepare(site, number, create));
            case Unlink unlink -> prepared.add(UnlinkDeed.prepare(site, number, unlink));
            case CreateFolder create -> prepared.add(new FolderDeed(site, number, create, create.folder(), true));
            case RemoveFolder remove -> prepared.add(new FolderDeed(site, number, remove, remove.folder(), false));
        }
    }

    private static long sizeBytes(LinkStep step) {
        return switch (step) {
            case Replace replace -> replace.replaced().sizeBytes();
            case Split split -> split.shared().sizeBytes();
            default -> 0;
        };
    }

    /**
     * Makes the bodies that splits want.
     *
     * @param prepared gets those that could be made, which then have all to close that the splits had
     */
    void make(List<Splitting> splits, List<Prepared> prepared) {
        site.lanes().forEach(splits, this::fill);
        if (!site.lanes().isOne()) {
            // A large one beside it may have had all the room until it turned out not to fit itself.
            splits.stream().filter(Splitting::lackedRoom).forEach(this::fill);
        }
        splits.forEach(split -> hand(split, prepared));
    }

    private void fill(Splitting split) {
        if (goesOn.getAsBoolean()) {
            split.fill(cancel);
        }
    }

    private void hand(Splitting split, List<Prepared> prepared) {
        int number = split.number();
        try {
            prepared.add(split.displacement());
        } catch (FileCallException failed) {
            split.close();
            if (size.shrinkFor(number, failed)) {
                steps.comeAgainTo(number);
            } else {
                ends.skipped(number, split.step(), NotPossible.of(failed));
            }
        } catch (CancellationException stopped) {
            // It may be one that came again, of which the journal is to know how it ended.
            steps.comeAgainTo(number);
        }
    }
}
