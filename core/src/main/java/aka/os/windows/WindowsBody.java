package aka.os.windows;

import aka.file.FileFacts;
import aka.os.Body;
import aka.os.FileCallException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A body as an open handle: one that can be read, or one that only holds it. */
class WindowsBody implements Body {

    /** What a body is opened for to be read, with its metadata. */
    @Ours
    static final int READING = Ntdll.FILE_READ_DATA | Ntdll.FILE_READ_ATTRIBUTES | Ntdll.READ_CONTROL;

    /** Where aka's runs lock one byte: behind the end of every file, so that no reader or writer meets the lock. */
    @Ours
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path path;
    private final KnownVolume volume;
    private final boolean readable;
    private final OpenBodies bodies;
    private final Set<DeniedWrites> guards = ConcurrentHashMap.newKeySet();
    private long handle;
    private boolean locked;
    private boolean closed;

    WindowsBody(long handle, Path path, KnownVolume volume, boolean readable, OpenBodies bodies) {
        this.handle = handle;
        this.path = path;
        this.volume = volume;
        this.readable = readable;
        this.bodies = bodies;
    }

    /** Returns a body that was there before. */
    static WindowsBody opened(long handle, Path path, KnownVolume volume, boolean readable, OpenBodies bodies) {
        WindowsBody body = new WindowsBody(handle, path, volume, readable, bodies);
        bodies.add(body);
        return body;
    }

    /** Does something with an open handle, and returns what comes of it. */
    @FunctionalInterface
    interface Deed<T> {
        T with(long handle) throws FileCallException;
    }

    /** Does something with the handle, which stays open meanwhile. */
    final <T> T use(Deed<T> deed) throws FileCallException {
        bodies.using().lock();
        try {
            return deed.with(handle);
        } finally {
            bodies.using().unlock();
        }
    }

    @Override
    public final Path path() {
        return path;
    }

    @Override
    public final FileFacts facts() throws FileCallException {
        return use(open -> Handle.facts(open, path, volume));
    }

    /** Returns what its volume says of itself. */
    final KnownVolume volume() {
        return volume;
    }

    /** Returns the native name of its volume; empty if that has none. */
    final Optional<String> volumeName() {
        bodies.using().lock();
        try {
            return MountPoints.volumeOf(handle);
        } finally {
            bodies.using().unlock();
        }
    }

    @Override
    public final int read(ByteBuffer into, long offset) throws FileCallException {
        if (!readable) {
            throw FileCallException.onlyHeld("read " + path, this);
        }
        if (!into.isDirect()) {
            throw new IllegalArgumentException("only a direct buffer has an address");
        }
        long address = MemorySegment.ofBuffer(into).address();
        int read = use(open -> read(open, address, into.remaining(), offset));
        into.position(into.position() + read);
        return read;
    }

    private int read(long open, long address, int wanted, long offset) throws FileCallException {
        int read = 0;
        while (read < wanted) {
            int answer = Ntdll.readFile(open, address + read, wanted - read, offset + read);
            if (answer == NtStatus.END_OF_FILE || answer == 0) {
                break;
            }
            WindowsFolder.require(answer, "read " + path, path, null);
            read += answer;
        }
        return read;
    }

    @Override
    public final boolean tryLock() throws FileCallException {
        if (!readable) {
            return false;
        }
        int answer = use(open -> Kernel32.lockFile(open, LOCKED_BYTE, 1));
        if (answer < 0 && answer != -Kernel32.ERROR_LOCK_VIOLATION) {
            throw WinError.failureOf("lock " + path, path, null, -answer);
        }
        locked |= answer == 0;
        return answer == 0;
    }

    /**
     * Opens the file once more: by what is open, or, where that was opened by a name that has gone since, by its id.
     *
     * @return the handle, or the status
     */
    final long again(long open, int access, int share) {
        long answer = Opening.again(open, access, share);
        return answer < 0 && NtStatus.isMissing((int) answer)
                ? bodies.open(FileId.of(open), volume, access, share)
                : answer;
    }

    /** Opens the file once more, for {@code access} and shared as {@code share} says. Returns the handle, or the status. */
    final long again(int access, int share) throws FileCallException {
        return use(open -> again(open, access, share));
    }

    /** Denies writing to the file until the guard is closed. */
    final DeniedWrites denyWrites() throws FileCallException {
        return use(open -> {
            DeniedWrites guard = new DeniedWrites(this, open);
            guards.add(guard);
            return guard;
        });
    }

    final void lift(DeniedWrites guard) {
        bodies.using().lock();
        try {
            guards.remove(guard);
            guard.closeHandle();
        } finally {
            bodies.using().unlock();
        }
    }

    /** A body that is locked stays open: the lock would be gone with the handle. */
    final boolean isOpenOn(FileId id, KnownVolume where) {
        return !closed && !locked && volume.equals(where) && FileId.of(handle).equals(id);
    }

    final void closeForNow() {
        guards.forEach(DeniedWrites::closeHandle);
        Ntdll.close(handle);
        handle = NtStatus.INVALID_HANDLE;
    }

    /** What cannot be opened again refuses every further call, as a handle that is none does. */
    final void openAgain(FileId id) {
        int access = readable ? READING : Ntdll.FILE_READ_ATTRIBUTES;
        handle = bodies.open(id, volume, access, Ntdll.SHARE_ALL);
        guards.forEach(guard -> guard.openAgain(handle));
    }

    @Override
    public void close() {
        bodies.using().lock();
        try {
            if (!closed) {
                closed = true;
                bodies.remove(this);
                Ntdll.close(handle);
                // Its number may be another file's by now.
                handle = NtStatus.INVALID_HANDLE;
            }
        } finally {
            bodies.using().unlock();
        }
    }

    final boolean isReadable() {
        return readable;
    }
}
