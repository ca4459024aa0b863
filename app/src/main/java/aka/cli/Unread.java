package aka.cli;

import aka.os.FileCallException;
import aka.report.Progress;
import aka.walk.LeftAlone;
import aka.walk.WalkListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a walk could not read until it is known whether that matters. */
final class Unread implements WalkListener {

    private final Progress progress;
    private final List<FileCallException> troubles = new ArrayList<>();
    private final List<Path> leftovers = new ArrayList<>();

    Unread(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void progress(long folders, long files) {
        progress.at("files seen", files, 0, 0);
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
