package aka.dedupe;

import aka.os.FileCallException;
import aka.walk.LeftAlone;
import java.nio.file.Path;

/** Hears what happens while duplicates are looked for. Called by one thread at a time; quick to return. */
public interface FinderListener {

    /** A listener that hears nothing. */
    FinderListener NONE = new FinderListener() {};

    /**
     * Called now and then while the walk goes on.
     *
     * @param folders how many folders were entered so far
     * @param names how many names of regular files were found so far
     */
    default void walking(long folders, long names) {}

    /**
     * Called once when the walk is over, before any candidate is read.
     *
     * @param names how many names of regular files were found
     */
    default void walked(long names) {}

    /**
     * Called now and then while candidates are read.
     *
     * @param soFar in the end all of it, whatever needed not be read
     */
    default void comparing(Compared soFar) {}

    /**
     * Called for every group, largest bodies first, then by the raw path of their first name: as soon as none can come before it
     * any more. By the thread that searches, while others read on.
     */
    default void found(Group group) {}

    /** Called for what could not be read, or changed on the way: {@code path} is missing from the result. */
    default void unreadable(Path path, FileCallException why) {}

    /** Called for what a rule kept the walk away from. */
    default void leftAlone(Path path, LeftAlone why) {}
}
