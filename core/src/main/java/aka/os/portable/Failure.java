package aka.os.portable;

import aka.os.FileCallException;
import aka.os.Trouble;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A deed that may fail, and the exceptions that say so.
 *
 * @param deed what is tried, as it follows "cannot"
 * @param path what it is tried on
 * @param otherPath the other end, if the deed has two
 */
record Failure(String deed, Path path, @Nullable Path otherPath) {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    Failure(String deed, Path path) {
        this(deed, path, null);
    }

    /** Returns the exception for what the JDK threw. */
    FileCallException from(IOException thrown) {
        if (thrown instanceof FileCallException already) {
            return already;
        }
        Optional<SystemError> known = systemError(thrown);
        Trouble trouble = known.map(SystemError::trouble).orElse(troubleOfKind(thrown));
        Optional<SystemError> named = known.filter(SystemError::numberHolds);
        FileCallException failure = new FileCallException(
                deed,
                path,
                otherPath,
                trouble,
                named.map(SystemError::name).orElse(""),
                named.map(SystemError::number).orElse(0),
                trouble == Trouble.OTHER ? text(thrown) : words(trouble),
                wayOut(trouble));
        failure.initCause(thrown);
        return failure;
    }

    /** Returns the exception for what this route found out by itself, without an error of the system. */
    FileCallException because(Trouble trouble) {
        return because(trouble, words(trouble), wayOut(trouble));
    }

    /** Returns the exception with words of its own. */
    FileCallException because(Trouble trouble, String reason, String wayOut) {
        return new FileCallException(deed, path, otherPath, trouble, "", 0, reason, wayOut);
    }

    /** Returns the exception for an error of the system that means {@code trouble} here. */
    FileCallException refusedAs(Trouble trouble, FileCallException thrown) {
        return new FileCallException(
                deed, path, otherPath, trouble, thrown.osError(), thrown.osNumber(), words(trouble), wayOut(trouble));
    }

    /** Returns the refusal of a deed for which the JDK lacks {@code call}. */
    FileCallException lacks(String call, String wayOut) {
        return because(Trouble.UNSUPPORTED, "the plain JDK has no " + call, wayOut);
    }

    private static Optional<SystemError> systemError(IOException thrown) {
        if (!POSIX) {
            return Optional.empty();
        }
        return switch (thrown) {
            case NoSuchFileException missing -> Optional.of(SystemError.MISSING);
            case FileAlreadyExistsException exists -> Optional.of(SystemError.EXISTS);
            case AccessDeniedException denied -> Optional.of(SystemError.DENIED);
            case NotDirectoryException noFolder -> Optional.of(SystemError.NO_FOLDER);
            case DirectoryNotEmptyException notEmpty -> Optional.of(SystemError.NOT_EMPTY);
            default -> SystemError.of(text(thrown));
        };
    }

    private static Trouble troubleOfKind(IOException thrown) {
        return switch (thrown) {
            case NoSuchFileException missing -> Trouble.MISSING;
            case FileAlreadyExistsException exists -> Trouble.EXISTS;
            case AccessDeniedException denied -> Trouble.NO_PERMISSION;
            case NotDirectoryException noFolder -> Trouble.NOT_A_FOLDER;
            case DirectoryNotEmptyException notEmpty -> Trouble.IS_FOLDER;
            case FileSystemLoopException loop -> Trouble.TOO_MANY_LINKS;
            case NotLinkException noLink -> Trouble.UNSUPPORTED;
            case FileSystemException other -> Trouble.OTHER;
            // Not about a name: a read or write of an open file that failed.
            default -> Trouble.IO_ERROR;
        };
    }

    private static String text(IOException thrown) {
        String text = thrown instanceof FileSystemException named ? named.getReason() : thrown.getMessage();
        return text == null ? thrown.getClass().getSimpleName() : text;
    }

    private static String words(Trouble trouble) {
        return switch (trouble) {
            case MISSING -> "there is no such name";
            case EXISTS -> "the name is taken";
            case NO_PERMISSION -> "the system does not permit it";
            case NOT_A_FOLDER -> "a part of the path is no folder";
            case IS_FOLDER -> "it is a folder";
            case NOT_EMPTY -> "the folder is not empty";
            case IS_SYMLINK -> "a symbolic link stands there, and is not followed";
            case NOT_REGULAR -> "it is a pipe, a socket or a device";
            case DIFFERENT_VOLUMES -> "they are on different volumes or mounts";
            case DIFFERENT_MOUNTS -> "another file system is mounted there";
            case LINK_LIMIT -> "the file has as many names as its file system allows";
            case LINKS_UNSUPPORTED -> "the file system has no hard links";
            case READ_ONLY -> "the volume is mounted read-only";
            case NO_SPACE -> "the volume, or your share of it, is full";
            case NAME_TOO_LONG -> "the name or the path is too long";
            case BAD_NAME -> "the system takes no such name";
            case TOO_MANY_LINKS -> "symbolic links lead in a circle, or too far";
            case BUSY -> "someone is using it";
            case LAST_NAME -> "it is the last name of its body";
            case CLOUD_PLACEHOLDER -> "its bytes are not on this disk";
            case CHANGED -> "it is no longer what it was when it was opened";
            case TOO_MANY_OPEN -> "too many files are open";
            case UNSUPPORTED -> "the system cannot do that here";
            case IO_ERROR -> "the device or the file system failed";
            case OTHER -> "the system refused";
        };
    }

    private static String wayOut(Trouble trouble) {
        return switch (trouble) {
            case MISSING -> "Look whether the path is spelt right.";
            case EXISTS -> "Choose another name, or remove that one first.";
            case NO_PERMISSION -> "Ask the owner, or run it as someone who may.";
            case NOT_A_FOLDER -> "Give a path whose parts are folders.";
            case IS_FOLDER -> "Give a file instead.";
            case NOT_EMPTY -> "Look what is in it.";
            case IS_SYMLINK -> "Give the path that the link leads to.";
            case NOT_REGULAR -> "Only regular files are opened and linked.";
            case DIFFERENT_VOLUMES ->
                "A hard link stays on one volume: move the file to the other's volume, or use a symbolic link.";
            case DIFFERENT_MOUNTS -> "Say that mounts may be crossed, or give that folder itself.";
            case LINK_LIMIT -> "Make a copy, and further names of the copy.";
            case LINKS_UNSUPPORTED -> "Use a copy, or a file system with hard links.";
            case READ_ONLY -> "Mount it writable first.";
            case NO_SPACE -> "Free some space first.";
            case NAME_TOO_LONG -> "Use a shorter name, or start from a folder further down.";
            case BAD_NAME -> "Choose another name.";
            case TOO_MANY_LINKS -> "Give the path that the links should lead to.";
            case BUSY -> "Try again when it is closed.";
            case LAST_NAME -> "Use --last if its bytes may go.";
            case CLOUD_PLACEHOLDER -> "Have the cloud's own program keep it on this device first.";
            case CHANGED -> "Look again, and start anew.";
            case TOO_MANY_OPEN -> "Close some, or raise the limit (ulimit -n).";
            case UNSUPPORTED -> "Run it where the native calls of the system can be used.";
            case IO_ERROR -> "Look at the system's log, and have the device checked.";
            case OTHER -> "";
        };
    }
}
