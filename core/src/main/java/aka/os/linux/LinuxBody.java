package aka.os.linux;

import aka.file.FileFacts;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.Volume;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A body as a file descriptor: one that can be read, or one that only holds it ({@code O_PATH}). */
class LinuxBody implements Body, Shown {

    private static final long UNSEEN = -1;

    private final int fd;
    private final Shown shown;
    private final LinuxVolumes volumes;
    private final boolean readable;
    /** The device that holds it, which stays the same. */
    private long device;

    /** What was seen of it when it was opened; null where that was not kept. */
    private @Nullable FileFacts first;

    private boolean closed;

    LinuxBody(int fd, Shown shown, LinuxVolumes volumes, boolean readable) {
        this(fd, shown, volumes, readable, UNSEEN);
    }

    LinuxBody(int fd, Shown shown, LinuxVolumes volumes, boolean readable, long device) {
        this.fd = fd;
        this.shown = shown;
        this.volumes = volumes;
        this.readable = readable;
        this.device = device;
    }

    /** Returns the body that was just opened for reading and seen as {@code statx}. */
    static LinuxBody seen(int fd, Shown shown, LinuxVolumes volumes, Statx statx) throws FileCallException {
        LinuxBody body = new LinuxBody(fd, shown, volumes, true, statx.device());
        body.first = body.facts(statx);
        return body;
    }

    final int fd() {
        return fd;
    }

    @Override
    public final Path path() {
        return shown.path();
    }

    @Override
    public final FileFacts facts() throws FileCallException {
        return facts(Descriptor.look(fd, this));
    }

    @Override
    public final FileFacts firstFacts() throws FileCallException {
        return first == null ? facts() : first;
    }

    /** Returns the facts that a look at this body has shown. */
    final FileFacts facts(Statx statx) throws FileCallException {
        return statx.facts(volumes.idOf(statx.device(), fd, this));
    }

    /** Returns the device that holds it, where that was seen when it was opened. */
    final long device() {
        return device;
    }

    /** Returns what is known of the volume that holds it. */
    final Volume volume() throws FileCallException {
        Statx statx = Descriptor.look(fd, this);
        long device = statx.device();
        OptionalLong mountId = statx.mountId();
        return volumes.volume(volumes.idOf(device, fd, this), device, mountId, path());
    }

    /** Returns whether the file system may keep attributes that it does not list: NTFS does, and FUSE may serve it. */
    final boolean mayHideAttributes() throws FileCallException {
        if (device == UNSEEN) {
            device = Descriptor.look(fd, this).device();
        }
        return volumes.hidesAttributes(device, fd);
    }

    @Override
    public final int read(ByteBuffer into, long offset) throws FileCallException {
        if (!readable) {
            throw FileCallException.onlyHeld("read " + path(), this);
        }
        long answer = read(fd, into, offset);
        if (answer < 0) {
            throw Errno.failure("read " + path(), path(), null, answer);
        }
        return (int) answer;
    }

    /** Fills {@code into} from {@code offset} on as far as there are bytes, and returns how many, or a negated error. */
    static long read(int fd, ByteBuffer into, long offset) {
        if (!into.isDirect()) {
            throw new IllegalArgumentException("only a direct buffer has an address");
        }
        long address = MemorySegment.ofBuffer(into).address();
        int read = 0;
        int wanted = into.remaining();
        while (read < wanted) {
            long answer = Libc.pread(fd, address + read, wanted - read, offset + read);
            if (answer < 0) {
                return answer;
            }
            if (answer == 0) {
                break;
            }
            read += (int) answer;
        }
        into.position(into.position() + read);
        return read;
    }

    @Override
    public final long dataFrom(long offset) {
        long data = Libc.lseek(fd, offset, Libc.SEEK_DATA);
        if (Errno.ENXIO.is(data)) {
            return Long.MAX_VALUE;
        }
        return data < 0 ? offset : data;
    }

    @Override
    public final long holeFrom(long offset) {
        long hole = Libc.lseek(fd, offset, Libc.SEEK_HOLE);
        return hole < 0 ? Long.MAX_VALUE : hole;
    }

    @Override
    public final boolean tryLock() throws FileCallException {
        if (!readable) {
            return false;
        }
        int answer = Libc.flock(fd, Libc.LOCK_EX | Libc.LOCK_NB);
        if (Errno.EBADF.is(answer) || Errno.ENOLCK.is(answer)) {
            // NFS makes it a byte-range lock, which wants a file that is open for writing, and a lock server.
            throw Errno.failure("lock " + path(), path(), null, -Errno.ENOLCK.number());
        }
        if (answer < 0 && !Errno.EAGAIN.is(answer)) {
            throw Errno.failure("lock " + path(), path(), null, answer);
        }
        return answer == 0;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
        }
    }

    final boolean isReadable() {
        return readable;
    }
}
