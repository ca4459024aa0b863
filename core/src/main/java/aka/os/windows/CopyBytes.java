package aka.os.windows;

import aka.os.CancelToken;
import aka.os.Draft.Copied;
import aka.os.FileCallException;
import aka.os.memory.NativeMemory;
import aka.os.windows.Structure.Field;
import java.lang.foreign.Arena;

/**
 * Gives an empty draft the bytes of a body, through memory. What is a hole there, or nothing but zeros, is a hole here.
 *
 * <pre>{@code
 * struct FILE_END_OF_FILE_INFORMATION { LARGE_INTEGER EndOfFile; };
 * }</pre>
 */
final class CopyBytes {

    private static final int FSCTL_SET_SPARSE = 0x0009_00C4;

    @Ours
    private static final int BLOCK = 1 << 20;

    /** Holes are found in pieces of this size: what NTFS frees of a sparse file at a time. */
    @Ours
    private static final int PIECE = 64 * 1024;

    private static final Structure END_OF_FILE_INFORMATION = Structure.of("FILE_END_OF_FILE_INFORMATION", 8);
    private static final Field END_OF_FILE = END_OF_FILE_INFORMATION.field("EndOfFile", 0, 8);

    private final WindowsBody existing;
    private final WindowsDraft draft;
    private final CancelToken cancel;

    CopyBytes(WindowsBody existing, WindowsDraft draft, CancelToken cancel) {
        this.existing = existing;
        this.draft = draft;
        this.cancel = cancel;
    }

    Copied run() throws FileCallException {
        NativeMemory all = existing.use(open -> Handle.all(open, existing.path()));
        long attributes = FileInformation.FILE_ATTRIBUTES.in(all, 0);
        long size = FileInformation.END_OF_FILE.in(all, 0);
        boolean sparse = (attributes & Attributes.SPARSE_FILE) != 0;
        boolean compressed = (attributes & Attributes.COMPRESSED) != 0;
        boolean holes = sparse || !compressed && FileInformation.ALLOCATION_SIZE.in(all, 0) < size;
        if (sparse) {
            int status = Ntdll.fsControlFile(draft.handle(), FSCTL_SET_SPARSE, all, 0, all, 0);
            WindowsFolder.require(status, deed(), existing.path(), draft.path());
        }
        copy(size, holes);
        return Copied.COPIED;
    }

    private void copy(long size, boolean holes) throws FileCallException {
        long written = 0;
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory block = NativeMemory.in(arena, BLOCK);
            for (long at = 0; at < size; ) {
                cancel.check();
                int read = read(block, (int) Math.min(BLOCK, size - at), at);
                if (read == NtStatus.END_OF_FILE || read == 0) {
                    break; // it became shorter; whoever asked for the copy compares it afterwards
                }
                WindowsFolder.require(read, deed(), existing.path(), draft.path());
                written = Math.max(written, write(block, read, at, holes));
                at += read;
            }
        }
        if (written < size) {
            setSize(size);
        }
    }

    private int read(NativeMemory block, int length, long offset) throws FileCallException {
        return existing.use(open -> Ntdll.readFile(open, block.address(), length, offset));
    }

    /** Returns where what was written ends; 0 if there was nothing but a hole. */
    private long write(NativeMemory block, int length, long offset, boolean holes) throws FileCallException {
        long end = 0;
        for (int at = 0; at < length; at += PIECE) {
            int piece = Math.min(PIECE, length - at);
            if (!holes || !isZero(block, at, piece)) {
                draft.write(block.address() + at, piece, offset + at);
                end = offset + at + piece;
            }
        }
        return end;
    }

    private static boolean isZero(NativeMemory block, int at, int length) {
        int end = at + length;
        int word = at;
        for (; word + Long.BYTES <= end; word += Long.BYTES) {
            if (block.bytes().getLong(word) != 0) {
                return false;
            }
        }
        for (; word < end; word++) {
            if (block.bytes().get(word) != 0) {
                return false;
            }
        }
        return true;
    }

    private void setSize(long size) throws FileCallException {
        NativeMemory memory = Scratch.get().numbers;
        END_OF_FILE.put(memory, size);
        int status = Ntdll.setInformationFile(
                draft.handle(), memory, END_OF_FILE_INFORMATION.bytes(), InformationClass.FILE_END_OF_FILE_INFORMATION);
        WindowsFolder.require(status, deed(), existing.path(), draft.path());
    }

    private String deed() {
        return "copy the bytes of " + existing.path();
    }
}
