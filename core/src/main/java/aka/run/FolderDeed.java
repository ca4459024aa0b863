package aka.run;

import aka.journal.JournalRecord.Intent;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.plan.LinkStep;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.PlannedName;
import java.util.List;
import java.util.Set;

/**
 * Makes a folder, or takes an empty one away. Its own folder is opened when the deed is done, since the step before may be the
 * one that makes it.
 *
 * @param step a {@link CreateFolder} or a {@link RemoveFolder}
 * @param name the folder
 * @param make whether it is made
 */
record FolderDeed(Site site, int number, LinkStep step, PlannedName name, boolean make) implements Deed {

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
        try {
            HeldName held = site.hold(name);
            try {
                Folder folder = held.folder().folder();
                if (make) {
                    folder.createFolder(held.leaf(), true);
                } else {
                    folder.removeFolder(held.leaf());
                }
                return new StepResult.Done(number, step, 0, 0);
            } finally {
                site.release(List.of(held));
            }
        } catch (FileCallException failed) {
            throw NotPossible.of(failed);
        }
    }

    @Override
    public void close() {}
}
