package aka.os.linux;

import aka.file.Kind;
import aka.os.EntryFacts;
import aka.os.FileCallException;
import aka.os.Listing;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A listing by {@code getdents64(2)}: 64 KiB of entries a call; {@code statx} takes the name from where the kernel wrote it.
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

    /** So many entries may be passed over in a row: some milliseconds. */
    private static final int MOST_PASSED_OVER = 1024;

    private static final int WANTED = Statx.TYPE
            | Statx.MODE
            | Statx.NLINK
            | Statx.INO
            | Statx.FILE_SIZE
            | Statx.BLOCKS
            | Statx.MTIME
            | Statx.CHANGED;

    private final LinuxFolder folder;
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
    private @Nullable LongPredicate others;
    private long passedOver;

    /** What the look at this entry has answered, if there was one. */
    private int answer;

    private boolean looked;
    private boolean idsAsked;
    private boolean listsIds;

    /**
     * @param fd with a position that is for this listing alone; given back to {@code folder} when it is done
     */
    LinuxListing(LinuxFolder folder, int fd, LinuxVolumes volumes) {
        this.folder = folder;
        this.fd = fd;
        this.volumes = volumes;
        this.folderDevice = folder.device();
        buffers = Buffers.take(Scratch.get());
        statx = buffers.statx;
    }

    @Override
    public boolean next() throws FileCallException {
        long passable = passedOver + MOST_PASSED_OVER;
        while (advance()) {
            if (isDots()) {
                continue;
            }
            kind = kindOfType(buffers.copy[at + TYPE]);
            looked = false;
            if (others == null || passedOver == passable || !isSingle(others)) {
                return true;
            }
            passedOver++;
        }
        return false;
    }

    private boolean isSingle(LongPredicate others) {
        if (kind != Kind.FILE || buffers.copy[at + NAME] == '.') {
            return false;
        }
        long id = listedId();
        return (id == UNKNOWN || !others.test(id)) && look() == 0 && statx.isSingle();
    }

    @Override
    public void passOverSingles(LongPredicate others) {
        this.others = others;
    }

    @Override
    public long passedOver() {
        return passedOver;
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
                throw Errno.failure("list " + folder.path(), folder.path(), null, error);
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
        byte[] copy = buffers.copy;
        next += copy[at + RECLEN] & 0xFF | (copy[at + RECLEN + 1] & 0xFF) << Byte.SIZE;
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
        return buffers.words.get(at / Long.BYTES);
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
        int seen = look();
        if (Errno.ENOENT.is(seen)) {
            return false;
        }
        if (seen < 0) {
            Path shown = leaf().in(folder.path());
            throw Errno.failure("look at " + shown, shown, null, seen);
        }
        into.entry(statx.kind(), statx.isMountRoot());
        into.identity(volumes.idOf(statx.device(), fd, folder), 0, statx.inode());
        into.content(statx.sizeBytes(), statx.allocatedBytes(), statx.modifiedNanos());
        into.names(statx.linkCount(), statx.changedNanos());
        return true;
    }

    private int look() {
        if (!looked) {
            long name = buffers.entries.address() + at + NAME;
            int flags = Libc.AT_SYMLINK_NOFOLLOW | Libc.AT_NO_AUTOMOUNT;
            answer = Libc.statx(fd, name, flags, WANTED, statx);
            looked = true;
        }
        return answer;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ended = true;
            folder.listed(fd);
            Scratch.get().spare = buffers;
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

    /** The memory of one listing. One that ended leaves it to the next one of its thread. */
    static final class Buffers {
        private final Arena arena = Arena.ofAuto();
        private final NativeMemory entries = NativeMemory.in(arena, BUFFER);
        /** The same: each entry begins with a word. */
        private final LongBuffer words = entries.bytes().asLongBuffer();
        /** The same: to read single bytes out of native memory takes some times as long. */
        private final byte[] copy = new byte[BUFFER];

        private final Statx statx = Statx.in(arena);

        private static Buffers take(Scratch scratch) {
            Buffers spare = scratch.spare;
            scratch.spare = null;
            return spare == null ? new Buffers() : spare;
        }
    }
}
