package aka.cli;

import aka.dedupe.Compared;
import aka.dedupe.FinderListener;
import aka.os.FileCallException;
import aka.report.Progress;
import aka.report.Stand;
import aka.walk.LeftAlone;
import java.nio.file.Path;

/** Passes on what a search for equal files meets. */
record SearchTeller(WalkTeller walk, Progress progress) implements FinderListener {

    @Override
    public void walking(long folders, long names) {
        walk.progress(folders, names);
    }

    @Override
    public void comparing(Compared soFar) {
        progress.at(
                new Stand.Comparing(soFar.files(), soFar.ofFiles(), soFar.bytes(), soFar.ofBytes(), soFar.readBytes()));
    }

    @Override
    public void unreadable(Path path, FileCallException why) {
        walk.unreadable(path, why);
    }

    @Override
    public void leftAlone(Path path, LeftAlone why) {
        walk.leftAlone(path, why);
    }
}
