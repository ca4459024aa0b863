package aka.os.linux;

import java.nio.file.Path;

/**
 * What a message shows of an open file or folder. Asked only where there is a message: a path takes as long to make as a look, and
 * so does a lambda that would make it, where only the simple compiler runs.
 */
interface Shown {

    /** Returns the path by which it was reached. */
    Path path();
}
