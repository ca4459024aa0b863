package aka.os.windows;

import static aka.os.windows.Ntdll.DELETE;
import static aka.os.windows.Ntdll.FILE_CREATE;
import static aka.os.windows.Ntdll.FILE_DIRECTORY_FILE;
import static aka.os.windows.Ntdll.FILE_NON_DIRECTORY_FILE;
import static aka.os.windows.Ntdll.FILE_READ_ATTRIBUTES;
import static aka.os.windows.Ntdll.FILE_READ_DATA;
import static aka.os.windows.Ntdll.FILE_WRITE_ATTRIBUTES;
import static aka.os.windows.Ntdll.FILE_WRITE_DATA;
import static aka.os.windows.Ntdll.READ_CONTROL;
import static aka.os.windows.Ntdll.SHARE_ALL;
import static aka.os.windows.Ntdll.WRITE_DAC;
import static aka.os.windows.Ntdll.WRITE_OWNER;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.RawPath;
import aka.file.Utf16Names;
import aka.os.Body;
import aka.os.Draft;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Listing;
import aka.os.Trouble;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A folder as an open handle: what is done in it is done in this very folder, wherever its path leads by now. */
final class WindowsFolder implements Folder {

    /** What a folder is opened for. All else is asked for when it is done, by a handle of its own. */
    @Ours
    static final int ACCESS = Ntdll.FILE_LIST_DIRECTORY | Ntdll.FILE_TRAVERSE | FILE_READ_ATTRIBUTES;

    /** What is left where a folder may be passed through and not be read. */
    @Ours
    static final int PASSING = Ntdll.FILE_TRAVERSE | FILE_READ_ATTRIBUTES;

    private long handle;
    private final Path path;
    private final KnownVolume volume;
    private final WindowsVolumes volumes;
    private final OpenBodies bodies;
    private boolean closed;

    WindowsFolder(long handle, Path path, KnownVolume volume, WindowsVolumes volumes, OpenBodies bodies) {
        this.handle = handle;
        this.path = path;
        this.volume = volume;
        this.volumes = volumes;
        this.bodies = bodies;
    }

    /** Returns the folder that {@code opened} is open on, of the same calls. */
    WindowsFolder at(long opened, Path shown, KnownVolume its) {
        return new WindowsFolder(opened, shown, its, volumes, bodies);
    }

    OpenBodies bodies() {
        return bodies;
    }

    long handle() {
        return handle;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public FileFacts facts() throws FileCallException {
        return Handle.facts(handle, path, volume);
    }

    /**
     * Always empty: the right to pass through any folder is everybody's ("bypass traverse checking"), so that no list of a folder
     * keeps anyone from a file below it.
     */
    @Override
    public Optional<byte[]> accessList() {
        return Optional.empty();
    }

    @Override
    public FileFacts facts(Leaf leaf) throws FileCallException {
        Path shown = leafPath(leaf);
        long opened = Opening.open(handle, units(leaf), FILE_READ_ATTRIBUTES);
        require(opened, "look at " + shown, shown, null);
        try {
            return Handle.facts(opened, shown, volume);
        } finally {
            Ntdll.close(opened);
        }
    }

    @Override
    public Listing list() throws FileCallException {
        return new WindowsListing(this);
    }

    @Override
    public Folder openFolder(byte[] below, boolean crossMounts) throws FileCallException {
        return new OpenBelow(this, below, crossMounts).folder();
    }

    @Override
    public Body openBody(byte[] below) throws FileCallException {
        return new OpenBelow(this, below, true).body();
    }

    WindowsVolumes volumes() {
        return volumes;
    }

    /** Returns what the volume says of itself that holds the folder. */
    KnownVolume volume() {
        return volume;
    }

    @Override
    public Body hold(Leaf leaf) throws FileCallException {
        Path shown = leafPath(leaf);
        long opened = Opening.open(handle, units(leaf), FILE_READ_ATTRIBUTES);
        require(opened, "take hold of " + shown, shown, null);
        return WindowsBody.opened(opened, shown, volume, false, bodies);
    }

    @Override
    public void link(Body existing, Leaf newName) throws FileCallException {
        WindowsBody body = (WindowsBody) existing;
        Path shown = leafPath(newName);
        String deed = "make " + shown + " a name of " + body.path();
        int status = body.use(open -> {
            requireRegular(Handle.kind(open, body.path()), deed, body.path());
            return linkHandle(open, newName, 0, InformationClass.FILE_LINK_INFORMATION);
        });
        if (status == NtStatus.ACCESS_DENIED) {
            // Some redirectors, and processes that are confined, ask for the right to change it as CreateHardLinkW
            // does.
            status = linkAgain(body, newName);
        }
        if (status < 0) {
            throw LinkRefusal.of(deed, body, shown, status);
        }
    }

    private int linkAgain(WindowsBody body, Leaf newName) throws FileCallException {
        long again = body.again(FILE_WRITE_ATTRIBUTES, SHARE_ALL);
        if (again < 0) {
            return (int) again;
        }
        try {
            return linkHandle(again, newName, 0, InformationClass.FILE_LINK_INFORMATION);
        } finally {
            Ntdll.close(again);
        }
    }

    /** Links by handle, never by name: whatever has become of the name, this body is linked. Returns the status. */
    private int linkHandle(long body, Leaf newName, int flags, int informationClass) {
        return NewName.set(body, handle, units(newName), flags, informationClass);
    }

    @Override
    public void rename(Leaf leaf, Folder into, Leaf newLeaf) throws FileCallException {
        move(
                leaf,
                (WindowsFolder) into,
                newLeaf,
                moved -> NewName.set(
                        moved,
                        ((WindowsFolder) into).handle,
                        units(newLeaf),
                        0,
                        InformationClass.FILE_RENAME_INFORMATION));
    }

    @Override
    public void exchange(Leaf leaf, Folder into, Leaf other) throws FileCallException {
        Path from = leafPath(leaf);
        Path to = ((WindowsFolder) into).leafPath(other);
        throw new FileCallException(
                "exchange " + from + " and " + to,
                from,
                to,
                Trouble.UNSUPPORTED,
                "",
                0,
                "Windows has no such call",
                "Move one over the other instead.");
    }

    /**
     * In the best way there is: a rename that takes the name from a file that others have open; a link that does, after which
     * the former name is removed; a rename that needs the file to be closed.
     */
    @Override
    public void renameOver(Leaf leaf, Folder into, Leaf replaced) throws FileCallException {
        WindowsFolder other = (WindowsFolder) into;
        move(leaf, other, replaced, moved -> {
            int status = renameOverOpen(moved, other, units(replaced));
            // That a file is open is "access denied" where it matters, and so is what really is denied: then again.
            boolean otherwise = NtStatus.isLacking(status) || status == NtStatus.ACCESS_DENIED;
            return otherwise ? renameOverClosed(moved, other, units(replaced)) : status;
        });
    }

    private static int renameOverOpen(long moved, WindowsFolder into, String replaced) {
        int posix = NewName.REPLACE_IF_EXISTS | NewName.POSIX_SEMANTICS;
        int flags = posix | NewName.IGNORE_READONLY_ATTRIBUTE;
        int status = NewName.set(moved, into.handle, replaced, flags, InformationClass.FILE_RENAME_INFORMATION_EX);
        if (NtStatus.isLacking(status)) {
            // Before 1809 there was no flag to pass over the read-only attribute.
            status = NewName.set(moved, into.handle, replaced, posix, InformationClass.FILE_RENAME_INFORMATION_EX);
        }
        if (!NtStatus.isLacking(status)) {
            return status;
        }
        status = NewName.set(moved, into.handle, replaced, flags, InformationClass.FILE_LINK_INFORMATION_EX);
        if (status >= 0) {
            // The deed is done. Should the former name stay, whoever asked for this sees it.
            Removal.of(moved, NtStatus.ACCESS_DENIED);
        }
        return status;
    }

    private int renameOverClosed(long moved, WindowsFolder into, String replaced) {
        long looked = Opening.open(into.handle, replaced, FILE_READ_ATTRIBUTES);
        if (looked < 0) {
            return (int) looked;
        }
        FileId id = FileId.of(looked);
        Ntdll.close(looked);
        if (!id.isKnown() || !into.volume.isTold()) {
            return NtStatus.ACCESS_DENIED;
        }
        return bodies.whileClosed(id, into.volume, () -> {
            int status = renameOverOpen(moved, into, replaced);
            return NtStatus.isLacking(status)
                    ? NewName.set(
                            moved,
                            into.handle,
                            replaced,
                            NewName.REPLACE_IF_EXISTS,
                            InformationClass.FILE_RENAME_INFORMATION)
                    : status;
        });
    }

    /** Moves what is open under a handle, and returns the status. */
    @FunctionalInterface
    private interface Step {
        int take(long moved);
    }

    private void move(Leaf leaf, WindowsFolder into, Leaf newLeaf, Step step) throws FileCallException {
        Path from = leafPath(leaf);
        Path to = into.leafPath(newLeaf);
        String deed = "rename " + from + " and " + to;
        long opened = Opening.open(handle, units(leaf), DELETE | FILE_READ_ATTRIBUTES);
        require(opened, deed, from, to);
        try {
            int status = step.take(opened);
            require(status, deed, from, to);
        } finally {
            Ntdll.close(opened);
        }
    }

    @Override
    public void setModified(Instant modified) throws FileCallException {
        String deed = "set when the folder " + path + " was changed";
        long again = Opening.again(handle, FILE_WRITE_ATTRIBUTES, SHARE_ALL);
        require(again, deed, path, null);
        try {
            require(BasicInformation.setModified(again, FileTime.ticks(modified)), deed, path, null);
        } finally {
            Ntdll.close(again);
        }
    }

    @Override
    public void unlink(Leaf leaf) throws FileCallException {
        Path shown = leafPath(leaf);
        String deed = "remove the name " + shown;
        remove(leaf, 0, deed);
    }

    @Override
    public void removeFolder(Leaf leaf) throws FileCallException {
        remove(leaf, FILE_DIRECTORY_FILE, "remove the folder " + leafPath(leaf));
    }

    private void remove(Leaf leaf, int kind, String deed) throws FileCallException {
        Path shown = leafPath(leaf);
        long opened = Opening.create(
                handle,
                units(leaf),
                DELETE | FILE_READ_ATTRIBUTES,
                SHARE_ALL,
                Ntdll.FILE_OPEN,
                Ntdll.FILE_OPEN_REPARSE_POINT | kind,
                0);
        require(opened, deed, shown, null);
        long attributes = NtStatus.ACCESS_DENIED;
        try {
            requireRemovable(opened, kind, deed, shown);
            attributes = Opening.again(opened, FILE_READ_ATTRIBUTES | FILE_WRITE_ATTRIBUTES, SHARE_ALL);
            require(Removal.of(opened, attributes), deed, shown, null);
        } finally {
            Ntdll.close(opened);
            if (attributes >= 0) {
                Ntdll.close(attributes);
            }
        }
    }

    private static void requireRemovable(long opened, int kind, String deed, Path shown) throws FileCallException {
        Kind found = Handle.kind(opened, shown);
        if (kind == FILE_DIRECTORY_FILE && found != Kind.FOLDER) {
            throw WinError.ERROR_DIRECTORY.failure(deed, shown, null);
        }
        if (kind == 0 && found == Kind.FOLDER) {
            throw WinError.ERROR_DIRECTORY_NOT_SUPPORTED.failure(deed, shown, null);
        }
    }

    @Override
    public void createFolder(Leaf leaf, boolean open) throws FileCallException {
        Path shown = leafPath(leaf);
        String deed = "make the folder " + shown;
        long opened = Opening.create(
                handle,
                units(leaf),
                FILE_READ_ATTRIBUTES,
                SHARE_ALL,
                FILE_CREATE,
                FILE_DIRECTORY_FILE | Ntdll.FILE_OPEN_REPARSE_POINT,
                open ? 0 : PrivateAccess.address(deed, shown));
        require(opened, deed, shown, null);
        Ntdll.close(opened);
    }

    @Override
    public Draft draft(Leaf temporary) throws FileCallException {
        Path shown = leafPath(temporary);
        String deed = "make a file in " + path;
        int access = FILE_READ_DATA
                | FILE_WRITE_DATA
                | FILE_READ_ATTRIBUTES
                | FILE_WRITE_ATTRIBUTES
                | DELETE
                | READ_CONTROL
                | WRITE_DAC
                | WRITE_OWNER;
        long opened = Opening.create(
                handle,
                units(temporary),
                access,
                SHARE_ALL,
                FILE_CREATE,
                FILE_NON_DIRECTORY_FILE | Ntdll.FILE_OPEN_REPARSE_POINT,
                PrivateAccess.address(deed, shown));
        require(opened, deed, shown, null);
        // Its bytes are compared, perhaps after it was given the times that it is to keep.
        BasicInformation.leaveAccessTime(opened);
        return new WindowsDraft(opened, shown, volume, temporary, bodies);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            bodies.close(this, handle);
            handle = NtStatus.INVALID_HANDLE;
        }
    }

    private Path leafPath(Leaf leaf) {
        return leaf.in(path);
    }

    static String units(Leaf leaf) {
        return Utf16Names.units(leaf.bytes());
    }

    /** Says that a call went well that answered a handle or a status. */
    static void require(long answer, String deed, Path path, @Nullable Path otherPath) throws FileCallException {
        if (answer < 0) {
            throw WinError.failure(deed, path, otherPath, (int) answer);
        }
    }

    /** Says that what was found is a file that can be read. */
    static void requireRegular(Kind kind, String deed, Path shown) throws FileCallException {
        switch (kind) {
            case FILE -> {}
            case FOLDER -> throw refused(deed, shown, Trouble.IS_FOLDER, "it is a folder", "Name a file.");
            case SYMLINK ->
                throw refused(deed, shown, Trouble.IS_SYMLINK, "it is a symbolic link", "Name what it points to.");
            case JUNCTION ->
                throw refused(deed, shown, Trouble.IS_SYMLINK, "it is a junction", "Name a file in what it leads to.");
            case OTHER, UNKNOWN ->
                throw refused(deed, shown, Trouble.NOT_REGULAR, "it is no file of bytes", "Name a regular file.");
        }
    }

    static FileCallException refused(String deed, Path shown, Trouble trouble, String reason, String wayOut) {
        return new FileCallException(deed, shown, null, trouble, "", 0, reason, wayOut);
    }

    /** Returns the path of something below this folder, for messages. */
    Path shown(byte[] below) {
        return path.resolve(RawPath.path(below));
    }
}
