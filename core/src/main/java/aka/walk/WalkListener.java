package aka.walk;

import aka.os.FileCallException;
import java.nio.file.Path;

/** Hears what happens on the way, beside what was asked for. Called by the walking thread; quick to return. */
public interface WalkListener {

    /** A listener that hears nothing. */
    WalkListener NONE = new WalkListener() {};

    /**
     * Called now and then while the walk goes on.
     *
     * @param folders how many folders were entered so far
     * @param files how many regular files passed the filters so far
     */
    default void progress(long folders, long files) {}

    /** Called for what could not be read: {@code path} and all that is below it are missing from the result. */
    default void unreadable(Path path, FileCallException why) {}

    /** Called for what a rule kept the walk away from. */
    default void leftAlone(Path path, LeftAlone why) {}
}
