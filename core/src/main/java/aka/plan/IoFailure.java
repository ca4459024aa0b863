package aka.plan;

import aka.os.FileCallException;
import aka.os.Trouble;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the JDK's exceptions about files of our own mean, in the words of the house. The system's number is known again by the
 * text of the error, which is all that the JDK keeps of it.
 */
public final class IoFailure {

    private record Known(String text, String name, int number, Trouble trouble, String words, String wayOut) {}

    private static final List<Known> KNOWN = List.of(
            new Known(
                    "No such file or directory",
                    "ENOENT",
                    2,
                    Trouble.MISSING,
                    "there is no such name",
                    "Look whether the path is spelt right."),
            new Known(
                    "File exists",
                    "EEXIST",
                    17,
                    Trouble.EXISTS,
                    "the name is taken",
                    "Choose another name, or remove that one first."),
            new Known(
                    "Permission denied",
                    "EACCES",
                    13,
                    Trouble.NO_PERMISSION,
                    "permission denied",
                    "Look at the permissions of it and of the folders above it, or run as its owner."),
            new Known(
                    "Operation not permitted",
                    "EPERM",
                    1,
                    Trouble.NO_PERMISSION,
                    "the system does not permit it",
                    "Look at who owns it, and for a flag that forbids changes (lsattr)."),
            new Known(
                    "No space left on device",
                    "ENOSPC",
                    28,
                    Trouble.NO_SPACE,
                    "the volume is full",
                    "Make room on it and try again."),
            new Known(
                    "Disk quota exceeded",
                    "EDQUOT",
                    122,
                    Trouble.NO_SPACE,
                    "your share of the volume (quota) is used up",
                    "Make room and try again."),
            new Known(
                    "File too large",
                    "EFBIG",
                    27,
                    Trouble.NO_SPACE,
                    "it is larger than a file may be here",
                    "Raise the limit (ulimit -f), or use another file system."),
            new Known(
                    "Read-only file system",
                    "EROFS",
                    30,
                    Trouble.READ_ONLY,
                    "the volume is mounted read-only",
                    "Mount it for writing, or choose another place."),
            new Known(
                    "Not a directory",
                    "ENOTDIR",
                    20,
                    Trouble.NOT_A_FOLDER,
                    "a part of the path is no folder",
                    "Give a path whose parts are folders."),
            new Known("Is a directory", "EISDIR", 21, Trouble.IS_FOLDER, "it is a folder", "Give the path of a file."),
            new Known(
                    "Too many levels of symbolic links",
                    "ELOOP",
                    40,
                    Trouble.IS_SYMLINK,
                    "a symbolic link stands there, and is not followed",
                    "Give the path that the link leads to."),
            new Known(
                    "File name too long",
                    "ENAMETOOLONG",
                    36,
                    Trouble.NAME_TOO_LONG,
                    "the name or the path is too long",
                    "Use a shorter one."),
            new Known(
                    "Too many open files",
                    "EMFILE",
                    24,
                    Trouble.TOO_MANY_OPEN,
                    "too many files are open",
                    "Raise the limit (ulimit -n) and try again."),
            new Known(
                    "User limit of inotify watches reached",
                    "ENOSPC",
                    28,
                    Trouble.UNSUPPORTED,
                    "no more folders may be listened to",
                    "Raise fs.inotify.max_user_watches (sysctl)."),
            new Known(
                    "No locks available",
                    "ENOLCK",
                    37,
                    Trouble.UNSUPPORTED,
                    "the file system has no locks",
                    "Choose a place on a local disk (AKA_HOME)."),
            new Known(
                    "Input/output error",
                    "EIO",
                    5,
                    Trouble.IO_ERROR,
                    "the disk or the file system failed",
                    "Look at the system's log (dmesg), and save what can be read."));

    private IoFailure() {}

    /**
     * Returns the exception for what the JDK threw.
     *
     * @param deed what was tried, as it follows "cannot"
     */
    public static FileCallException of(String deed, Path path, IOException thrown) {
        if (thrown instanceof FileCallException already) {
            return already;
        }
        String text = text(thrown);
        for (Known known : KNOWN) {
            if (text.contains(known.text)) {
                return failure(deed, path, known, thrown);
            }
        }
        FileCallException unknown = new FileCallException(deed, path, null, Trouble.OTHER, "", 0, text, "");
        unknown.initCause(thrown);
        return unknown;
    }

    private static FileCallException failure(String deed, Path path, Known known, IOException thrown) {
        FileCallException failure = new FileCallException(
                deed, path, null, known.trouble, known.name, known.number, known.words, known.wayOut);
        failure.initCause(thrown);
        return failure;
    }

    private static String text(IOException thrown) {
        String text = thrown instanceof FileSystemException named ? named.getReason() : thrown.getMessage();
        return switch (thrown) {
            case NoSuchFileException missing -> "No such file or directory";
            case FileAlreadyExistsException exists -> "File exists";
            case AccessDeniedException denied -> "Permission denied";
            default -> text == null ? thrown.getClass().getSimpleName() : text;
        };
    }
}
