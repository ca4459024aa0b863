package aka.os;

/** Why a call failed, in words that are the same on every system. Their names are the codes that {@code --json} prints. */
public enum Trouble {
    /** There is no such name. */
    MISSING,
    /** The name is taken. */
    EXISTS,
    /** The caller may not. */
    NO_PERMISSION,
    /** A part of the path that should be a folder is none. */
    NOT_A_FOLDER,
    /** A folder stands where a file belongs. */
    IS_FOLDER,
    /** The folder is not empty. */
    NOT_EMPTY,
    /** A symbolic link stands where it is not followed. */
    IS_SYMLINK,
    /** A pipe, a socket or a device stands where a file belongs. */
    NOT_REGULAR,
    /** Both ends are on different volumes. */
    DIFFERENT_VOLUMES,
    /** Both ends are reached through different mounts, be it of one volume. */
    DIFFERENT_MOUNTS,
    /** The body can take no further name. */
    LINK_LIMIT,
    /** The file system has no hard links. */
    LINKS_UNSUPPORTED,
    /** The volume is mounted read-only. */
    READ_ONLY,
    /** The volume, or the user's share of it, is full. */
    NO_SPACE,
    /** A name or a path is longer than the system takes. */
    NAME_TOO_LONG,
    /** The system takes no such name. */
    BAD_NAME,
    /** Symbolic links lead in a circle, or too far. */
    TOO_MANY_LINKS,
    /** Someone has it open in a way that excludes the deed. */
    BUSY,
    /** It is the last name of its body, or may be: the bytes would go with it. */
    LAST_NAME,
    /** Its bytes are in a cloud or an archive: to read it would fetch them. */
    CLOUD_PLACEHOLDER,
    /** It changed while it was looked at. */
    CHANGED,
    /** The process, or the system, has too many files open. */
    TOO_MANY_OPEN,
    /** The system, or this file system, does not have the call. */
    UNSUPPORTED,
    /** The device or the file system failed. */
    IO_ERROR,
    /** Anything else; the system's own error says what. */
    OTHER
}
