package aka.os.linux;

import aka.file.FileFacts;
import aka.file.FileFacts.Owner;
import aka.file.FileFacts.Trait;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.VolumeId;
import aka.os.BodyMetadata.Treatment;
import aka.os.FolderIdentity;
import aka.os.Listing;
import aka.os.Stamp;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.LongBuffer;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the last call wrote to a {@code struct statx} (statx(2)), whose layout is the same on every machine:
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
 *
 * <p>It is read in whole words, which takes a part of the time that reading each field does, and less than copying them: that is a
 * native call of its own, as far as the simple compiler knows. The machines of {@link Machine} are little-endian.
 */
final class Statx {

    private static final int SIZE = 256;

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

    private final ErrorNumber error;
    private final long address;
    private final LongBuffer words;

    private Statx(ErrorNumber error, NativeMemory memory) {
        this.error = error;
        this.address = memory.address();
        this.words = memory.bytes().asLongBuffer();
    }

    /** Returns one that lives as long as {@code arena}, and shows nothing yet. */
    static Statx in(Arena arena) {
        return new Statx(ErrorNumber.in(arena), NativeMemory.in(arena, SIZE));
    }

    /** Returns where a call is to write. */
    long address() {
        return address;
    }

    /** Returns where it is to leave its error. */
    ErrorNumber error() {
        return error;
    }

    private long word(int at) {
        return words.get(at / Long.BYTES);
    }

    private int half(int at) {
        return (int) (word(at) >>> at % Long.BYTES * Byte.SIZE);
    }

    private boolean has(int field) {
        return (half(0) & field) == field;
    }

    /** Returns whether another file system begins here. */
    boolean isMountRoot() {
        return (word(8) & ATTRIBUTE_MOUNT_ROOT) != 0;
    }

    /** Returns the number of names, or {@link Listing#UNKNOWN}, as for a number that no file system could mean. */
    long linkCount() {
        int count = half(16);
        return has(NLINK) && count >= 0 ? count : Listing.UNKNOWN;
    }

    /** Returns whether it is a regular file of which one name is surely all there is, and nothing is mounted on that. */
    boolean isSingle() {
        return linkCount() == 1 && kind() == Kind.FILE && inode() != 0 && !isMountRoot();
    }

    Kind kind() {
        return kindOfMode(half(28));
    }

    long inode() {
        return word(32);
    }

    long sizeBytes() {
        return word(40);
    }

    /** Returns the bytes of storage held, or {@link Listing#UNKNOWN}. */
    long allocatedBytes() {
        return has(BLOCKS) ? word(48) * BLOCK : Listing.UNKNOWN;
    }

    /** Returns the device as one number, meaningful within this process only. */
    long device() {
        return (long) half(136) << 32 | Integer.toUnsignedLong(half(140));
    }

    long modifiedNanos() {
        return nanos(MODIFIED);
    }

    /** Returns when the inode changed, or {@link Listing#UNKNOWN}. */
    long changedNanos() {
        return has(CHANGED) ? nanos(CTIME) : Listing.UNKNOWN;
    }

    private long nanos(int at) {
        long seconds = word(at);
        return Math.clamp(seconds, -Listing.MOST_SECONDS, Listing.MOST_SECONDS) * Listing.NANOS_A_SECOND + half(at + 8);
    }

    Instant modified() {
        return time(MODIFIED);
    }

    Instant accessed() {
        return time(ATIME);
    }

    OptionalLong mountId() {
        return has(MNT_ID) ? OptionalLong.of(word(144)) : OptionalLong.empty();
    }

    /** Tells what it shows as numbers. */
    void stamp(Stamp stamp, VolumeId volume) {
        stamp.fill(volume, 0, inode(), sizeBytes(), modifiedNanos(), changedNanos());
    }

    FolderIdentity identity(VolumeId volume) {
        return new FolderIdentity(Optional.of(new FileKey(volume, 0, inode())), mountId());
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
        return new Owner(half(20), half(24), half(28) & 07777);
    }

    /** Returns what the file system does to the bytes; nothing where it does not tell. */
    Set<Treatment> treatments() {
        long attributes = word(8);
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
        long attributes = word(8);
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
        long seconds = Math.clamp(word(offset), Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
        return Instant.ofEpochSecond(seconds, half(offset + 8));
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
