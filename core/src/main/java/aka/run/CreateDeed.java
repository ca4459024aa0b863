package aka.run;

import aka.file.FileFacts;
import aka.journal.JournalRecord.Intent;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Trouble;
import aka.plan.LinkStep.Create;
import aka.plan.PlannedBody;
import aka.run.GuardedBody.Trust;
import java.util.List;
import java.util.Set;

/** Gives a body one more name. Never replaces anything. */
final class CreateDeed implements Deed {

    private final Site site;
    private final int number;
    private final Create step;
    private final List<HeldName> held;
    private final Body existing;

    private CreateDeed(Site site, int number, Create step, List<HeldName> held, Body existing) {
        this.site = site;
        this.number = number;
        this.step = step;
        this.held = held;
        this.existing = existing;
    }

    static CreateDeed prepare(Site site, int number, Create step) throws NotPossible, FileCallException {
        List<HeldName> names = site.hold(step.existing().names());
        boolean prepared = false;
        try {
            HeldName name = OpenBodies.leading(step.existing(), names).getFirst();
            // Held, not opened: to be given a name it need not be readable.
            Body body = name.folder().folder().hold(name.leaf());
            try {
                requirePlanned(step.existing(), body.facts(), name);
                names.add(site.hold(step.newName()));
                prepared = true;
                return new CreateDeed(site, number, step, names, body);
            } finally {
                if (!prepared) {
                    body.close();
                }
            }
        } finally {
            if (!prepared) {
                site.release(names);
            }
        }
    }

    private static void requirePlanned(PlannedBody planned, FileFacts facts, HeldName name) throws NotPossible {
        if (!facts.key().filter(planned.key()::equals).isPresent()
                || !facts.born().equals(planned.born())) {
            throw OpenBodies.changed(name.path(), "another file is there by now");
        }
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Create step() {
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
        HeldName newName = held.getLast();
        Folder folder = newName.folder().folder();
        try {
            link(folder, newName);
            return new StepResult.Done(number, step, 0, 0);
        } catch (FileCallException failed) {
            if (failed.trouble() != Trouble.EXISTS && isMade(newName)) {
                return new StepResult.Done(number, step, 0, 0);
            }
            throw NotPossible.of(failed);
        }
    }

    private void link(Folder folder, HeldName newName) throws FileCallException {
        if (site.trust(newName) == Trust.GUARDED) {
            folder.link(existing, newName.leaf());
            return;
        }
        // A later step of this run must not take the change that the link makes for somebody else's.
        FileFacts before = existing.facts();
        folder.link(existing, newName.leaf());
        try {
            newName.look().ifPresent(after -> site.bodies().linked(before, after));
        } catch (FileCallException unseen) {
            // The link is made. A step that needs the body will find it changed a moment ago, and tell that.
        }
    }

    /** Returns whether the name is there in spite of a failure, which may have come after the deed. */
    private boolean isMade(HeldName newName) {
        try {
            return newName.leadsTo(existing.facts());
        } catch (FileCallException unreadable) {
            return false;
        }
    }

    @Override
    public void close() {
        existing.close();
        site.release(held);
    }
}
