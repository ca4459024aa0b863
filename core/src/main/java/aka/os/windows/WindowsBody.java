package aka.os.windows;

import aka.file.FileFacts;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.Trouble;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A body as an open handle: one that can be read, or one that only holds it. */
class WindowsBody implements Body {

    /** Where aka's runs lock one byte: behind the end of every file, so that no reader or writer meets the lock. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final long handle;
    private final Path path;
    private final KnownVolume volume;
    private final boolean readable;
    private boolean closed;

    WindowsBody(long handle, Path path, KnownVolume volume, boolean readable) {
        this.handle = handle;
        this.path = path;
        this.volume = volume;
        this.readable = readable;
    }

    final long handle() {
        return handle;
    }

    @Override
    public final Path path() {
        return path;
    }

    @Override
    public final FileFacts facts() throws FileCallException {
        return Handle.facts(handle, path, volume);
    }

    /** Returns what its volume says of itself. */
    final KnownVolume volume() {
        return volume;
    }

    @Override
    public final int read(ByteBuffer into, long offset) throws FileCallException {
        if (!readable) {
            throw notReadable("read " + path);
        }
        if (!into.isDirect()) {
            throw new IllegalArgumentException("only a direct buffer has an address");
        }
        long address = MemorySegment.ofBuffer(into).address();
        int read = 0;
        int wanted = into.remaining();
        while (read < wanted) {
            int answer = Ntdll.readFile(handle, address + read, wanted - read, offset + read);
            if (answer == NtStatus.END_OF_FILE || answer == 0) {
                break;
            }
            if (answer < 0) {
                throw WinError.failure("read " + path, path, null, answer);
            }
            read += answer;
        }
        into.position(into.position() + read);
        return read;
    }

    @Override
    public final boolean tryLock() throws FileCallException {
        if (!readable) {
            return false;
        }
        int answer = Kernel32.lockFile(handle, LOCKED_BYTE, 1);
        if (answer < 0 && answer != -Kernel32.ERROR_LOCK_VIOLATION) {
            throw WinError.failureOf("lock " + path, path, null, -answer);
        }
        return answer == 0;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Ntdll.close(handle);
        }
    }

    /** Returns the exception for a deed that needs more than a hold. */
    final FileCallException notReadable(String deed) {
        return new FileCallException(
                deed,
                path,
                null,
                Trouble.UNSUPPORTED,
                "",
                0,
                "it is held, not opened for reading",
                "Open it for reading.");
    }

    final boolean isReadable() {
        return readable;
    }
}
