package aka.os.windows;

import aka.os.memory.NativeMemory;
import aka.os.windows.Structure.Field;

/**
 * An entry of a folder as a listing gives it, in one of two shapes: the newer one has ids of 128 bits.
 *
 * <pre>{@code
 * struct FILE_ID_EXTD_DIR_INFO {
 *     ULONG NextEntryOffset, FileIndex; LARGE_INTEGER CreationTime, LastAccessTime, LastWriteTime, ChangeTime, EndOfFile,
 *     AllocationSize; ULONG FileAttributes, FileNameLength, EaSize, ReparsePointTag; FILE_ID_128 FileId; WCHAR FileName[1];
 * };
 * struct FILE_ID_BOTH_DIR_INFORMATION {
 *     …the same up to… ULONG FileAttributes, FileNameLength, EaSize; CHAR ShortNameLength; WCHAR ShortName[12];
 *     LARGE_INTEGER FileId; WCHAR FileName[1];
 * };
 * }</pre>
 *
 * Where an entry is a reparse point, {@code EaSize} of the older shape is its tag (MS-FSCC 2.4.17).
 *
 * @param informationClass by which such entries are asked for
 * @param fileId where the id is
 * @param reparseTag where the tag is
 * @param fileName where the name begins
 */
record DirectoryEntry(int informationClass, Field fileId, Field reparseTag, Field fileName) {

    private static final Structure EXTENDED = Structure.of("FILE_ID_EXTD_DIR_INFO", 96);
    static final Field NEXT_ENTRY_OFFSET = EXTENDED.field("NextEntryOffset", 0, 4);
    static final Field LAST_WRITE_TIME = EXTENDED.field("LastWriteTime", 24, 8);
    static final Field END_OF_FILE = EXTENDED.field("EndOfFile", 40, 8);
    static final Field ALLOCATION_SIZE = EXTENDED.field("AllocationSize", 48, 8);
    static final Field FILE_ATTRIBUTES = EXTENDED.field("FileAttributes", 56, 4);
    static final Field FILE_NAME_LENGTH = EXTENDED.field("FileNameLength", 60, 4);

    /** {@code FileIdExtdDirectoryInformation}. */
    static final DirectoryEntry OF_128_BITS = new DirectoryEntry(
            InformationClass.FILE_ID_EXTD_DIRECTORY_INFORMATION,
            EXTENDED.field("FileId", 72, 16),
            EXTENDED.field("ReparsePointTag", 68, 4),
            EXTENDED.field("FileName", 88, 2));

    private static final Structure BOTH = Structure.of("FILE_ID_BOTH_DIR_INFORMATION", 112);

    /** {@code FileIdBothDirectoryInformation}. */
    static final DirectoryEntry OF_64_BITS = new DirectoryEntry(
            InformationClass.FILE_ID_BOTH_DIRECTORY_INFORMATION,
            BOTH.field("FileId", 96, 8),
            BOTH.field("EaSize", 64, 4),
            BOTH.field("FileName", 104, 2));

    /** Returns the upper half of the id of the entry at {@code base}; 0 where ids have 64 bits. */
    long fileHigh(NativeMemory memory, int base) {
        return fileId.size() == Long.BYTES ? 0 : memory.bytes().getLong(base + fileId.offset() + Long.BYTES);
    }

    /** Returns the lower half, or all, of the id. */
    long fileLow(NativeMemory memory, int base) {
        return memory.bytes().getLong(base + fileId.offset());
    }

    static {
        BOTH.field("NextEntryOffset", NEXT_ENTRY_OFFSET.offset(), 4);
        BOTH.field("LastWriteTime", LAST_WRITE_TIME.offset(), 8);
        BOTH.field("EndOfFile", END_OF_FILE.offset(), 8);
        BOTH.field("AllocationSize", ALLOCATION_SIZE.offset(), 8);
        BOTH.field("FileAttributes", FILE_ATTRIBUTES.offset(), 4);
        BOTH.field("FileNameLength", FILE_NAME_LENGTH.offset(), 4);
    }
}
