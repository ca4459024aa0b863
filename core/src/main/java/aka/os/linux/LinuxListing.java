package aka.os.linux;

import aka.file.Kind;
import aka.os.EntryFacts;
import aka.os.FileCallException;
import aka.os.Listing;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/**
 * A listing by {@code getdents64(2)}: 64 KiB of entries a call, read where the kernel wrote them; {@code statx} takes the
 * name from that very memory.
 *
 * <pre>{@code
 * struct linux_dirent64 { ino64_t d_ino; off64_t d_off; unsigned short d_reclen; unsigned char d_type; char d_name[]; };
 *                         //  0            8              16                       18                    19
 * }</pre>
 */
final class LinuxListing implements Listing {

    private static final int BUFFER = 64 * 1024;
    private static final int RECLEN = 16;
    private static final int TYPE = 18;
    private static final int NAME = 19;

    private static final int WANTED = Statx.TYPE
            | Statx.MODE
            | Statx.NLINK
            | Statx.INO
            | Statx.FILE_SIZE
            | Statx.BLOCKS
            | Statx.MTIME
            | Statx.CHANGED;

    /** A listing that ended leaves its buffers to the thread's next one. */
    private static final ThreadLocal<Buffers> SPARE = new ThreadLocal<>();

    private final Path folder;
    private final int fd;
    private final LinuxVolumes volumes;
    private final Buffers buffers;
    private final Statx statx;
    private int filled;
    private int at;
    private int next;
    private int leafLength;
    private Kind kind = Kind.UNKNOWN;
    private boolean closed;
    private boolean ended;
    private final long folderDevice;
    private boolean idsAsked;
    private boolean listsIds;

    LinuxListing(LinuxFolder folder, LinuxVolumes volumes) throws FileCallException {
        this.folder = folder.path();
        this.volumes = volumes;
        this.folderDevice = folder.device();
        // A descriptor of its own: the position in a folder belongs to the open file, and one folder may be listed
        // twice.
        int flags = Machine.O_DIRECTORY | Machine.O_CLOEXEC | Machine.O_NONBLOCK;
        fd = Libc.openat(folder.fd(), Scratch.get().path(new byte[] {'.'}), flags, 0);
        if (fd < 0) {
            throw Errno.failure("list " + this.folder, this.folder, null, fd);
        }
        Buffers spare = SPARE.get();
        SPARE.remove();
        buffers = spare == null ? new Buffers() : spare;
        statx = new Statx(buffers.statx);
    }

    @Override
    public boolean next() throws FileCallException {
        while (advance()) {
            if (!isDots()) {
                kind = kindOfType(buffers.copy[at + TYPE]);
                return true;
            }
        }
        return false;
    }

    private boolean advance() throws FileCallException {
        if (ended) {
            return false;
        }
        if (next == filled) {
            filled = Libc.getdents64(fd, buffers.entries);
            if (filled < 0) {
                int error = filled;
                filled = 0;
                next = 0;
                ended = true;
                throw Errno.failure("list " + folder, folder, null, error);
            }
            next = 0;
            if (filled == 0) {
                ended = true;
                return false;
            }
            buffers.entries.bytes().get(0, buffers.copy, 0, filled);
        }
        at = next;
        leafLength = -1;
        next += buffers.entries.bytes().getShort(at + RECLEN) & 0xFFFF;
        return true;
    }

    private boolean isDots() {
        byte[] copy = buffers.copy;
        int name = at + NAME;
        return copy[name] == '.' && (copy[name + 1] == 0 || copy[name + 1] == '.' && copy[name + 2] == 0);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public long listedId() {
        if (!idsAsked) {
            idsAsked = true;
            listsIds = folderDevice != LinuxFolder.NOT_LOOKED_AT && volumes.listsIds(folderDevice, fd);
        }
        return listsIds ? listedInode() : UNKNOWN;
    }

    /** Returns the file id that stands in the folder itself, whatever it is worth: under a mount, that of what is covered. */
    long listedInode() {
        return buffers.entries.bytes().getLong(at);
    }

    @Override
    public int leafLength() {
        if (leafLength < 0) {
            // An entry is no longer than its name needs, rounded up to eight bytes; so its end is among the last eight.
            int end = Math.max(at + NAME, next - Long.BYTES);
            byte[] copy = buffers.copy;
            while (copy[end] != 0) {
                end++;
            }
            leafLength = end - at - NAME;
        }
        return leafLength;
    }

    @Override
    public void copyLeaf(byte[] into, int offset) {
        System.arraycopy(buffers.copy, at + NAME, into, offset, leafLength());
    }

    @Override
    public boolean readFacts(EntryFacts into) throws FileCallException {
        long name = buffers.entries.address() + at + NAME;
        int flags = Libc.AT_SYMLINK_NOFOLLOW | Libc.AT_NO_AUTOMOUNT;
        int answer = Libc.statx(fd, name, flags, WANTED, buffers.statx);
        if (Errno.ENOENT.is(answer)) {
            return false;
        }
        if (answer < 0) {
            Path shown = leaf().in(folder);
            throw Errno.failure("look at " + shown, shown, null, answer);
        }
        into.entry(statx.kind(), statx.isMountRoot());
        into.identity(volumes.idOf(statx.device(), fd, folder), 0, statx.inode());
        into.content(statx.sizeBytes(), statx.allocatedBytes(), statx.modifiedNanos());
        into.names(statx.linkCount(), statx.changedNanos());
        return true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ended = true;
            Libc.close(fd);
            SPARE.set(buffers);
        }
    }

    /** {@code DT_*} of readdir(3). */
    private static Kind kindOfType(byte type) {
        return switch (type) {
            case 0 -> Kind.UNKNOWN;
            case 4 -> Kind.FOLDER;
            case 8 -> Kind.FILE;
            case 10 -> Kind.SYMLINK;
            default -> Kind.OTHER;
        };
    }

    /** The memory of one listing. */
    private static final class Buffers {
        private final Arena arena = Arena.ofAuto();
        private final NativeMemory entries = NativeMemory.in(arena, BUFFER);
        /** The same: to read single bytes out of native memory takes some times as long. */
        private final byte[] copy = new byte[BUFFER];

        private final NativeMemory statx = NativeMemory.in(arena, Statx.SIZE);
    }
}
