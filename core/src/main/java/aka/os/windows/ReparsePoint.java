package aka.os.windows;

import aka.file.Kind;
import aka.os.memory.NativeMemory;
import aka.os.windows.Structure.Field;
import java.util.Optional;

/**
 * What a reparse point is, by its tag (MS-FSCC 2.1.2.1), and where it leads.
 *
 * <pre>{@code
 * struct REPARSE_DATA_BUFFER {
 *     ULONG ReparseTag; USHORT ReparseDataLength, Reserved;
 *     union {
 *         struct { USHORT SubstituteNameOffset, SubstituteNameLength, PrintNameOffset, PrintNameLength; ULONG Flags;
 *                  WCHAR PathBuffer[1]; } SymbolicLinkReparseBuffer;
 *         struct { USHORT SubstituteNameOffset, SubstituteNameLength, PrintNameOffset, PrintNameLength;
 *                  WCHAR PathBuffer[1]; } MountPointReparseBuffer;
 *     };
 * };
 * }</pre>
 */
@Header("IO_REPARSE_TAG_*")
final class ReparsePoint {

    @Header("FSCTL_GET_REPARSE_POINT")
    static final int FSCTL_GET_REPARSE_POINT = 0x0009_00A8;

    private static final int MOUNT_POINT = 0xA000_0003;
    private static final int SYMLINK = 0xA000_000C;

    @NoHeader("MS-FSCC 2.1.2.1")
    private static final int LX_SYMLINK = 0xA000_001D;

    private static final int DEDUP = 0x8000_0013;
    private static final int WOF = 0x8000_0017;

    /** {@code IO_REPARSE_TAG_CLOUD} to {@code IO_REPARSE_TAG_CLOUD_F}: four bits number them. */
    @Ours
    private static final long CLOUD = 0x9000_001AL;

    @Ours
    private static final long CLOUD_NUMBER = 0xF000;

    /** In place of a tag that could not be read. */
    @Ours
    static final int UNKNOWN_TAG = -1;

    private static final Structure REPARSE_DATA_BUFFER = Structure.of("REPARSE_DATA_BUFFER", 24);
    private static final Field TAG = REPARSE_DATA_BUFFER.field("ReparseTag", 0, 4);
    private static final Field NAME_OFFSET =
            REPARSE_DATA_BUFFER.field("SymbolicLinkReparseBuffer.SubstituteNameOffset", 8, 2);
    private static final Field NAME_LENGTH =
            REPARSE_DATA_BUFFER.field("SymbolicLinkReparseBuffer.SubstituteNameLength", 10, 2);
    private static final Field PRINT_OFFSET =
            REPARSE_DATA_BUFFER.field("SymbolicLinkReparseBuffer.PrintNameOffset", 12, 2);
    private static final Field PRINT_LENGTH =
            REPARSE_DATA_BUFFER.field("SymbolicLinkReparseBuffer.PrintNameLength", 14, 2);
    private static final Field LINK_PATHS = REPARSE_DATA_BUFFER.field("SymbolicLinkReparseBuffer.PathBuffer", 20, 2);
    private static final Field JUNCTION_PATHS = REPARSE_DATA_BUFFER.field("MountPointReparseBuffer.PathBuffer", 16, 2);

    private ReparsePoint() {}

    /** Returns what an entry with these attributes and this tag is. */
    static Kind kind(long attributes, long tag) {
        boolean folder = Attributes.isFolder(attributes);
        if (!Attributes.isReparsePoint(attributes)) {
            return folder ? Kind.FOLDER : Kind.FILE;
        }
        return switch ((int) tag) {
            case SYMLINK, LX_SYMLINK -> Kind.SYMLINK;
            case MOUNT_POINT -> Kind.JUNCTION;
            case UNKNOWN_TAG -> Kind.UNKNOWN;
            // How the bytes are kept (deduplicated, compressed): files and folders all the same.
            case DEDUP, WOF -> folder ? Kind.FOLDER : Kind.FILE;
            default -> isCloud(tag) ? (folder ? Kind.FOLDER : Kind.FILE) : Kind.OTHER;
        };
    }

    /**
     * Returns where the reparse point leads of which {@code length} bytes were read into {@code memory}, as the system follows it:
     * {@code \??\C:\x}. Empty for one of another kind.
     */
    static Optional<String> target(NativeMemory memory, int length) {
        return name(memory, length, NAME_OFFSET, NAME_LENGTH);
    }

    /** Returns where it leads as it is written for people, which may be not at all; empty for one of another kind. */
    static Optional<String> shownTarget(NativeMemory memory, int length) {
        return name(memory, length, PRINT_OFFSET, PRINT_LENGTH);
    }

    private static Optional<String> name(NativeMemory memory, int read, Field offset, Field length) {
        int tag = (int) TAG.in(memory, 0);
        if (read < REPARSE_DATA_BUFFER.bytes() || tag != SYMLINK && tag != MOUNT_POINT) {
            return Optional.empty();
        }
        int from = (tag == SYMLINK ? LINK_PATHS : JUNCTION_PATHS).offset() + (int) offset.in(memory, 0);
        int bytes = (int) length.in(memory, 0);
        return from + bytes > read ? Optional.empty() : Optional.of(Utf16.text(memory, from, bytes));
    }

    private static boolean isCloud(long tag) {
        return (tag & ~CLOUD_NUMBER & 0xFFFF_FFFFL) == CLOUD;
    }

    /** Returns whether a volume is mounted where {@code target} leads, and not just a folder of one. */
    static boolean isVolume(String target) {
        return target.startsWith("\\??\\Volume{") && target.endsWith("}\\");
    }
}
