package aka.os.windows;

import aka.os.memory.NativeMemory;
import aka.os.windows.Structure.Field;

/**
 * Gives an open file another name, or moves it to one.
 *
 * <pre>{@code
 * struct FILE_LINK_INFORMATION { union { BOOLEAN ReplaceIfExists; ULONG Flags; }; HANDLE RootDirectory; ULONG FileNameLength;
 *                                WCHAR FileName[1]; };                                   // FILE_RENAME_INFORMATION likewise
 * }</pre>
 */
@Header("FILE_RENAME_FLAG_*")
final class NewName {

    /** Take the name from what has it. */
    static final int REPLACE_IF_EXISTS = 0x1;

    /** …even if that is open: who has it open keeps it, without a name. */
    static final int POSIX_SEMANTICS = 0x2;

    /** …even if that is read-only. */
    @Header("FILE_RENAME_IGNORE_READONLY_ATTRIBUTE")
    @NoHeader("FILE_RENAME_INFORMATION of the Windows Driver Kit")
    static final int IGNORE_READONLY_ATTRIBUTE = 0x40;

    private static final Structure LINK = Structure.of("FILE_LINK_INFORMATION", 24);
    private static final Field FLAGS = LINK.field("ReplaceIfExists", 0, 1);
    private static final Field ROOT_DIRECTORY = LINK.field("RootDirectory", 8, 8);
    private static final Field NAME_LENGTH = LINK.field("FileNameLength", 16, 4);
    private static final Field NAME = LINK.field("FileName", 20, 2);

    static {
        Structure rename = Structure.of("FILE_RENAME_INFORMATION", 24);
        rename.field("ReplaceIfExists", FLAGS.offset(), 1);
        rename.field("RootDirectory", ROOT_DIRECTORY.offset(), 8);
        rename.field("FileNameLength", NAME_LENGTH.offset(), 4);
        rename.field("FileName", NAME.offset(), 2);
    }

    private NewName() {}

    /**
     * Returns the status of setting it.
     *
     * @param folder the open folder that is to have the name
     * @param informationClass one of link or rename; the newer ones take {@code flags}, the older ones {@link
     *     #REPLACE_IF_EXISTS} only
     */
    static int set(long handle, long folder, String leaf, int flags, int informationClass) {
        NativeMemory memory = Scratch.get().information;
        memory.bytes().putInt(FLAGS.offset(), flags);
        ROOT_DIRECTORY.put(memory, folder);
        NAME_LENGTH.put(memory, 2L * leaf.length());
        int length = NAME.offset() + 2 * leaf.length();
        if (length > memory.size()) {
            return NtStatus.OBJECT_NAME_INVALID;
        }
        for (int i = 0; i < leaf.length(); i++) {
            memory.bytes().putChar(NAME.offset() + 2 * i, leaf.charAt(i));
        }
        return Ntdll.setInformationFile(handle, memory, Math.max(length, LINK.bytes()), informationClass);
    }
}
