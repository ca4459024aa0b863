package aka.os.windows;

import aka.os.memory.NativeMemory;
import aka.os.windows.Structure.Field;
import java.lang.foreign.Arena;

/**
 * The name of an object within another, as native calls take it, in memory of its own.
 *
 * <pre>{@code
 * struct OBJECT_ATTRIBUTES { ULONG Length; HANDLE RootDirectory; PUNICODE_STRING ObjectName; ULONG Attributes;
 *                            PVOID SecurityDescriptor; PVOID SecurityQualityOfService; };
 * struct UNICODE_STRING { USHORT Length; USHORT MaximumLength; PWSTR Buffer; };             // lengths in bytes
 * }</pre>
 */
final class ObjectName {

    /** What a {@code UNICODE_STRING} can hold, in bytes. */
    @Ours
    static final int MAX_BYTES = 0xFFFE;

    private static final Structure OBJECT_ATTRIBUTES = Structure.of("OBJECT_ATTRIBUTES", 48);
    private static final Field LENGTH = OBJECT_ATTRIBUTES.field("Length", 0, 4);
    private static final Field ROOT_DIRECTORY = OBJECT_ATTRIBUTES.field("RootDirectory", 8, 8);
    private static final Field OBJECT_NAME = OBJECT_ATTRIBUTES.field("ObjectName", 16, 8);
    private static final Field ATTRIBUTES = OBJECT_ATTRIBUTES.field("Attributes", 24, 4);
    private static final Field SECURITY_DESCRIPTOR = OBJECT_ATTRIBUTES.field("SecurityDescriptor", 32, 8);

    private static final Structure UNICODE_STRING = Structure.of("UNICODE_STRING", 16);
    private static final Field NAME_LENGTH = UNICODE_STRING.field("Length", 0, 2);
    private static final Field MAXIMUM_LENGTH = UNICODE_STRING.field("MaximumLength", 2, 2);
    private static final Field BUFFER = UNICODE_STRING.field("Buffer", 8, 8);

    /** As every program of Windows asks; a folder that is marked case-sensitive is so all the same. */
    private static final int OBJ_CASE_INSENSITIVE = 0x40;

    private final NativeMemory attributes;
    private final NativeMemory string;

    ObjectName(Arena arena) {
        attributes = NativeMemory.in(arena, OBJECT_ATTRIBUTES.bytes());
        string = NativeMemory.in(arena, UNICODE_STRING.bytes());
    }

    /**
     * Returns the attributes that name {@code length} bytes of UTF-16 at {@code address} within {@code root}, good until the next
     * call.
     *
     * @param root an open folder or file, or 0 for a name from the top ({@code \??\C:\x})
     * @param securityDescriptor who may do what with what is made, or 0 for what its folder says
     */
    NativeMemory within(long root, long address, int length, long securityDescriptor) {
        NAME_LENGTH.put(string, length);
        MAXIMUM_LENGTH.put(string, length);
        BUFFER.put(string, address);
        LENGTH.put(attributes, OBJECT_ATTRIBUTES.bytes());
        ROOT_DIRECTORY.put(attributes, root);
        OBJECT_NAME.put(attributes, string.address());
        ATTRIBUTES.put(attributes, OBJ_CASE_INSENSITIVE);
        SECURITY_DESCRIPTOR.put(attributes, securityDescriptor);
        return attributes;
    }
}
