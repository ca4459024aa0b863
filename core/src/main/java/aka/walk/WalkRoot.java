package aka.walk;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Leaf;
import aka.file.RawPath;
import aka.file.VolumeId;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.FolderIdentity;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is opened by a path, and from which all below it is opened: a root that was typed, which stays open as long
 * as the walk, or what a followed link leads to. There may be more of those than can be open at once, so each is opened when
 * it is needed, and must be the folder that it was when the link was followed.
 */
final class WalkRoot {

    private final Source source;
    private final Path path;
    private final byte[] rawPath;
    private final int number;
    private final byte[] prefix;
    private final @Nullable Leaf file;
    private final @Nullable VolumeId volume;
    private final OptionalLong mountId;

    /** Where the folder comes from. */
    private sealed interface Source {

        /** Returns the folder, which is found at {@code path}. */
        Folder open(Path path) throws FileCallException;

        /** Returns a folder below, opened to stay open as long as the walk; null if it cannot be. */
        @Nullable
        Folder hold(byte[] folderBelow);

        /** Closes what is held open. */
        void close();
    }

    private record HeldOpen(Folder folder, HeldFolders below) implements Source {

        @Override
        public Folder open(Path path) {
            return folder;
        }

        @Override
        public @Nullable Folder hold(byte[] folderBelow) {
            return below.hold(folder, folderBelow);
        }

        @Override
        public void close() {
            folder.close();
        }
    }

    private record BehindLink(FileCalls calls, FileKey key) implements Source {

        @Override
        public Folder open(Path path) throws FileCallException {
            Folder folder = calls.openFolder(path);
            boolean same = false;
            try {
                same = folder.facts().key().equals(Optional.of(key));
            } finally {
                if (!same) {
                    folder.close();
                }
            }
            if (!same) {
                throw new FileCallException(
                        "follow " + path,
                        path,
                        null,
                        Trouble.CHANGED,
                        "",
                        0,
                        "it has come to lead to another folder",
                        "");
            }
            return folder;
        }

        @Override
        public @Nullable Folder hold(byte[] folderBelow) {
            return null;
        }

        @Override
        public void close() {}
    }

    /** What is done in the folder. */
    @FunctionalInterface
    interface Deed<T> {
        T in(Folder folder) throws FileCallException;
    }

    private WalkRoot(
            Source source,
            Path path,
            int number,
            byte[] prefix,
            @Nullable Leaf file,
            @Nullable VolumeId volume,
            OptionalLong mountId) {
        this.source = source;
        this.path = path;
        this.rawPath = RawPath.slashed(path);
        this.number = number;
        this.prefix = prefix;
        this.file = file;
        this.volume = volume;
        this.mountId = mountId;
    }

    /** Returns a root that was typed: the opened folder, or the one entry {@code file} in it. */
    static WalkRoot typed(Folder folder, HeldFolders below, Path path, int number, @Nullable Leaf file)
            throws FileCallException {
        FileFacts facts = folder.facts();
        VolumeId volume = facts.key().map(FileKey::volume).orElse(null);
        return new WalkRoot(new HeldOpen(folder, below), path, number, new byte[0], file, volume, facts.mountId());
    }

    /** Returns the folder {@code target} that a followed link leads to, as a part of the root that it was found below. */
    WalkRoot linked(FileCalls calls, FileKey target, Path link, byte[] linkBelow) {
        return new WalkRoot(new BehindLink(calls, target), link, number, linkBelow, null, volume, mountId);
    }

    /** Returns whether the folder is open as long as the walk. */
    boolean isHeldOpen() {
        return source instanceof HeldOpen;
    }

    /**
     * Returns the folder: the one that is held open, else one that is for the caller to close.
     *
     * @throws FileCallException {@link Trouble#CHANGED} if the followed link has come to lead elsewhere; as {@link
     *     FileCalls#openFolder}
     */
    Folder open() throws FileCallException {
        return source.open(path);
    }

    /** Does {@code deed} in the folder, which is opened for that where it is not held open. */
    <T> T in(Deed<T> deed) throws FileCallException {
        if (source instanceof HeldOpen held) {
            return deed.in(held.folder());
        }
        try (Folder folder = open()) {
            return deed.in(folder);
        }
    }

    /** Has a file below brought into memory, where the folder is held open. */
    boolean fetch(byte[] fileBelow, long bytes) {
        return source instanceof HeldOpen held && held.folder().fetch(fileBelow, bytes);
    }

    /** Returns a folder below, opened to stay open as long as the walk; null if it cannot be. */
    @Nullable
    Folder hold(byte[] folderBelow) {
        return source.hold(folderBelow);
    }

    /** Closes the folder where it is held open. */
    void close() {
        source.close();
    }

    /** Returns the folder's path as it was typed; empty for the folder that a bare file name is in. */
    Path path() {
        return path;
    }

    /** Returns the same as raw bytes, its parts joined by {@code /}. */
    byte[] rawPath() {
        return rawPath;
    }

    /** Returns which of the typed roots it is, or belongs to. */
    int number() {
        return number;
    }

    /** Returns the raw path from the typed root to here: empty but for a followed link. */
    byte[] prefix() {
        return prefix;
    }

    /** Returns the one entry that is looked at; null where the typed root is a folder. */
    @Nullable
    Leaf file() {
        return file;
    }

    /** Returns whether this folder is on the typed root's volume; true where that is not known. */
    boolean sameVolume(FolderIdentity folder) {
        return volume == null
                || folder.key().isEmpty()
                || folder.key().get().volume().equals(volume);
    }

    /** Returns whether this folder is surely reached through the typed root's mount. */
    boolean sameMount(FolderIdentity folder) {
        return mountId.isPresent() && mountId.equals(folder.mountId());
    }

    /** Returns whether this folder is surely reached through another mount. */
    boolean otherMount(FolderIdentity folder) {
        return mountId.isPresent() && folder.mountId().isPresent() && !mountId.equals(folder.mountId());
    }
}
