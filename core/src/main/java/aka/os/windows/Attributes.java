package aka.os.windows;

/** File attributes (MS-FSCC 2.6). */
@Header("FILE_ATTRIBUTE_*")
final class Attributes {

    static final int READONLY = 0x1;
    static final int HIDDEN = 0x2;
    static final int SYSTEM = 0x4;
    static final int DIRECTORY = 0x10;
    static final int ARCHIVE = 0x20;
    static final int NORMAL = 0x80;
    static final int TEMPORARY = 0x100;
    static final int SPARSE_FILE = 0x200;
    static final int REPARSE_POINT = 0x400;
    static final int COMPRESSED = 0x800;
    static final int OFFLINE = 0x1000;
    static final int NOT_CONTENT_INDEXED = 0x2000;
    static final int ENCRYPTED = 0x4000;

    @NoHeader("MS-FSCC 2.6")
    static final int INTEGRITY_STREAM = 0x8000;

    @NoHeader("MS-FSCC 2.6")
    static final int NO_SCRUB_DATA = 0x2_0000;

    @NoHeader("MS-FSCC 2.6")
    static final int RECALL_ON_OPEN = 0x4_0000;

    @NoHeader("MS-FSCC 2.6")
    static final int PINNED = 0x8_0000;

    @NoHeader("MS-FSCC 2.6")
    static final int UNPINNED = 0x10_0000;

    @NoHeader("MS-FSCC 2.6")
    static final int RECALL_ON_DATA_ACCESS = 0x40_0000;

    /** Those that a program sets as such; the others say how the file system keeps the bytes. */
    @Ours
    static final int SETTABLE =
            READONLY | HIDDEN | SYSTEM | ARCHIVE | TEMPORARY | OFFLINE | NOT_CONTENT_INDEXED | PINNED | UNPINNED;

    /** Those by which a cloud provider or an archive says that reading the bytes would fetch them. */
    @Ours
    private static final int ELSEWHERE = OFFLINE | RECALL_ON_OPEN | RECALL_ON_DATA_ACCESS;

    private Attributes() {}

    static boolean isFolder(long attributes) {
        return (attributes & DIRECTORY) != 0;
    }

    static boolean isReparsePoint(long attributes) {
        return (attributes & REPARSE_POINT) != 0;
    }

    static boolean isReadOnly(long attributes) {
        return (attributes & READONLY) != 0;
    }

    /** Returns whether the bytes are not on this disk: to read them is to download them. */
    static boolean isPlaceholder(long attributes) {
        return (attributes & ELSEWHERE) != 0;
    }
}
