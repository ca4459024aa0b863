package aka.link;

/**
 * One reason why a name cannot become a name of a file.
 *
 * @param code the kind of reason
 * @param message why, in a sentence with both paths where both matter
 * @param wayOut what to do about it
 */
public record Refusal(Code code, String message, String wayOut) {

    /** The kinds of reasons, as {@code --json} prints them. */
    public enum Code {
        MISSING,
        NO_PARENT,
        IS_FOLDER,
        IS_SYMLINK,
        NOT_REGULAR,
        DIFFERENT_VOLUMES,
        DIFFERENT_MOUNTS,
        DIFFERENT_SUBVOLUMES,
        LINKS_UNSUPPORTED,
        LINK_LIMIT,
        EXISTS,
        ALREADY_ONE,
        REPLACEABLE,
        BYTES_DIFFER,
        METADATA_DIFFERS,
        NO_PERMISSION,
        READ_ONLY,
        PROTECTED_HARDLINKS,
        IMMUTABLE,
        PROTECTED_PLACE,
        NAME_TOO_LONG,
        BAD_NAME,
        CLOUD_PLACEHOLDER,
        WSL_BOUNDARY,
        /** The facts that decide could not be had. */
        CANNOT_KNOW
    }
}
