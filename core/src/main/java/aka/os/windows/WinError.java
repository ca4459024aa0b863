package aka.os.windows;

import aka.os.FileCallException;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The errors of Windows: number, meaning, and what a person can do about it ({@code winerror.h}; MS-ERREF 2.2). */
enum WinError {
    ERROR_INVALID_FUNCTION(
            1,
            Trouble.UNSUPPORTED,
            "the file system does not have that call",
            "'aka doctor PATH' tells what it can do; NTFS has all of them."),
    ERROR_FILE_NOT_FOUND(
            2,
            Trouble.MISSING,
            "there is no such name",
            "Check the spelling; it may have been moved or removed meanwhile."),
    ERROR_PATH_NOT_FOUND(
            3, Trouble.MISSING, "there is no such folder", "Check the spelling of the folders, and the drive."),
    ERROR_TOO_MANY_OPEN_FILES(
            4, Trouble.TOO_MANY_OPEN, "this process has too many files open", "Close something and try again."),
    ERROR_ACCESS_DENIED(
            5,
            Trouble.NO_PERMISSION,
            "access is denied",
            "Look at its permissions (icacls) and those of its folder, and whether another program has it open."),
    ERROR_INVALID_HANDLE(6, Trouble.OTHER, "it is not open for that", "This is a fault in aka."),
    ERROR_NOT_ENOUGH_MEMORY(8, Trouble.OTHER, "the system is short of memory", "Close something and try again."),
    ERROR_INVALID_DRIVE(15, Trouble.MISSING, "there is no such drive", "Check the drive letter."),
    ERROR_NOT_SAME_DEVICE(
            17,
            Trouble.DIFFERENT_VOLUMES,
            "they are on different volumes",
            "A hard link stays on one volume: move the file there, or use a symbolic link (mklink)."),
    ERROR_WRITE_PROTECT(
            19, Trouble.READ_ONLY, "the volume is read-only", "Make it writable, or work on a copy elsewhere."),
    ERROR_NOT_READY(21, Trouble.IO_ERROR, "the drive is not ready", "Look whether a disk is in it."),
    ERROR_CRC(23, Trouble.IO_ERROR, "the disk cannot be read there", "Save what can be read, and run chkdsk."),
    ERROR_GEN_FAILURE(31, Trouble.IO_ERROR, "the device does not work", "Look at the system's event log."),
    ERROR_SHARING_VIOLATION(
            32,
            Trouble.BUSY,
            "another program has it open and does not share it",
            "Close that program, or try again when it has ended."),
    ERROR_LOCK_VIOLATION(33, Trouble.BUSY, "another program has locked a part of it", "Try again when that has ended."),
    ERROR_HANDLE_EOF(38, Trouble.CHANGED, "it ended earlier than it should", "Try again when nobody changes it."),
    ERROR_NOT_SUPPORTED(
            50,
            Trouble.UNSUPPORTED,
            "the file system does not support it",
            "'aka doctor PATH' tells what it can do; NTFS has all of it."),
    ERROR_BAD_NETPATH(53, Trouble.MISSING, "the computer cannot be found on the network", "Check its name."),
    ERROR_NETWORK_ACCESS_DENIED(65, Trouble.NO_PERMISSION, "the server refuses it", "Sign in to it first."),
    ERROR_BAD_NET_NAME(67, Trouble.MISSING, "there is no such share on that computer", "Check its name."),
    ERROR_FILE_EXISTS(80, Trouble.EXISTS, "the name is taken", "Choose another name, or remove that one first."),
    ERROR_INVALID_PARAMETER(
            87,
            Trouble.UNSUPPORTED,
            "the file system does not take that call",
            "'aka doctor PATH' tells what it can do; NTFS has all of it."),
    ERROR_DISK_FULL(112, Trouble.NO_SPACE, "the volume is full", "Make room on it and try again."),
    ERROR_CALL_NOT_IMPLEMENTED(
            120,
            Trouble.UNSUPPORTED,
            "this system does not have that call",
            "'aka doctor' tells what is done instead."),
    ERROR_INVALID_NAME(
            123,
            Trouble.BAD_NAME,
            "the system takes no such name",
            "A name holds none of < > : \" / \\ | ? * and no control characters."),
    ERROR_INVALID_LEVEL(
            124,
            Trouble.UNSUPPORTED,
            "the file system does not tell that",
            "'aka doctor PATH' tells what it can do; NTFS has all of it."),
    ERROR_DIR_NOT_EMPTY(145, Trouble.NOT_EMPTY, "the folder is not empty", "Look what is in it (dir /a)."),
    ERROR_BUSY(170, Trouble.BUSY, "it is in use", "Try again when it is not."),
    ERROR_ALREADY_EXISTS(183, Trouble.EXISTS, "the name is taken", "Choose another name, or remove that one first."),
    ERROR_FILENAME_EXCED_RANGE(
            206,
            Trouble.NAME_TOO_LONG,
            "the name or the path is too long",
            "A name has at most 255 characters, and a path 32,767; work from a folder further down."),
    ERROR_DIRECTORY(267, Trouble.NOT_A_FOLDER, "a part of the path is no folder", "Check the spelling of the folders."),
    ERROR_DELETE_PENDING(
            303,
            Trouble.BUSY,
            "it was deleted, and goes when the last program closes it",
            "Close what has it open, then try again."),
    @NoHeader("System Error Codes (0-499)")
    ERROR_DIRECTORY_NOT_SUPPORTED(336, Trouble.IS_FOLDER, "it is a folder", "Name a file."),
    @NoHeader("System Error Codes (0-499)")
    ERROR_CLOUD_FILE_PROVIDER_NOT_RUNNING(
            362, Trouble.BUSY, "the cloud provider that keeps it does not run", "Start it, or wait until it is there."),
    @NoHeader("System Error Codes (0-499)")
    ERROR_CLOUD_FILE_ACCESS_DENIED(
            395, Trouble.NO_PERMISSION, "the cloud provider refuses it", "Look at its settings for that folder."),
    @NoHeader("System Error Codes (0-499)")
    ERROR_CLOUD_FILE_INCOMPATIBLE_HARDLINKS(
            396,
            Trouble.LINKS_UNSUPPORTED,
            "the cloud provider of that folder allows no hard links",
            "Keep all names inside one folder that it syncs, if it allows that, or all of them outside."),
    ERROR_IO_DEVICE(1117, Trouble.IO_ERROR, "the device failed", "Save what can be read; look at the event log."),
    ERROR_TOO_MANY_LINKS(
            1142,
            Trouble.LINK_LIMIT,
            "the file has as many names as the file system allows one file (1,024 on NTFS)",
            "Make a copy and give that the next names."),
    ERROR_USER_MAPPED_FILE(
            1224, Trouble.BUSY, "another program has it mapped into its memory", "Close that program, then try again."),
    @NoHeader("System Error Codes (1000-1299)")
    ERROR_DISK_QUOTA_EXCEEDED(
            1295, Trouble.NO_SPACE, "your share of the volume (quota) is used up", "Make room and try again."),
    ERROR_PRIVILEGE_NOT_HELD(
            1314,
            Trouble.NO_PERMISSION,
            "it needs a privilege that you do not have",
            "Do it from a terminal that was started as administrator."),
    ERROR_FILE_CORRUPT(1392, Trouble.IO_ERROR, "the file or folder is damaged", "Run chkdsk on the volume."),
    ERROR_DISK_CORRUPT(1393, Trouble.IO_ERROR, "the volume is damaged", "Run chkdsk on it."),
    ERROR_NO_SYSTEM_RESOURCES(1450, Trouble.OTHER, "the system is short of memory", "Close something and try again."),
    ERROR_CANT_ACCESS_FILE(
            1920, Trouble.NOT_REGULAR, "what it leads to is not for this program", "Name a file that can be opened."),
    ERROR_CANT_RESOLVE_FILENAME(
            1921,
            Trouble.TOO_MANY_LINKS,
            "links lead in a circle, or too far",
            "Look where they point (dir /al), and mend one."),
    ERROR_NOT_A_REPARSE_POINT(4390, Trouble.UNSUPPORTED, "it is no link", "Only a link points somewhere.");

    /** What NTFS and the others take of a name, in UTF-16 units. */
    @Ours
    private static final int LEAF_MAX = 255;

    private static final Map<Integer, WinError> BY_NUMBER = new HashMap<>();

    static {
        for (WinError error : values()) {
            BY_NUMBER.put(error.number, error);
        }
    }

    private final int number;
    private final Trouble trouble;
    private final String reason;
    private final String wayOut;

    WinError(int number, Trouble trouble, String reason, String wayOut) {
        this.number = number;
        this.trouble = trouble;
        this.reason = reason;
        this.wayOut = wayOut;
    }

    int number() {
        return number;
    }

    /** Returns what a native call means by its status. */
    static Trouble troubleOf(int status) {
        WinError error = ofStatus(status);
        return error == null ? Trouble.OTHER : error.trouble;
    }

    /** Returns the error that a status means; null for one that is not listed here. */
    static @Nullable WinError ofStatus(int status) {
        WinError plainer = NtStatus.plainer(status);
        return plainer != null ? plainer : BY_NUMBER.get(Ntdll.ntStatusToDosError(status));
    }

    /** Returns the exception for a native call that answered {@code status}. */
    static FileCallException failure(String deed, Path path, @Nullable Path otherPath, int status) {
        boolean noName = status == NtStatus.OBJECT_NAME_INVALID || NtStatus.isMissing(status);
        boolean tooLong = noName && (isTooLong(path) || isTooLong(otherPath));
        WinError error = tooLong ? ERROR_FILENAME_EXCED_RANGE : ofStatus(status);
        return error == null
                ? unknown(
                        deed,
                        path,
                        otherPath,
                        "NTSTATUS 0x" + Integer.toHexString(status) + ", error",
                        Ntdll.ntStatusToDosError(status))
                : error.failure(deed, path, otherPath);
    }

    /** The native calls say of such a name only that there is, or can be, none like it. */
    private static boolean isTooLong(@Nullable Path path) {
        if (path != null) {
            for (Path part : path) {
                if (part.toString().length() > LEAF_MAX) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the exception for a call that left {@code lastError}. */
    static FileCallException failureOf(String deed, Path path, @Nullable Path otherPath, int lastError) {
        WinError error = BY_NUMBER.get(lastError);
        return error == null
                ? unknown(deed, path, otherPath, "error", lastError)
                : error.failure(deed, path, otherPath);
    }

    private static FileCallException unknown(
            String deed, Path path, @Nullable Path otherPath, String name, int number) {
        return new FileCallException(
                deed,
                path,
                otherPath,
                Trouble.OTHER,
                name,
                number,
                "the system refused",
                "'net helpmsg " + number + "' tells what the number means.");
    }

    FileCallException failure(String deed, Path path, @Nullable Path otherPath) {
        return failure(deed, path, otherPath, trouble, reason, wayOut);
    }

    /** Returns the exception for this error where the circumstances say more than the number does. */
    FileCallException failure(
            String deed, Path path, @Nullable Path otherPath, Trouble trouble, String reason, String wayOut) {
        return new FileCallException(deed, path, otherPath, trouble, name(), number, reason, wayOut);
    }
}
