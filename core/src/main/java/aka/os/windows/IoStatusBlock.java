package aka.os.windows;

import aka.os.windows.Structure.Field;

/**
 * What a native call leaves of how it went.
 *
 * <pre>{@code
 * struct IO_STATUS_BLOCK { union { NTSTATUS Status; PVOID Pointer; }; ULONG_PTR Information; };
 * }</pre>
 */
final class IoStatusBlock {

    private static final Structure IO_STATUS_BLOCK = Structure.of("IO_STATUS_BLOCK", 16);

    /** How many bytes were transferred. */
    static final Field INFORMATION = IO_STATUS_BLOCK.field("Information", 8, 8);

    @Ours
    static final int BYTES = IO_STATUS_BLOCK.bytes();

    private IoStatusBlock() {}
}
