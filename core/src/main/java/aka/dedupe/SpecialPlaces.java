package aka.dedupe;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The places that are left alone by default. */
final class SpecialPlaces {

    private static final Set<String> VERSION_CONTROL =
            Set.of(".git", ".hg", ".svn", ".bzr", ".jj", ".pijul", ".fslckout", "_FOSSIL_", "CVS", "RCS", "_darcs");

    private static final Set<String> TRASH = Set.of(".Trash", ".Trashes", "$RECYCLE.BIN", "RECYCLER");
    private static final String TRASH_OF_A_USER = ".Trash-";
    private static final String TRASH_OF_A_DESKTOP = "Trash";
    private static final Set<String> IN_A_DESKTOPS_TRASH = Set.of("files", "info", "expunged");

    private static final Set<String> DATABASE_FOLDERS = Set.of("pg_wal", "pg_xlog", "pg_xact", "pg_multixact");
    private static final Set<String> DATABASE_SUFFIXES = Set.of(
            "sqlite", "sqlite2", "sqlite3", "db", "db2", "db3", "mdb", "mdf", "ndf", "accdb", "ldb", "lmdb", "ibd",
            "frm", "myd", "myi", "fdb", "gdb", "wt", "edb", "ost", "pst", "kdbx");
    private static final List<String> LOGS = List.of("-wal", "-shm", "-journal");
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
        String name = new String(leaf, StandardCharsets.ISO_8859_1);
        for (String log : LOGS) {
            if (name.endsWith(log)) {
                name = name.substring(0, name.length() - log.length());
            }
        }
        int dot = name.lastIndexOf('.');
        return dot < 0
                ? DATABASE_FILES.contains(name)
                : DATABASE_SUFFIXES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** Returns whether a file of this name marks its folder as one that a database server keeps. */
    static boolean marksDatabase(byte[] leaf) {
        return new String(leaf, StandardCharsets.ISO_8859_1).equals("PG_VERSION");
    }
}
