package aka.os.windows;

import aka.file.Kind;
import aka.os.memory.NativeMemory;
import aka.os.windows.Structure.Field;

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
final class ReparsePoint {

    static final int FSCTL_GET_REPARSE_POINT = 0x0009_00A8;

    private static final int MOUNT_POINT = 0xA000_0003;
    private static final int SYMLINK = 0xA000_000C;
    private static final int LX_SYMLINK = 0xA000_001D;
    private static final int AF_UNIX = 0x8000_0023;
    private static final int LX_FIFO = 0x8000_0024;
    private static final int LX_CHR = 0x8000_0025;
    private static final int LX_BLK = 0x8000_0026;
    private static final int APPEXECLINK = 0x8000_001B;

    /** Set in tags of what stands for something else. */
    private static final int NAME_SURROGATE = 0x2000_0000;

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
            case AF_UNIX, LX_FIFO, LX_CHR, LX_BLK, APPEXECLINK -> Kind.OTHER;
            // The rest tell how the bytes are kept (compressed, deduplicated, in a cloud): files and folders all the
            // same.
            default -> (tag & NAME_SURROGATE) != 0 ? Kind.OTHER : folder ? Kind.FOLDER : Kind.FILE;
        };
    }

    /** Returns where the reparse point leads that was read into {@code memory}, as the system follows it: {@code \??\C:\x}. */
    static String target(NativeMemory memory) {
        return name(memory, NAME_OFFSET, NAME_LENGTH);
    }

    /** Returns where it leads as it is written for people; empty if it is not. */
    static String shownTarget(NativeMemory memory) {
        return name(memory, PRINT_OFFSET, PRINT_LENGTH);
    }

    private static String name(NativeMemory memory, Field offset, Field length) {
        int paths = (TAG.in(memory, 0) == Integer.toUnsignedLong(SYMLINK) ? LINK_PATHS : JUNCTION_PATHS).offset();
        return Utf16.text(memory, paths + (int) offset.in(memory, 0), (int) length.in(memory, 0));
    }

    /** Returns whether a volume is mounted where {@code target} leads, and not just a folder of one. */
    static boolean isVolume(String target) {
        return target.startsWith("\\??\\Volume{") && target.endsWith("}\\");
    }
}
