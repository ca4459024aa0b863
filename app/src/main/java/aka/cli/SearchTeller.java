package aka.cli;

import aka.dedupe.FinderListener;
import aka.os.FileCallException;
import aka.report.Progress;
import aka.walk.LeftAlone;
import java.nio.file.Path;

/** Passes on what a search for equal files meets. */
record SearchTeller(WalkTeller walk, Progress progress) implements FinderListener {

    @Override
    public void walking(long folders, long names) {
        walk.progress(folders, names);
    }

    @Override
    public void comparing(long done, long candidates, long readBytes) {
        progress.at("candidates compared", done, candidates, readBytes);
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
