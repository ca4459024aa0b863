package aka.os.windows;

import aka.os.windows.Structure.Field;

/**
 * What native calls tell of a file.
 *
 * <pre>{@code
 * struct FILE_ALL_INFORMATION {
 *     struct { LARGE_INTEGER CreationTime, LastAccessTime, LastWriteTime, ChangeTime; ULONG FileAttributes; } BasicInformation;
 *     struct { LARGE_INTEGER AllocationSize, EndOfFile; ULONG NumberOfLinks; BOOLEAN DeletePending, Directory; }
 *         StandardInformation;
 *     struct { LARGE_INTEGER IndexNumber; } InternalInformation;
 *     struct { ULONG EaSize; } EaInformation;
 *     …
 * };
 * struct FILE_ID_INFO { ULONGLONG VolumeSerialNumber; FILE_ID_128 FileId; };
 * struct FILE_ATTRIBUTE_TAG_INFORMATION { ULONG FileAttributes; ULONG ReparseTag; };
 * }</pre>
 *
 * Times count 100 nanoseconds since 1601 (UTC).
 */
final class FileInformation {

    static final Structure ALL = Structure.of("FILE_ALL_INFORMATION", 104);
    static final Field CREATION_TIME = ALL.field("BasicInformation.CreationTime", 0, 8);
    static final Field LAST_ACCESS_TIME = ALL.field("BasicInformation.LastAccessTime", 8, 8);
    static final Field LAST_WRITE_TIME = ALL.field("BasicInformation.LastWriteTime", 16, 8);
    static final Field CHANGE_TIME = ALL.field("BasicInformation.ChangeTime", 24, 8);
    static final Field FILE_ATTRIBUTES = ALL.field("BasicInformation.FileAttributes", 32, 4);
    static final Field ALLOCATION_SIZE = ALL.field("StandardInformation.AllocationSize", 40, 8);
    static final Field END_OF_FILE = ALL.field("StandardInformation.EndOfFile", 48, 8);
    static final Field NUMBER_OF_LINKS = ALL.field("StandardInformation.NumberOfLinks", 56, 4);
    static final Field INDEX_NUMBER = ALL.field("InternalInformation.IndexNumber", 64, 8);
    static final Field EA_SIZE = ALL.field("EaInformation.EaSize", 72, 4);

    static final Structure ID = Structure.of("FILE_ID_INFO", 24);
    static final Field VOLUME_SERIAL_NUMBER = ID.field("VolumeSerialNumber", 0, 8);
    /** Little-endian: the lower half comes first. */
    static final Field FILE_ID = ID.field("FileId", 8, 16);

    static final Structure ATTRIBUTE_TAG = Structure.of("FILE_ATTRIBUTE_TAG_INFORMATION", 8);
    static final Field TAGGED_ATTRIBUTES = ATTRIBUTE_TAG.field("FileAttributes", 0, 4);
    static final Field REPARSE_TAG = ATTRIBUTE_TAG.field("ReparseTag", 4, 4);

    static final Structure BASIC = Structure.of("FILE_BASIC_INFORMATION", 40);
    static final Field SET_CREATION_TIME = BASIC.field("CreationTime", 0, 8);
    static final Field SET_LAST_ACCESS_TIME = BASIC.field("LastAccessTime", 8, 8);
    static final Field SET_LAST_WRITE_TIME = BASIC.field("LastWriteTime", 16, 8);
    static final Field SET_CHANGE_TIME = BASIC.field("ChangeTime", 24, 8);
    static final Field SET_FILE_ATTRIBUTES = BASIC.field("FileAttributes", 32, 4);

    static final Structure STANDARD = Structure.of("FILE_STANDARD_INFORMATION", 24);
    static final Structure INTERNAL = Structure.of("FILE_INTERNAL_INFORMATION", 8);
    static final Structure EA = Structure.of("FILE_EA_INFORMATION", 4);

    private FileInformation() {}
}
