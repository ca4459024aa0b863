package aka.os.windows;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.os.CallStatus;
import aka.os.Clones;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Host;
import aka.os.Metadata;
import aka.os.NameIndex;
import aka.os.Pins;
import aka.os.Support;
import aka.os.Trouble;
import aka.os.UserSettings;
import aka.os.Volume;
import aka.os.WriterGuard;
import aka.os.memory.NativeMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The file calls of Windows. Folders and bodies are handles; names travel as the UTF-16 units they are. */
public final class WindowsFileCalls implements FileCalls {

    private final WindowsVolumes volumes = new WindowsVolumes();
    private final OpenBodies bodies = new OpenBodies();
    private final Durability durability = new WindowsDurability();

    private WindowsFileCalls() {}

    /**
     * Returns the native calls, or empty where what the route stands on is not there (32-bit Windows, or none).
     *
     * @throws IllegalCallerException if the virtual machine was told to allow no native access
     */
    public static Optional<FileCalls> open() {
        String machine = System.getProperty("os.arch", "");
        boolean known = machine.equals("amd64") || machine.equals("aarch64");
        return known && Ntdll.isThere() ? Optional.of(new WindowsFileCalls()) : Optional.empty();
    }

    @Override
    public String route() {
        return "windows";
    }

    @Override
    public List<CallStatus> callStatuses() {
        return List.of(
                new CallStatus("NtCreateFile", true, "the plain JDK route"),
                new CallStatus("NtQueryInformationFile", true, "the plain JDK route"),
                new CallStatus(
                        "FileIdExtdDirectoryInformation",
                        Ntdll.knowsQuery(InformationClass.FILE_ID_EXTD_DIRECTORY_INFORMATION),
                        "ids of 64 bits: FileIdBothDirectoryInformation"),
                new CallStatus(
                        "FileRenameInformationEx",
                        Ntdll.knowsSet(InformationClass.FILE_RENAME_INFORMATION_EX),
                        "FileLinkInformationEx, then the former name is removed"),
                new CallStatus(
                        "FileLinkInformationEx",
                        Ntdll.knowsSet(InformationClass.FILE_LINK_INFORMATION_EX),
                        "FileRenameInformation, which needs the file to be closed"),
                new CallStatus(
                        "FileDispositionInformationEx",
                        Ntdll.knowsSet(InformationClass.FILE_DISPOSITION_INFORMATION_EX),
                        "FileDispositionInformation: a name goes when the file is closed"),
                new CallStatus(
                        "FindFirstFileNameW",
                        FileNameCalls.OF_WINDOWS.areThere(),
                        "the names of a file are found by walking its volume"));
    }

    @Override
    public FileFacts facts(Path path) throws FileCallException {
        String deed = "look at " + path;
        long opened = Opening.open(0, NtPath.of(path), Ntdll.FILE_READ_ATTRIBUTES);
        requireFound(opened, deed, path);
        try {
            return Handle.facts(opened, path, volumes.of(opened, path));
        } finally {
            Ntdll.close(opened);
        }
    }

    @Override
    public Folder openFolder(Path path) throws FileCallException {
        String deed = "open the folder " + path;
        String name = NtPath.of(path);
        long opened = Opening.follow(name, WindowsFolder.ACCESS);
        if (opened == NtStatus.ACCESS_DENIED) {
            opened = Opening.follow(name, WindowsFolder.PASSING);
        }
        requireFound(opened, deed, path);
        boolean done = false;
        try {
            if (!Attributes.isFolder(FileInformation.FILE_ATTRIBUTES.in(Handle.all(opened, path), 0))) {
                throw WinError.ERROR_DIRECTORY.failure(deed, path, null);
            }
            WindowsFolder folder = new WindowsFolder(opened, path, volumes.of(opened, path), volumes, bodies);
            bodies.add(folder);
            done = true;
            return folder;
        } finally {
            if (!done) {
                Ntdll.close(opened);
            }
        }
    }

    /** Windows says of a missing folder, and of a file in the place of one, the same. */
    private void requireFound(long opened, String deed, Path path) throws FileCallException {
        if (opened == NtStatus.OBJECT_PATH_NOT_FOUND && isThroughAFile(path)) {
            throw WinError.ERROR_DIRECTORY.failure(deed, path, null);
        }
        WindowsFolder.require(opened, deed, path, null);
    }

    private boolean isThroughAFile(Path path) throws FileCallException {
        for (Path above = path.toAbsolutePath().normalize().getParent(); above != null; above = above.getParent()) {
            long opened = Opening.follow(NtPath.of(above), Ntdll.FILE_READ_ATTRIBUTES);
            if (opened >= 0) {
                try {
                    return Handle.kind(opened, above) != Kind.FOLDER;
                } finally {
                    Ntdll.close(opened);
                }
            }
        }
        return false;
    }

    @Override
    public Path linkTarget(Path path) throws FileCallException {
        String deed = "read where " + path + " points";
        long opened = Opening.open(0, NtPath.of(path), Ntdll.FILE_READ_ATTRIBUTES);
        requireFound(opened, deed, path);
        try {
            NativeMemory into = Scratch.get().information;
            int length = Ntdll.fsControlFile(opened, ReparsePoint.FSCTL_GET_REPARSE_POINT, into, 0, into, into.size());
            WindowsFolder.require(NtStatus.isLacking(length) ? NtStatus.NOT_A_REPARSE_POINT : length, deed, path, null);
            String shown = ReparsePoint.shownTarget(into, length).orElse("");
            String target = ReparsePoint.target(into, length).orElse("").replace("\\??\\", "");
            return path(shown.isEmpty() ? target : shown, deed, path);
        } finally {
            Ntdll.close(opened);
        }
    }

    private static Path path(String target, String deed, Path link) throws FileCallException {
        try {
            if (!target.isEmpty()) {
                return Path.of(target);
            }
        } catch (InvalidPathException noPath) {
            // As if there was none.
        }
        throw WindowsFolder.refused(
                deed,
                link,
                Trouble.UNSUPPORTED,
                "it is a link of another kind, or leads to what has no path",
                "What made it can tell (WSL: readlink).");
    }

    @Override
    public Volume volume(Path path) throws FileCallException {
        long opened = Opening.open(0, NtPath.of(path), Ntdll.FILE_READ_ATTRIBUTES);
        requireFound(opened, "look at " + path, path);
        try {
            return WindowsVolumes.volume(volumes.of(opened, path), path);
        } finally {
            Ntdll.close(opened);
        }
    }

    @Override
    public List<Path> mountPoints() {
        return MountPoints.all();
    }

    @Override
    public OptionalLong usableBytes(Path path) {
        try {
            return OptionalLong.of(Files.getFileStore(path).getUsableSpace());
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    /** Tried by asking for that right, and for nothing else. */
    @Override
    public Support mayAddNames(Path path) {
        long opened = Opening.follow(NtPath.of(path), Ntdll.FILE_WRITE_DATA);
        if (opened >= 0) {
            Ntdll.close(opened);
            return Support.YES;
        }
        return opened == NtStatus.ACCESS_DENIED ? Support.NO : Support.UNKNOWN;
    }

    /** The native call asks for no right on the file ({@code FILE_LINK_INFORMATION}, Remarks); it is the folder that counts. */
    @Override
    public Support mayLink(Path path) {
        return Support.YES;
    }

    @Override
    public OptionalInt userId() {
        return OptionalInt.empty();
    }

    /** Handles are limited by memory alone: 16 million of them. */
    @Override
    public OptionalLong maxOpenFiles() {
        return OptionalLong.empty();
    }

    @Override
    public Host host() {
        return Host.here();
    }

    @Override
    public Optional<Pins> pins() {
        return Optional.empty();
    }

    @Override
    public Optional<Metadata> metadata() {
        return Optional.of(new WindowsMetadata());
    }

    @Override
    public Optional<Clones> clones() {
        return Optional.empty();
    }

    @Override
    public Optional<NameIndex> nameIndex() {
        return FileNameCalls.OF_WINDOWS.areThere()
                ? Optional.of(new WindowsNameIndex(FileNameCalls.OF_WINDOWS, volumes))
                : Optional.empty();
    }

    @Override
    public Optional<WriterGuard> writerGuard() {
        return Optional.of(new ShareModes());
    }

    @Override
    public Optional<Durability> durability() {
        return Optional.of(durability);
    }

    @Override
    public Optional<UserSettings> userSettings() {
        return Optional.of(new Registry());
    }

    @Override
    public void close() {
        // Nothing is held between calls.
    }
}
