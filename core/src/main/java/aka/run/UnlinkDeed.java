package aka.run;

import aka.file.FileFacts;
import aka.file.Leaf;
import aka.file.Leftover;
import aka.journal.JournalRecord.Intent;
import aka.journal.Movement;
import aka.link.Unlink;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.plan.LinkStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes a name, which is moved aside first and looked at once more. */
final class UnlinkDeed implements Deed {

    private final Site site;
    private final int number;
    private final LinkStep.Unlink step;
    private final HeldName name;
    private final FileFacts facts;
    private final HeldName aside;

    private UnlinkDeed(Site site, int number, LinkStep.Unlink step, HeldName name, FileFacts facts) {
        this.site = site;
        this.number = number;
        this.step = step;
        this.name = name;
        this.facts = facts;
        Leaf leaf = Leftover.name("rm", name.leaf());
        this.aside = new HeldName(name.folder(), leaf);
    }

    static UnlinkDeed prepare(Site site, int number, LinkStep.Unlink step) throws NotPossible, FileCallException {
        HeldName name = site.hold(step.name());
        boolean prepared = false;
        try {
            OpenBodies.leading(step.body(), List.of(name));
            FileFacts facts = name.folder().folder().facts(name.leaf());
            boolean changed = facts.sizeBytes() != step.body().sizeBytes()
                    || !facts.modified().equals(step.body().modified());
            if (!facts.born().equals(step.body().born()) || step.last() && changed) {
                throw OpenBodies.changed(name.path(), "it is not the file that was looked at");
            }
            prepared = true;
            return new UnlinkDeed(site, number, step, name, facts);
        } finally {
            if (!prepared) {
                site.release(List.of(name));
            }
        }
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public LinkStep.Unlink step() {
        return step;
    }

    @Override
    public Set<OpenRoot> roots() {
        return Set.of();
    }

    @Override
    public Set<OpenRoot> touched() {
        return Set.of(site.root(name.folder().root()));
    }

    @Override
    public Intent intent(int batch) {
        Movement movement = new Movement(
                step.name(),
                aside.planned(),
                name.folder().key(),
                name.folder().facts().modified());
        return new Intent(number, batch, step, List.of(movement), Optional.empty(), Optional.empty());
    }

    @Override
    public StepResult.Done act(CancelToken cancel) throws NotPossible {
        try {
            long freed = Unlink.name(
                    site.calls(),
                    name.folder().folder(),
                    name.leaf(),
                    site.plan().shown(step.name()),
                    facts,
                    step.last(),
                    aside.leaf());
            return new StepResult.Done(number, step, freed, 0);
        } catch (FileCallException failed) {
            throw NotPossible.of(failed);
        }
    }

    /** A name that was moved aside, and could not be moved back. */
    @Override
    public Optional<Path> leftBehind() {
        try {
            return aside.look().map(there -> aside.path());
        } catch (FileCallException unreadable) {
            return Optional.of(aside.path());
        }
    }

    @Override
    public void close() {
        site.release(List.of(name));
    }
}
