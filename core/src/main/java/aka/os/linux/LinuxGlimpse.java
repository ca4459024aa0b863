package aka.os.linux;

import aka.os.FileCallException;
import aka.os.Glimpse;
import aka.os.Stamp;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A descriptor that was opened without a look. A pipe or a socket cannot be read at an offset ({@code ESPIPE}). */
final class LinuxGlimpse implements Glimpse, Shown {

    private final LinuxFolder folder;
    private final byte[] below;
    private final LinuxVolumes volumes;
    private final int fd;
    private boolean closed;

    /**
     * @param below the raw path from {@code folder} to the file, for messages
     * @param fd belongs to it from now on
     */
    LinuxGlimpse(LinuxFolder folder, byte[] below, LinuxVolumes volumes, int fd) {
        this.folder = folder;
        this.below = below;
        this.volumes = volumes;
        this.fd = fd;
    }

    int fd() {
        return fd;
    }

    LinuxVolumes volumes() {
        return volumes;
    }

    @Override
    public Path path() {
        return folder.shown(below);
    }

    @Override
    public int read(ByteBuffer into, long offset) throws FileCallException {
        long answer = LinuxBody.read(fd, into, offset);
        if (answer < 0) {
            throw Errno.failure("read " + path(), path(), null, answer);
        }
        return (int) answer;
    }

    @Override
    public boolean look(Stamp now) throws FileCallException {
        Statx statx = Descriptor.look(fd, folder);
        LinuxFolder.requireRegular(statx.kind(), this);
        long device = statx.device();
        statx.stamp(now, volumes.idOf(device, fd, folder));
        // Where each name has a page cache of its own, what was read may be what another name's does not hold any more.
        return !volumes.cachesByName(device, fd);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
        }
    }
}
