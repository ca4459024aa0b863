package aka.walk;

import aka.os.FileCallException;
import aka.os.Folder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Folders that stay open as long as the walk, because many of their files are read: a file is then opened by its leaf, where else
 * the system would look up every part of its path from the root. For several threads.
 */
final class HeldFolders implements AutoCloseable {

    private static final int MOST = 4096;

    /** Of the files that a process may have open, this part. */
    private static final int PART = 4;

    private final long most;
    private final List<Folder> held = new ArrayList<>();

    /**
     * @param maxOpenFiles as {@link aka.os.FileCalls#maxOpenFiles}
     */
    HeldFolders(OptionalLong maxOpenFiles) {
        this.most = Math.min(maxOpenFiles.orElse(0) / PART, MOST);
    }

    /** Opens a folder below {@code root}, to be held; returns null if there are enough, or it cannot be opened. */
    synchronized @Nullable Folder hold(Folder root, byte[] below) {
        if (held.size() >= most) {
            return null;
        }
        try {
            Folder folder = root.openFolder(below, true);
            held.add(folder);
            return folder;
        } catch (FileCallException toldWhereAFileIsOpened) {
            return null;
        }
    }

    @Override
    public synchronized void close() {
        held.forEach(Folder::close);
        held.clear();
    }
}
