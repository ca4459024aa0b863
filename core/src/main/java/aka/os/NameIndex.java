package aka.os;

import aka.file.Name;
import java.nio.file.Path;
import java.util.List;

/** What a file system keeps of the names of each body: all of them are told without a walk. */
public interface NameIndex {

    /**
     * Returns all names of the file at {@code path}, in any order, as their folders hold them: the name that was asked by
     * may be spelt otherwise where case does not count. Folders are absolute, on the mount that {@code path} goes through.
     *
     * @throws FileCallException {@link Trouble#UNSUPPORTED} where this volume has no such index; as {@link FileCalls#facts};
     *     and whenever not all names were told, for whatever reason
     */
    List<Name> names(Path path) throws FileCallException;
}
