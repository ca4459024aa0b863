package aka.os.linux;

import aka.file.FileFacts;
import aka.file.FileFacts.Owner;
import aka.file.FileFacts.Trait;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.VolumeId;
import aka.os.BodyMetadata.Treatment;
import aka.os.Listing;
import aka.os.Stamp;
import aka.os.memory.NativeMemory;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A view of {@code struct statx} (statx(2)), whose layout is the same on every machine:
 *
 * <pre>{@code
 * struct statx {
 *     __u32 stx_mask;  __u32 stx_blksize;  __u64 stx_attributes;                          //   0   4   8
 *     __u32 stx_nlink; __u32 stx_uid; __u32 stx_gid; __u16 stx_mode;                      //  16  20  24  28
 *     __u64 stx_ino;   __u64 stx_size; __u64 stx_blocks; __u64 stx_attributes_mask;       //  32  40  48  56
 *     struct statx_timestamp stx_atime, stx_btime, stx_ctime, stx_mtime;                  //  64  80  96 112
 *     __u32 stx_rdev_major, stx_rdev_minor, stx_dev_major, stx_dev_minor;                 // 128 132 136 140
 *     __u64 stx_mnt_id;                                                                   // 144
 *     …
 * };
 * struct statx_timestamp { __s64 tv_sec; __u32 tv_nsec; __s32 __reserved; };
 * }</pre>
 */
record Statx(NativeMemory memory) {

    static final int SIZE = 256;

    static final int TYPE = 0x1;
    static final int MODE = 0x2;
    static final int NLINK = 0x4;
    static final int MTIME = 0x40;
    static final int CHANGED = 0x80;
    static final int INO = 0x100;
    static final int FILE_SIZE = 0x200;
    static final int BLOCKS = 0x400;
    static final int BASIC = 0x7ff;
    static final int BTIME = 0x800;
    static final int MNT_ID = 0x1000;

    /** All that {@link #facts} tells. */
    static final int ALL = BASIC | BTIME | MNT_ID;

    private static final long ATTRIBUTE_IMMUTABLE = 0x10;
    private static final long ATTRIBUTE_APPEND = 0x20;
    private static final long ATTRIBUTE_ENCRYPTED = 0x800;
    private static final long ATTRIBUTE_MOUNT_ROOT = 0x2000;
    private static final long ATTRIBUTE_VERITY = 0x100000;
    private static final long ATTRIBUTE_DAX = 0x200000;

    private static final int ATIME = 64;
    private static final int BORN = 80;
    private static final int CTIME = 96;
    private static final int MODIFIED = 112;

    private static final int BLOCK = 512;

    private boolean has(int field) {
        return (memory.bytes().getInt(0) & field) == field;
    }

    /** Returns whether another file system begins here. */
    boolean isMountRoot() {
        return (memory.bytes().getLong(8) & ATTRIBUTE_MOUNT_ROOT) != 0;
    }

    /** Returns the number of names, or {@link Listing#UNKNOWN}, as for a number that no file system could mean. */
    long linkCount() {
        int count = memory.bytes().getInt(16);
        return has(NLINK) && count >= 0 ? count : Listing.UNKNOWN;
    }

    Kind kind() {
        return kindOfMode(memory.bytes().getShort(28));
    }

    long inode() {
        return memory.bytes().getLong(32);
    }

    long sizeBytes() {
        return memory.bytes().getLong(40);
    }

    /** Returns the bytes of storage held, or {@link Listing#UNKNOWN}. */
    long allocatedBytes() {
        return has(BLOCKS) ? memory.bytes().getLong(48) * BLOCK : Listing.UNKNOWN;
    }

    /** Returns the device as one number, meaningful within this process only. */
    long device() {
        return (long) memory.bytes().getInt(136) << 32
                | Integer.toUnsignedLong(memory.bytes().getInt(140));
    }

    long modifiedNanos() {
        return nanos(MODIFIED);
    }

    /** Returns when the inode changed, or {@link Listing#UNKNOWN}. */
    long changedNanos() {
        return has(CHANGED) ? nanos(CTIME) : Listing.UNKNOWN;
    }

    private long nanos(int at) {
        long seconds = memory.bytes().getLong(at);
        return Math.clamp(seconds, -Listing.MOST_SECONDS, Listing.MOST_SECONDS) * Listing.NANOS_A_SECOND
                + memory.bytes().getInt(at + 8);
    }

    Instant modified() {
        return time(MODIFIED);
    }

    Instant accessed() {
        return time(ATIME);
    }

    OptionalLong mountId() {
        return has(MNT_ID) ? OptionalLong.of(memory.bytes().getLong(144)) : OptionalLong.empty();
    }

    /** Tells what it shows as numbers. */
    void stamp(Stamp stamp, VolumeId volume) {
        stamp.fill(volume, 0, inode(), sizeBytes(), modifiedNanos(), changedNanos());
    }

    /** Returns all facts as a value. */
    FileFacts facts(VolumeId volume) {
        long links = linkCount();
        long allocated = allocatedBytes();
        return new FileFacts(
                kind(),
                Optional.of(new FileKey(volume, 0, inode())),
                links == Listing.UNKNOWN ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(links)),
                sizeBytes(),
                allocated == Listing.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(allocated),
                time(MODIFIED),
                Optional.of(time(CTIME)),
                has(BTIME) ? Optional.of(time(BORN)) : Optional.empty(),
                mountId(),
                Optional.of(owner()),
                traits());
    }

    Owner owner() {
        return new Owner(
                memory.bytes().getInt(20),
                memory.bytes().getInt(24),
                memory.bytes().getShort(28) & 07777);
    }

    /** Returns what the file system does to the bytes; nothing where it does not tell. */
    Set<Treatment> treatments() {
        long attributes = memory.bytes().getLong(8);
        if ((attributes & (ATTRIBUTE_ENCRYPTED | ATTRIBUTE_VERITY | ATTRIBUTE_DAX)) == 0) {
            return Set.of();
        }
        Set<Treatment> treatments = EnumSet.noneOf(Treatment.class);
        if ((attributes & ATTRIBUTE_ENCRYPTED) != 0) {
            treatments.add(Treatment.ENCRYPTED);
        }
        if ((attributes & ATTRIBUTE_VERITY) != 0) {
            treatments.add(Treatment.VERITY);
        }
        if ((attributes & ATTRIBUTE_DAX) != 0) {
            treatments.add(Treatment.DAX);
        }
        return treatments;
    }

    private Set<Trait> traits() {
        long attributes = memory.bytes().getLong(8);
        boolean immutable = (attributes & ATTRIBUTE_IMMUTABLE) != 0;
        boolean appendOnly = (attributes & ATTRIBUTE_APPEND) != 0;
        if (!immutable && !appendOnly) {
            return Set.of();
        }
        return immutable && appendOnly
                ? Set.of(Trait.IMMUTABLE, Trait.APPEND_ONLY)
                : Set.of(immutable ? Trait.IMMUTABLE : Trait.APPEND_ONLY);
    }

    private Instant time(int offset) {
        // Some file systems keep times that no calendar has.
        long seconds =
                Math.clamp(memory.bytes().getLong(offset), Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
        return Instant.ofEpochSecond(seconds, memory.bytes().getInt(offset + 8));
    }

    /** {@code S_IFMT} and its values, from inode(7). */
    private static Kind kindOfMode(int mode) {
        return switch (mode & 0170000) {
            case 0100000 -> Kind.FILE;
            case 0040000 -> Kind.FOLDER;
            case 0120000 -> Kind.SYMLINK;
            default -> Kind.OTHER;
        };
    }
}
