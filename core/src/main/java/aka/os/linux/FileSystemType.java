package aka.os.linux;

import aka.os.Support;
import java.util.OptionalLong;

/**
 * What is published of a type of file system, so that it need not be tried. What is not said here is unknown.
 *
 * <p>Sources: link(2) and the kernel's {@code EXT4_LINK_MAX} (its driver serves ext2 and ext3, too), {@code BTRFS_LINK_MAX},
 * {@code XFS_MAXLINK}, {@code NTFS_LINK_MAX}. The system's own {@code EMLINK} is the truth.
 *
 * @param leases whether a read lease sees every writer: not where a body has one kernel inode a name (FUSE), nor on overlay
 */
record FileSystemType(
        OptionalLong maxLinks, Support links, Support leases, Support exchange, Support clones, Support lastingIds) {

    static FileSystemType of(String name) {
        if (name.equals("fuseblk.exfat") || name.equals("fuseblk.vfat")) {
            return type(0, Support.NO, Support.NO, Support.NO, Support.NO, Support.NO);
        }
        if (name.equals("fuseblk.ntfs")) {
            return type(0, Support.YES, Support.NO, Support.NO, Support.NO, Support.UNKNOWN);
        }
        if (name.equals("fuse") || name.equals("fuseblk") || name.startsWith("fuse.")) {
            return type(0, Support.UNKNOWN, Support.NO, Support.UNKNOWN, Support.UNKNOWN, Support.UNKNOWN);
        }
        return switch (name) {
            case "ext4" -> type(65_000, Support.YES, Support.YES, Support.YES, Support.NO, Support.YES);
            case "ext2", "ext3" -> type(65_000, Support.YES, Support.YES, Support.YES, Support.NO, Support.YES);
            case "xfs" -> type(Integer.MAX_VALUE, Support.YES, Support.YES, Support.YES, Support.UNKNOWN, Support.YES);
            case "btrfs" -> type(65_535, Support.YES, Support.YES, Support.YES, Support.YES, Support.YES);
            case "f2fs" -> type(0, Support.YES, Support.UNKNOWN, Support.YES, Support.NO, Support.YES);
            case "tmpfs" -> type(0, Support.YES, Support.YES, Support.YES, Support.NO, Support.NO);
            case "ntfs3" -> type(1_024, Support.YES, Support.UNKNOWN, Support.UNKNOWN, Support.NO, Support.YES);
            case "overlay" -> type(0, Support.YES, Support.NO, Support.UNKNOWN, Support.UNKNOWN, Support.NO);
            case "vfat", "msdos", "exfat", "iso9660", "udf", "squashfs" ->
                type(0, Support.NO, Support.UNKNOWN, Support.UNKNOWN, Support.NO, Support.NO);
            default ->
                isPseudo(name)
                        ? type(0, Support.NO, Support.NO, Support.NO, Support.NO, Support.NO)
                        : type(0, Support.UNKNOWN, Support.UNKNOWN, Support.UNKNOWN, Support.UNKNOWN, Support.UNKNOWN);
        };
    }

    /** Returns whether the kernel makes up the files of such a file system: they are stored nowhere. */
    static boolean isPseudo(String name) {
        return switch (name) {
            case "proc",
                    "sysfs",
                    "devpts",
                    "cgroup",
                    "cgroup2",
                    "securityfs",
                    "debugfs",
                    "tracefs",
                    "configfs",
                    "efivarfs",
                    "bpf",
                    "pstore",
                    "mqueue",
                    "binfmt_misc",
                    "fusectl",
                    "nsfs",
                    "autofs" -> true;
            default -> false;
        };
    }

    private static FileSystemType type(
            long maxLinks, Support links, Support leases, Support exchange, Support clones, Support lastingIds) {
        OptionalLong limit = maxLinks == 0 ? OptionalLong.empty() : OptionalLong.of(maxLinks);
        return new FileSystemType(limit, links, leases, exchange, clones, lastingIds);
    }
}
