package aka.run;

import aka.os.FileCallException;
import aka.os.Trouble;
import java.nio.file.Path;

/**
 * A volume that has not the room for all the bodies that are to be made on it.
 *
 * @param root a folder on it
 * @param neededBytes what they need
 * @param usableBytes what is free
 */
public record Shortage(Path root, long neededBytes, long usableBytes) {

    /** Returns the refusal. */
    public FileCallException why() {
        return new FileCallException(
                "take the run back below " + root,
                root,
                null,
                Trouble.NO_SPACE,
                "",
                0,
                "the files that are to be split off need " + neededBytes + " bytes, and " + usableBytes + " are free",
                "Make room, or take a part back with --path.");
    }
}
