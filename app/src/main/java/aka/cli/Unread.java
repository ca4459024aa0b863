package aka.cli;

import aka.link.NameScan;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.report.Progress;
import aka.report.Stand;
import aka.walk.LeftAlone;
import aka.walk.WalkListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what a search for names could not read until it is known whether that matters. */
final class Unread implements NameScan.Listener {

    private final Progress progress;
    private final List<FileCallException> troubles = new ArrayList<>();
    private final List<Path> leftovers = new ArrayList<>();
    private Optional<FileCallException> list = Optional.empty();

    Unread(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void progress(long folders, long files) {
        progress.at(new Stand.Walking(folders, files));
    }

    /** That a volume keeps no list is nothing to speak of. */
    @Override
    public void listNotTaken(FileCallException why) {
        if (why.trouble() != Trouble.UNSUPPORTED) {
            list = Optional.of(why);
        }
    }

    /** Returns why the file system's own list of names was not taken, where one should have been. */
    Optional<FileCallException> listNotTaken() {
        return list;
    }

    @Override
    public void unreadable(Path path, FileCallException why) {
        troubles.add(why);
    }

    @Override
    public void leftAlone(Path path, LeftAlone why) {
        if (why == LeftAlone.LEFTOVER) {
            leftovers.add(path);
        }
    }

    /** Tells all of it after all. */
    void tell(WalkListener listener) {
        for (FileCallException trouble : troubles) {
            listener.unreadable(trouble.path(), trouble);
        }
        for (Path leftover : leftovers) {
            listener.leftAlone(leftover, LeftAlone.LEFTOVER);
        }
    }
}
