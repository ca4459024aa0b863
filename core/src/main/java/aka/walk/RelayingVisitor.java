package aka.walk;

import aka.os.FileCallException;
import java.nio.file.Path;

/** A visitor that tells a listener of all that happens on the way, so that only what is found is left to do. */
public abstract class RelayingVisitor implements WalkVisitor {

    private final WalkListener listener;

    protected RelayingVisitor(WalkListener listener) {
        this.listener = listener;
    }

    @Override
    public void progress(long folders, long files) {
        listener.progress(folders, files);
    }

    @Override
    public void unreadable(Path path, FileCallException why) {
        listener.unreadable(path, why);
    }

    @Override
    public void leftAlone(Path path, LeftAlone why) {
        listener.leftAlone(path, why);
    }
}
