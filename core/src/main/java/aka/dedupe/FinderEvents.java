package aka.dedupe;

import aka.dedupe.Duplicates.Unreadable;
import aka.file.RawPath;
import aka.os.FileCallException;
import aka.walk.LeftAlone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Passes on what several threads have to tell, one at a time, and keeps the trouble for the result. */
final class FinderEvents {

    /** So many files, or bytes, are worth a word. */
    private static final long NOTICEABLE_FILES = 16;

    private static final long NOTICEABLE_BYTES = 4 << 20;

    private final FinderListener listener;
    private final List<Unreadable> unreadable = new ArrayList<>();
    private long ofFiles;
    private long ofBytes;
    private long files;
    private long bytes;
    private long readBytes;
    private long toldFiles;
    private long toldBytes;

    FinderEvents(FinderListener listener) {
        this.listener = listener;
    }

    synchronized void walking(long folders, long names) {
        listener.walking(folders, names);
    }

    synchronized void walked(long names) {
        listener.walked(names);
    }

    /** There are so many candidates, with so many bytes together. */
    synchronized void candidates(long count, long sizeBytes) {
        ofFiles = count;
        ofBytes = sizeBytes;
        tell();
    }

    /** So much more is done: candidates, their bytes that need not be read any more, and bytes that were read. */
    synchronized void compared(long moreFiles, long moreBytes, long moreReadBytes) {
        files += moreFiles;
        bytes = bytes > ofBytes - moreBytes ? ofBytes : bytes + moreBytes;
        readBytes += moreReadBytes;
        if (files - toldFiles >= NOTICEABLE_FILES || readBytes - toldBytes >= NOTICEABLE_BYTES || files == ofFiles) {
            tell();
        }
    }

    synchronized void found(Group group) {
        listener.found(group);
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
        unreadable.sort((one, other) -> Arrays.compareUnsigned(RawPath.bytes(one.path()), RawPath.bytes(other.path())));
        return unreadable;
    }

    private void tell() {
        toldFiles = files;
        toldBytes = readBytes;
        listener.comparing(new Compared(files, ofFiles, bytes, ofBytes, readBytes));
    }
}
