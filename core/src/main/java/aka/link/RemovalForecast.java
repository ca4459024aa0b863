package aka.link;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What removing a selection of names would do, body by body.
 *
 * @param bodies the bodies behind the names, in the order in which their first name was met
 * @param others names that are no regular files: symbolic links, pipes, sockets
 * @param folders folders that would go with all that is in them, each after what is in it
 * @param troubles what could not be looked at, or is not removed
 */
public record RemovalForecast(
        List<OfBody> bodies, List<Path> others, List<Path> folders, List<FileCallException> troubles) {

    public RemovalForecast {
        bodies = List.copyOf(bodies);
        others = List.copyOf(others);
        folders = List.copyOf(folders);
        troubles = List.copyOf(troubles);
    }

    /**
     * What becomes of one body.
     *
     * @param facts the body as it was looked at; without a key it has one name here and is never removed
     * @param going the names that would go
     * @param freedBytes the storage that would come free: 0 while a name survives; empty where unknown
     * @param fate whether its bytes survive
     */
    public record OfBody(FileFacts facts, List<Path> going, OptionalLong freedBytes, Fate fate) {

        public OfBody {
            going = List.copyOf(going);
        }

        /** Returns which body it is; empty where unknown. */
        public Optional<FileKey> key() {
            return facts.key();
        }

        /** Returns how many names it has now; empty where unknown. */
        public OptionalInt linkCount() {
            return facts.linkCount();
        }

        /** Returns its length. */
        public long sizeBytes() {
            return facts.sizeBytes();
        }
    }

    /** Whether the bytes of a body survive the removal. */
    public enum Fate {
        /** Other names keep it. */
        SURVIVES,
        /** The selection holds its last names: its bytes would be lost. */
        LOST,
        /** Its link count is not known, so it may be lost. */
        UNKNOWN
    }

    /** Told of each name as it goes, or does not. */
    public interface Listener {

        /** The name is gone. */
        void removed(Path path);

        /** The name is where it was, and why. */
        void kept(Path path, FileCallException why);
    }

    /** Returns whether some body would be, or might be, lost. */
    public boolean losesData() {
        return bodies.stream().anyMatch(body -> body.fate() != Fate.SURVIVES);
    }

    /**
     * Removes the names. Each is moved aside, the link count is read again through a hold on the body, and only then is it
     * unlinked; otherwise it is moved back.
     *
     * @param last whether last names, and those of an unknown count, may go too; without it they are kept and told
     * @return the storage that came free, as far as known
     */
    public long remove(FileCalls calls, boolean last, Listener listener, CancelToken cancel) {
        return new Removal(calls, this, last, listener, cancel).run();
    }

    /** Looks at every name, and below folders where {@code recursive}. Changes nothing. */
    static RemovalForecast of(FileCalls calls, List<Path> paths, boolean recursive, CancelToken cancel) {
        return new Forecasting(calls, recursive, cancel).run(paths);
    }
}
