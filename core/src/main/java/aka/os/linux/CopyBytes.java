package aka.os.linux;

import aka.os.CancelToken;
import aka.os.Draft.Copied;
import aka.os.FileCallException;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/** Gives an empty draft the bytes of a body: cloned, or copied by the kernel, or through memory; holes stay holes. */
final class CopyBytes {

    /** {@code _IOW(0x94, 9, int)}, ioctl_ficlone(2). */
    private static final long FICLONE = 0x40049409L;

    /** So that a stop is heard within moments. */
    private static final long STEP = 64L << 20;

    private static final int THROUGH_MEMORY = 1 << 20;

    private final LinuxBody existing;
    private final LinuxDraft draft;
    private final CancelToken cancel;
    private boolean byKernel = true;
    /** Made where the kernel does not copy: it is large. */
    private @Nullable NativeMemory block;

    CopyBytes(LinuxBody existing, LinuxDraft draft, CancelToken cancel) {
        this.existing = existing;
        this.draft = draft;
        this.cancel = cancel;
    }

    Copied run() throws FileCallException {
        int answer = Libc.ioctl(draft.fd(), FICLONE, existing.fd());
        if (answer == 0) {
            return Copied.CLONED;
        }
        if (Errno.ENOSPC.is(answer) || Errno.EDQUOT.is(answer) || Errno.EIO.is(answer)) {
            throw failure(answer);
        }
        copyData();
        return Copied.COPIED;
    }

    private void copyData() throws FileCallException {
        long size = Descriptor.look(existing.fd(), existing).sizeBytes();
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory from = NativeMemory.in(arena, Long.BYTES);
            NativeMemory to = NativeMemory.in(arena, Long.BYTES);
            long at = 0;
            while (at < size) {
                long start = Libc.lseek(existing.fd(), at, Libc.SEEK_DATA);
                if (Errno.ENXIO.is(start)) {
                    break; // nothing but a hole up to the end
                }
                boolean seeks = start >= 0;
                long end = seeks ? Libc.lseek(existing.fd(), start, Libc.SEEK_HOLE) : size;
                at = copyRange(seeks ? start : at, end < 0 ? size : Math.min(end, size), from, to, arena);
            }
            if (at < size) {
                setSize(size);
            }
        }
    }

    private void setSize(long size) throws FileCallException {
        int answer = Libc.ftruncate(draft.fd(), size);
        if (answer < 0) {
            throw failure(answer);
        }
    }

    private long copyRange(long start, long end, NativeMemory from, NativeMemory to, Arena arena)
            throws FileCallException {
        long at = start;
        while (at < end) {
            cancel.check();
            long copied = byKernel ? copyByKernel(at, end, from, to) : copyThroughMemory(at, end, arena);
            if (copied == 0 && !byKernel) {
                return end; // it became shorter; whoever asked for the copy compares it afterwards
            }
            at += Math.max(copied, 0);
        }
        return at;
    }

    /**
     * Returns the bytes copied; -1 if the kernel does not copy between these two, after which memory is used. Nothing copied
     * is no proof that there was nothing: some file systems answer 0 for what they do not do.
     */
    private long copyByKernel(long at, long end, NativeMemory from, NativeMemory to) throws FileCallException {
        from.bytes().putLong(0, at);
        to.bytes().putLong(0, at);
        long copied = Libc.copyFileRange(existing.fd(), from, draft.fd(), to, Math.min(end - at, STEP));
        if (copied > 0) {
            return copied;
        }
        if (Errno.ENOSPC.is(copied) || Errno.EDQUOT.is(copied) || Errno.EIO.is(copied) || Errno.EFBIG.is(copied)) {
            throw failure(copied);
        }
        byKernel = false;
        return -1;
    }

    private long copyThroughMemory(long at, long end, Arena arena) throws FileCallException {
        NativeMemory memory = block == null ? NativeMemory.in(arena, THROUGH_MEMORY) : block;
        block = memory;
        long read = Libc.pread(existing.fd(), memory.address(), Math.min(end - at, memory.size()), at);
        long written = 0;
        while (read > 0 && written < read) {
            long answer = Libc.pwrite(draft.fd(), memory.address() + written, read - written, at + written);
            if (answer < 0) {
                throw failure(answer);
            }
            written += answer;
        }
        if (read < 0) {
            throw failure(read);
        }
        return read;
    }

    private FileCallException failure(long answer) {
        String deed = "copy the bytes of " + existing.path();
        return Errno.failure(deed, existing.path(), draft.path(), answer);
    }
}
