package aka.os.windows;

import aka.file.Kind;
import aka.file.Utf16Names;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.os.memory.NativeMemory;
import java.nio.file.Path;

/**
 * Opens what is below a folder, one part of the way at a time and each within the one before: a link in it is found and never
 * followed, and nobody can put one there behind our back.
 */
final class OpenBelow {

    private final WindowsFolder folder;
    private final Path shown;
    private final String[] parts;
    private final boolean crossMounts;
    private long at;
    private KnownVolume volume;

    OpenBelow(WindowsFolder folder, byte[] below, boolean crossMounts) {
        this.folder = folder;
        this.shown = folder.shown(below);
        // Joined by slashes, or as a Path of Windows has it; no leaf holds either.
        this.parts = Utf16Names.units(below).split("[/\\\\]", -1);
        this.crossMounts = crossMounts;
        this.at = folder.handle();
        this.volume = folder.volume();
    }

    WindowsFolder folder() throws FileCallException {
        String deed = "open the folder " + shown;
        boolean done = false;
        try {
            for (String part : parts) {
                enter(part, deed);
            }
            done = true;
            return folder.at(at, shown, volume);
        } finally {
            if (!done) {
                leave();
            }
        }
    }

    WindowsBody body() throws FileCallException {
        String deed = "read " + shown;
        try {
            for (int i = 0; i < parts.length - 1; i++) {
                enter(parts[i], deed);
            }
            return body(parts[parts.length - 1], deed);
        } finally {
            leave();
        }
    }

    private WindowsBody body(String leaf, String deed) throws FileCallException {
        // For its attributes only, at first: to open a placeholder for reading is to download it.
        long looked = Opening.open(at, leaf, Ntdll.FILE_READ_ATTRIBUTES);
        WindowsFolder.require(looked, deed, shown, null);
        try {
            NativeMemory all = Handle.all(looked, shown);
            long attributes = FileInformation.FILE_ATTRIBUTES.in(all, 0);
            WindowsFolder.requireRegular(Handle.kind(looked, all), deed, shown);
            if (Attributes.isPlaceholder(attributes)) {
                throw WindowsFolder.refused(
                        deed,
                        shown,
                        Trouble.CLOUD_PLACEHOLDER,
                        "its bytes are not on this disk: to read it is to fetch it",
                        "Have the cloud's own program keep it on this device first.");
            }
            long opened = Opening.again(looked, WindowsBody.READING, Ntdll.SHARE_ALL);
            WindowsFolder.require(opened, deed, shown, null);
            return WindowsBody.opened(opened, shown, volume, true, folder.bodies());
        } finally {
            Ntdll.close(looked);
        }
    }

    /** Goes one part further. */
    private void enter(String part, String deed) throws FileCallException {
        long opened = Opening.open(at, part, WindowsFolder.ACCESS);
        if (opened == NtStatus.ACCESS_DENIED) {
            opened = Opening.open(at, part, WindowsFolder.PASSING);
        }
        WindowsFolder.require(opened, deed, shown, null);
        boolean entered = false;
        try {
            opened = requireFolder(opened, deed);
            entered = true;
        } finally {
            if (!entered) {
                Ntdll.close(opened);
            }
        }
        leave();
        at = opened;
    }

    /** Returns the handle to go on with: of what is mounted there, where that may be entered. */
    private long requireFolder(long opened, String deed) throws FileCallException {
        Kind kind = Handle.kind(opened, shown);
        return switch (kind) {
            case FOLDER -> opened;
            case FILE, OTHER, UNKNOWN -> throw WinError.ERROR_DIRECTORY.failure(deed, shown, null);
            case SYMLINK ->
                throw WindowsFolder.refused(
                        deed, shown, Trouble.IS_SYMLINK, "a part of it is a symbolic link", "Name what it points to.");
            case JUNCTION -> mounted(opened, deed);
        };
    }

    private long mounted(long opened, String deed) throws FileCallException {
        NativeMemory into = Scratch.get().information;
        int length = Ntdll.fsControlFile(opened, ReparsePoint.FSCTL_GET_REPARSE_POINT, into, 0, into, into.size());
        WindowsFolder.require(length, deed, shown, null);
        String target = ReparsePoint.target(into, length).orElse("");
        if (!ReparsePoint.isVolume(target)) {
            throw WindowsFolder.refused(
                    deed, shown, Trouble.IS_SYMLINK, "a part of it is a junction", "Name what it leads to.");
        }
        if (!crossMounts) {
            throw WindowsFolder.refused(
                    deed,
                    shown,
                    Trouble.DIFFERENT_MOUNTS,
                    "another volume is mounted there",
                    "Allow it with --cross-mounts, or name that folder itself.");
        }
        // By the volume's own name, which was read from what is open: whatever is put in its place meanwhile is not
        // entered.
        long root = Opening.follow(target, WindowsFolder.ACCESS);
        WindowsFolder.require(root, deed, shown, null);
        boolean known = false;
        try {
            volume = folder.volumes().of(root, shown);
            known = true;
        } finally {
            if (!known) {
                Ntdll.close(root);
            }
        }
        Ntdll.close(opened);
        return root;
    }

    private void leave() {
        if (at != folder.handle()) {
            Ntdll.close(at);
        }
        at = folder.handle();
    }
}
