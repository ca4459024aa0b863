package aka.os;

/** A part of a body's metadata that two bodies can differ in, and that a person can waive by its word. */
public enum MetadataPart {
    /** User and group. */
    OWNER("owner"),
    /** Permission bits. */
    MODE("mode"),
    /** Access control lists. */
    ACL("acl"),
    /** Extended attributes that are no access lists. */
    XATTR("xattr"),
    /** The file system's flags ({@code lsattr}), encryption, verity, DAX and the quota project. */
    FLAGS("flags"),
    /** Alternate data streams (Windows). */
    STREAMS("streams"),
    /** Attributes such as hidden and system (Windows). */
    ATTRIBUTES("attributes");

    private final String word;

    MetadataPart(String word) {
        this.word = word;
    }

    /** Returns the word by which it is waived. */
    public String word() {
        return word;
    }
}
