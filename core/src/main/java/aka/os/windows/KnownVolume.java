package aka.os.windows;

import aka.file.VolumeId;
import aka.os.Support;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a volume says of itself.
 *
 * @param fileSystem the name of its file system: {@code NTFS}, {@code ReFS}, {@code FAT32}
 * @param flags what it can do (MS-FSCC 2.5.1)
 * @param remote whether another computer, or another kernel (WSL), has it
 */
@Header("FILE_*")
record KnownVolume(VolumeId id, String fileSystem, long flags, boolean remote) {

    private static final long NAMED_STREAMS = 0x4_0000;
    private static final long READ_ONLY_VOLUME = 0x8_0000;
    private static final long SUPPORTS_HARD_LINKS = 0x40_0000;

    @NoHeader("MS-FSCC 2.5.1")
    private static final long SUPPORTS_BLOCK_REFCOUNTING = 0x800_0000;

    /** All names of a file, those beside the first included (MS-FSA 2.1.5.15.6). */
    @Ours
    private static final int NTFS_MAX_LINKS = 1024;

    /** Returns this volume under an id of its own, which means something within this process only. */
    KnownVolume asAnother(int number) {
        VolumeId own = new VolumeId(Integer.toUnsignedLong(number) + 1, id.low(), false);
        return new KnownVolume(own, fileSystem, flags, remote);
    }

    /** Over a network a file of many names is told to have one (MS-SMB2 has no field for it): that is no count. */
    boolean countsLinks() {
        return !remote;
    }

    /** The flag came with Windows 7; a file system that bears the name of NTFS without it is somebody's own. */
    Support links() {
        if ((flags & SUPPORTS_HARD_LINKS) != 0) {
            return Support.YES;
        }
        return isNtfs() || remote ? Support.UNKNOWN : Support.NO;
    }

    OptionalLong maxLinks() {
        return isNtfs() ? OptionalLong.of(NTFS_MAX_LINKS) : OptionalLong.empty();
    }

    boolean isReadOnly() {
        return (flags & READ_ONLY_VOLUME) != 0;
    }

    boolean hasStreams() {
        return (flags & NAMED_STREAMS) != 0;
    }

    Support clones() {
        return Support.of((flags & SUPPORTS_BLOCK_REFCOUNTING) != 0);
    }

    /** Share modes are kept by Windows for file systems of its own; what is behind another may change without it. */
    Support guards() {
        boolean own = isNtfs() || fileSystem.equals("ReFS");
        return remote ? Support.NO : own ? Support.YES : Support.UNKNOWN;
    }

    /** FAT makes ids of places in its folders, which move. */
    Support lastingIds() {
        if (remote || !id.lasting()) {
            return Support.UNKNOWN;
        }
        return Support.of(!fileSystem.toUpperCase(Locale.ROOT).contains("FAT"));
    }

    /** Whether it can be told from every other volume, so that a file is meant by its id. */
    boolean isTold() {
        return id.lasting() || id.high() != 0;
    }

    /** Whether a file's id is a file reference, of 48 bits and a sequence of 16. */
    boolean hasIdsOf64Bits() {
        return isNtfs();
    }

    private boolean isNtfs() {
        return fileSystem.equals("NTFS");
    }
}
