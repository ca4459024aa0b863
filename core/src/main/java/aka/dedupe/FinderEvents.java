package aka.dedupe;

import aka.dedupe.Duplicates.Unreadable;
import aka.file.RawPath;
import aka.os.FileCallException;
import aka.walk.LeftAlone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Passes on what several threads have to tell, one at a time, and keeps the trouble for the result. */
final class FinderEvents {

    private static final long NOTICEABLE_BYTES = 16 << 20;

    private final FinderListener listener;
    private final List<Unreadable> unreadable = new ArrayList<>();
    private long candidates;
    private long done;
    private long readBytes;
    private long toldBytes;

    FinderEvents(FinderListener listener) {
        this.listener = listener;
    }

    synchronized void walking(long folders, long names) {
        listener.walking(folders, names);
    }

    synchronized void candidates(long count) {
        candidates = count;
        tell();
    }

    synchronized void done(long count) {
        done += count;
        tell();
    }

    synchronized void read(long bytes) {
        readBytes += bytes;
        if (readBytes - toldBytes >= NOTICEABLE_BYTES) {
            tell();
        }
    }

    synchronized void unreadable(Path path, FileCallException why) {
        unreadable.add(new Unreadable(path, why));
        listener.unreadable(path, why);
    }

    synchronized void leftAlone(Path path, LeftAlone why) {
        listener.leftAlone(path, why);
    }

    /** Returns what could not be read, in the order of raw paths. */
    synchronized List<Unreadable> unreadable() {
        unreadable.sort(Comparator.comparing(one -> RawPath.bytes(one.path()), Arrays::compareUnsigned));
        return unreadable;
    }

    private void tell() {
        toldBytes = readBytes;
        listener.comparing(done, candidates, readBytes);
    }
}
