package aka.dedupe;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The places that are left alone by default. */
final class SpecialPlaces {

    private static final Set<String> VERSION_CONTROL =
            Set.of(".git", ".hg", ".svn", ".bzr", ".jj", ".pijul", ".fslckout", "_FOSSIL_", "CVS", "RCS", "_darcs");

    private static final Set<String> TRASH = Set.of(".Trash", ".Trashes", "$RECYCLE.BIN", "RECYCLER");
    private static final String TRASH_OF_A_USER = ".Trash-";
    private static final String TRASH_OF_A_DESKTOP = "Trash";
    private static final Set<String> IN_A_DESKTOPS_TRASH = Set.of("files", "info", "expunged");

    private static final Set<String> DATABASE_FOLDERS = Set.of("pg_wal", "pg_xlog", "pg_xact", "pg_multixact");
    /** Suffixes of databases as numbers, sorted: this is asked of each name, of which no text is made for it. */
    private static final long[] DATABASE_SUFFIXES = Stream.of(
                    "sqlite", "sqlite2", "sqlite3", "db", "db2", "db3", "mdb", "mdf", "ndf", "accdb", "ldb", "lmdb",
                    "ibd", "frm", "myd", "myi", "fdb", "gdb", "wt", "edb", "ost", "pst", "kdbx")
            .mapToLong(suffix -> number(raw(suffix), 0, suffix.length()))
            .sorted()
            .toArray();

    private static final List<byte[]> LOGS = List.of(raw("-wal"), raw("-shm"), raw("-journal"));

    /** A file of this name is in each folder that a database server keeps. */
    static final byte[] MARK_OF_A_DATABASE = raw("PG_VERSION");

    private static final Set<String> DATABASE_FILES = Set.of("ibdata1", "ib_logfile0", "ib_logfile1", "PG_VERSION");

    private static final List<Path> SYSTEM = List.of(
            Path.of("/bin"),
            Path.of("/boot"),
            Path.of("/dev"),
            Path.of("/etc"),
            Path.of("/lib"),
            Path.of("/lib32"),
            Path.of("/lib64"),
            Path.of("/libx32"),
            Path.of("/proc"),
            Path.of("/run"),
            Path.of("/sbin"),
            Path.of("/sys"),
            Path.of("/usr"),
            Path.of("/var/lib"),
            Path.of("/System"),
            Path.of("/Library"),
            Path.of("/private/etc"),
            Path.of("/private/var/db"),
            Path.of("C:\\Windows"),
            Path.of("C:\\Program Files"),
            Path.of("C:\\Program Files (x86)"),
            Path.of("C:\\ProgramData"));

    /** Where removable disks are mounted on many systems. */
    private static final Path MEDIA = Path.of("/run/media");

    private SpecialPlaces() {}

    /** Returns what kind of place a folder is, or is in, by its absolute path without links; empty for most. */
    static Optional<PlaceKind> ofFolder(Path folder) {
        String above = "";
        for (Path part : folder) {
            String leaf = part.toString();
            if (VERSION_CONTROL.contains(leaf)) {
                return Optional.of(PlaceKind.VERSION_CONTROL);
            }
            if (TRASH.contains(leaf)
                    || leaf.startsWith(TRASH_OF_A_USER)
                    || above.equals(TRASH_OF_A_DESKTOP) && IN_A_DESKTOPS_TRASH.contains(leaf)) {
                return Optional.of(PlaceKind.TRASH);
            }
            if (DATABASE_FOLDERS.contains(leaf)) {
                return Optional.of(PlaceKind.DATABASE);
            }
            above = leaf;
        }
        boolean system = !folder.startsWith(MEDIA) && SYSTEM.stream().anyMatch(folder::startsWith);
        return system ? Optional.of(PlaceKind.SYSTEM) : Optional.empty();
    }

    /** Returns whether a file of this name is, by convention, a part of a database. */
    static boolean isDatabase(byte[] leaf) {
        int end = leaf.length;
        for (byte[] log : LOGS) {
            end -= endsIn(log, leaf, end) ? log.length : 0;
        }
        int suffix = end;
        while (suffix > 0 && leaf[suffix - 1] != '.') {
            suffix--;
        }
        if (suffix == 0) {
            return DATABASE_FILES.contains(new String(leaf, 0, end, StandardCharsets.ISO_8859_1));
        }
        return end - suffix <= Long.BYTES && Arrays.binarySearch(DATABASE_SUFFIXES, number(leaf, suffix, end)) >= 0;
    }

    /** Returns up to eight bytes as one number, upper case letters as lower case ones. */
    private static long number(byte[] text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            boolean upper = text[i] >= 'A' && text[i] <= 'Z';
            number = number << Byte.SIZE | (upper ? text[i] + 'a' - 'A' : text[i]) & 0xFF;
        }
        return number;
    }

    private static boolean endsIn(byte[] what, byte[] leaf, int end) {
        // Nearly all differ in the last byte.
        return end >= what.length
                && leaf[end - 1] == what[what.length - 1]
                && Arrays.equals(leaf, end - what.length, end, what, 0, what.length);
    }

    private static byte[] raw(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
