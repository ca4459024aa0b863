package aka.os.windows;

import aka.file.Leaf;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.Draft;
import aka.os.FileCallException;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A new body under its temporary name, which is removed through its own handle if it is not published. */
final class WindowsDraft extends WindowsBody implements Draft {

    private long handle;
    private final Leaf temporary;
    private long endBytes;
    private boolean published;
    private boolean gone;

    WindowsDraft(long handle, Path path, KnownVolume volume, Leaf temporary, OpenBodies bodies) {
        super(handle, path, volume, true, bodies);
        this.handle = handle;
        this.temporary = temporary;
    }

    /** Returns the handle, which is never closed for a moment: nobody has given this body a name that is to be replaced. */
    long handle() {
        return handle;
    }

    @Override
    public Copied copyFrom(Body existing, CancelToken cancel) throws FileCallException {
        Copied copied = new CopyBytes((WindowsBody) existing, this, cancel).run();
        endBytes = existing.facts().sizeBytes();
        return copied;
    }

    @Override
    public void write(ByteBuffer bytes) throws FileCallException {
        try (Arena arena = Arena.ofConfined()) {
            int length = bytes.remaining();
            NativeMemory memory = NativeMemory.in(arena, Math.max(1, length));
            memory.bytes().put(0, bytes, bytes.position(), length);
            write(memory.address(), length, endBytes);
            endBytes += length;
            bytes.position(bytes.limit());
        }
    }

    /** Writes {@code length} bytes that are at {@code address}. */
    void write(long address, int length, long offset) throws FileCallException {
        int written = 0;
        while (written < length) {
            int answer = Ntdll.writeFile(handle(), address + written, length - written, offset + written);
            if (answer < 0) {
                throw WinError.failure("write to " + path(), path(), null, answer);
            }
            written += answer;
        }
    }

    @Override
    public Leaf publish() {
        published = true;
        return temporary;
    }

    @Override
    public void close() {
        if (!published && !gone) {
            // Best effort: what stays is named by the next run that comes by.
            gone = true;
            Removal.of(handle(), handle());
        }
        super.close();
        handle = NtStatus.INVALID_HANDLE;
    }
}
