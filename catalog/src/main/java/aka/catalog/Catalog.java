package aka.catalog;

import aka.catalog.CatalogException.Trouble;
import aka.content.HashPage;
import aka.content.PageKey;
import aka.file.VolumeId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * The catalogue's file, open. One row a page; see {@code docs/catalog.md}. For one thread; other processes may use the file
 * meanwhile.
 */
public final class Catalog implements AutoCloseable {

    /** An entry that is used has its day written again when it is older than this many days. */
    public static final int IDLE_DAYS = 7;

    /** So long is waited for another process that writes; then the search goes on without. */
    private static final int PATIENCE_MILLIS = 500;

    private static final String TABLES = """
            CREATE TABLE volume(
                id INTEGER PRIMARY KEY, high INTEGER NOT NULL, low INTEGER NOT NULL, UNIQUE(high, low));
            CREATE TABLE page(
                volume INTEGER NOT NULL REFERENCES volume(id), high INTEGER NOT NULL, number INTEGER NOT NULL,
                files INTEGER NOT NULL, day INTEGER NOT NULL, entries BLOB NOT NULL,
                UNIQUE(volume, high, number));
            """;

    private final CatalogFile file;
    private final Connection connection;

    private Catalog(CatalogFile file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens the catalogue at {@code path}, and makes it if it is not there; the folder is.
     *
     * @throws CatalogException if it cannot be used as it is
     */
    public static Catalog open(Path path) throws CatalogException {
        CatalogFile file = new CatalogFile(path);
        file.make();
        boolean begun = file.check();
        try {
            Catalog catalog = new Catalog(file, connect(path));
            boolean usable = false;
            try {
                if (!begun) {
                    catalog.begin();
                }
                // Written only after the tables are there, so that the header of the file always tells the version.
                catalog.execute("PRAGMA journal_mode=WAL");
                usable = true;
                return catalog;
            } finally {
                if (!usable) {
                    catalog.close();
                }
            }
        } catch (SQLException failed) {
            throw SqlTrouble.exception(path, failed);
        }
    }

    /** Returns whether there may be a catalogue at {@code path}: false only if there is surely nothing. */
    public static boolean mayBeThere(Path path) {
        return new CatalogFile(path).mayExist();
    }

    /** Returns the bytes that the catalogue at {@code path} takes up, with all that is beside it; 0 if there is none. */
    public static long sizeBytes(Path path) {
        return new CatalogFile(path).sizeBytes();
    }

    /**
     * Removes the catalogue at {@code path}, damaged or not, with all that is beside it.
     *
     * @return whether there was anything
     * @throws CatalogException {@link Trouble#FOREIGN}, and nothing was removed; {@link Trouble#UNUSABLE}
     */
    public static boolean clear(Path path) throws CatalogException {
        CatalogFile file = new CatalogFile(path);
        try {
            if (file.mayExist()) {
                file.check();
            }
        } catch (CatalogException found) {
            if (found.trouble() != Trouble.DAMAGED) {
                throw found;
            }
        }
        return file.remove();
    }

    /** Not by {@code DriverManager}, which would load every driver on the class path. */
    private static Connection connect(Path path) throws SQLException {
        NativeLibrary.find();
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.setSynchronous(SynchronousMode.NORMAL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        // As a URI, so that no character of a path means anything.
        source.setUrl("jdbc:sqlite:" + path.toUri());
        return source.getConnection();
    }

    /** Another process may do the same. */
    private void begin() throws SQLException {
        execute("BEGIN IMMEDIATE");
        try {
            if (number("SELECT count(*) FROM sqlite_master") == 0) {
                for (String table : TABLES.split(";\n", -1)) {
                    if (!table.isBlank()) {
                        execute(table);
                    }
                }
                execute("PRAGMA application_id=" + CatalogFile.APPLICATION);
                execute("PRAGMA user_version=" + CatalogFile.VERSION);
            }
            execute("COMMIT");
        } catch (SQLException failed) {
            rollBack(failed);
            throw failed;
        }
    }

    /**
     * Hands over those of {@code pages} that there are.
     *
     * @throws CatalogException if it cannot be read, or what is read was not written by us
     */
    public void recall(List<PageKey> pages, BiConsumer<PageKey, HashPage> into) throws CatalogException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT entries FROM page WHERE volume=? AND high=? AND number=?")) {
            // One transaction, so that the file is locked once and not for each page.
            execute("BEGIN");
            try {
                VolumeNumbers volumes = new VolumeNumbers(connection);
                for (PageKey key : pages) {
                    Optional<Long> volume = volumes.find(key.volume());
                    if (volume.isPresent()) {
                        Optional<HashPage> page = read(select, volume.get(), key);
                        page.ifPresent(found -> into.accept(key, found));
                    }
                }
            } finally {
                execute("COMMIT");
            }
        } catch (SQLException failed) {
            throw SqlTrouble.exception(file.path(), failed);
        }
    }

    private Optional<HashPage> read(PreparedStatement select, long volume, PageKey key)
            throws SQLException, CatalogException {
        select.setLong(1, volume);
        select.setLong(2, key.fileHigh());
        select.setLong(3, key.page());
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            Optional<HashPage> page = SealedPage.open(key, row.getBytes(1));
            if (page.isEmpty()) {
                throw damaged();
            }
            return page;
        }
    }

    /**
     * Writes these entries, in place of those of the same bodies, all of them or none.
     *
     * @throws CatalogException if they cannot be written
     */
    public void remember(SortedMap<PageKey, HashPage> pages) throws CatalogException {
        try {
            execute("BEGIN IMMEDIATE");
            try {
                write(pages);
                execute("COMMIT");
            } catch (SQLException | CatalogException failed) {
                rollBack(failed);
                throw failed;
            }
        } catch (SQLException failed) {
            throw SqlTrouble.exception(file.path(), failed);
        }
    }

    private void write(SortedMap<PageKey, HashPage> pages) throws SQLException, CatalogException {
        VolumeNumbers volumes = new VolumeNumbers(connection);
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT entries FROM page WHERE volume=? AND high=? AND number=?");
                PreparedStatement put = connection.prepareStatement(
                        "INSERT INTO page(volume, high, number, files, day, entries) VALUES(?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT(volume, high, number) DO UPDATE"
                                + " SET files=excluded.files, day=excluded.day, entries=excluded.entries")) {
            for (Map.Entry<PageKey, HashPage> each : pages.entrySet()) {
                long volume = volumes.findOrAdd(each.getKey().volume());
                HashPage merged = read(select, volume, each.getKey())
                        .map(there -> there.with(each.getValue()))
                        .orElse(each.getValue());
                put(put, volume, each.getKey(), merged);
            }
        }
    }

    private static void put(PreparedStatement put, long volume, PageKey key, HashPage page) throws SQLException {
        put.setLong(1, volume);
        put.setLong(2, key.fileHigh());
        put.setLong(3, key.page());
        put.setLong(4, page.entries());
        put.setLong(5, page.lastDay());
        put.setBytes(6, SealedPage.seal(key, page));
        put.executeUpdate();
    }

    /** Returns what there is. */
    public CatalogStatus status() throws CatalogException {
        try {
            long files = number("SELECT coalesce(sum(files), 0) FROM page");
            long volumes = number("SELECT count(DISTINCT volume) FROM page");
            long day = number("SELECT coalesce(max(day), 0) FROM page");
            Optional<LocalDate> lastUsed = files == 0 ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day));
            return new CatalogStatus(file.path(), file.sizeBytes(), files, volumes, lastUsed);
        } catch (SQLException failed) {
            throw SqlTrouble.exception(file.path(), failed);
        }
    }

    /**
     * Forgets what no search came by since {@code day}, and gives the room back.
     *
     * @return how many entries went
     */
    public long prune(LocalDate day) throws CatalogException {
        try {
            execute("BEGIN IMMEDIATE");
            long forgotten;
            try {
                forgotten = forget(Math.clamp(day.toEpochDay(), 0, 0xFFFF));
                execute("DELETE FROM volume WHERE id NOT IN (SELECT volume FROM page)");
                execute("COMMIT");
            } catch (SQLException | CatalogException failed) {
                rollBack(failed);
                throw failed;
            }
            if (forgotten > 0) {
                execute("VACUUM");
                execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            return forgotten;
        } catch (SQLException failed) {
            throw SqlTrouble.exception(file.path(), failed);
        }
    }

    private long forget(int day) throws SQLException, CatalogException {
        long forgotten = 0;
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT entries FROM page WHERE volume=? AND high=?" + " AND number=?");
                PreparedStatement put = connection.prepareStatement(
                        "UPDATE page SET files=?4, day=?5, entries=?6 WHERE volume=?1 AND high=?2 AND number=?3")) {
            for (Map.Entry<PageKey, Long> each : keys()) {
                HashPage page = read(select, each.getValue(), each.getKey()).orElseThrow();
                HashPage left = page.since(day);
                if (left.entries() < page.entries()) {
                    forgotten += page.entries() - left.entries();
                    put(put, each.getValue(), each.getKey(), left);
                }
            }
        }
        execute("DELETE FROM page WHERE files=0");
        return forgotten;
    }

    /** Returns every page there is, and the number of its volume. */
    private List<Map.Entry<PageKey, Long>> keys() throws SQLException {
        List<Map.Entry<PageKey, Long>> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT volume.high, volume.low, page.high, number, volume"
                        + " FROM page JOIN volume ON volume.id=page.volume ORDER BY volume, page.high, number")) {
            while (row.next()) {
                VolumeId volume = new VolumeId(row.getLong(1), row.getLong(2), true);
                keys.add(Map.entry(new PageKey(volume, row.getLong(3), row.getLong(4)), row.getLong(5)));
            }
        }
        return keys;
    }

    CatalogFile file() {
        return file;
    }

    private CatalogException damaged() {
        return new CatalogException(Trouble.DAMAGED, file.path(), "is damaged");
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void rollBack(Exception because) {
        try {
            execute("ROLLBACK");
        } catch (SQLException alsoFailed) {
            because.addSuppressed(alsoFailed);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException nothingIsLost) {
            // What was committed is in the log beside the file.
            return;
        }
    }
}
