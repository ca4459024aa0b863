package aka.catalog;

import static aka.catalog.Pages.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import aka.catalog.CatalogException.Trouble;
import aka.content.HashPage;
import aka.content.PageKey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class CatalogTest {

    /** A name that means something in a URI, in SQL and to SQLite. */
    private static final String LEAF = "a catalog?mode=memory&%41'#.db";

    @TempDir
    Path temp;

    private Path file() {
        return temp.resolve(LEAF);
    }

    private Connection another() throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file().toUri());
        return source.getConnection();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = another();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void remember(SortedMap<PageKey, HashPage> pages) throws CatalogException {
        try (Catalog catalog = Catalog.open(file())) {
            catalog.remember(pages);
        }
    }

    private Map<Long, HashPage> recalled(int count) throws CatalogException {
        try (Catalog catalog = Catalog.open(file())) {
            return Pages.recalled(catalog, count);
        }
    }

    private static CatalogException failure(ThrowingCallable deed) {
        return catchThrowableOfType(CatalogException.class, deed);
    }

    @Test
    void recall_ofWhatAnotherProcessRemembered_hasIt() throws Exception {
        remember(Pages.of(3, entry(1, 100), entry(255, 100)));

        Map<Long, HashPage> pages = recalled(5);

        assertThat(pages.keySet()).containsExactly(3L);
        assertThat(Objects.requireNonNull(pages.get(3L)).find(255)).contains(entry(255, 100));
    }

    @Test
    void remember_onAPageThatIsThere_keepsTheOtherBodies() throws Exception {
        remember(Pages.of(3, entry(1, 100), entry(2, 100)));
        remember(Pages.of(3, entry(2, 200)));

        HashPage page = Objects.requireNonNull(recalled(5).get(3L));

        assertThat(page.find(1)).contains(entry(1, 100));
        assertThat(page.find(2)).contains(entry(2, 200));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions")
    void open_makesAFileForItsOwnerOnly() throws Exception {
        try (Catalog catalog = Catalog.open(file());
                Stream<Path> files = Files.list(temp)) {
            catalog.remember(Pages.full(1));
            assertThat(files.toList())
                    .hasSize(1 + 2)
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void open_ofALaterVersion_isRefusedAndChangesNothing() throws Exception {
        remember(Pages.full(1));
        run("PRAGMA user_version=" + (CatalogFile.VERSION + 1));
        byte[] before = Files.readAllBytes(file());

        assertThat(failure(() -> Catalog.open(file())).trouble()).isEqualTo(Trouble.FOREIGN);
        assertThat(failure(() -> Catalog.clear(file())).trouble()).isEqualTo(Trouble.FOREIGN);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void open_ofAnEarlierVersion_isOfNoUseAnyMore() throws Exception {
        remember(Pages.full(1));
        run("PRAGMA user_version=" + (CatalogFile.VERSION - 1));

        CatalogException failure = failure(() -> Catalog.open(file()));

        assertThat(failure.trouble()).isEqualTo(Trouble.DAMAGED);
        assertThat(failure).hasMessageContaining("an earlier version of aka");
    }

    @Test
    void open_ofAnotherProgramsDatabase_isRefusedAndChangesNothing() throws Exception {
        run("CREATE TABLE bookmarks(url TEXT)");
        byte[] before = Files.readAllBytes(file());

        assertThat(failure(() -> Catalog.open(file())).trouble()).isEqualTo(Trouble.FOREIGN);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void open_ofGarbage_isDamaged() throws Exception {
        Files.writeString(file(), "no database".repeat(1000), StandardCharsets.US_ASCII);

        assertThat(failure(() -> Catalog.open(file())).trouble()).isEqualTo(Trouble.DAMAGED);
    }

    @Test
    void open_ofAFolder_isUnusable() throws Exception {
        Files.createDirectory(file());

        assertThat(failure(() -> Catalog.open(file())).trouble()).isEqualTo(Trouble.UNUSABLE);
    }

    @Test
    void recall_fromATruncatedFile_isDamaged() throws Exception {
        remember(Pages.full(40));
        try (RandomAccessFile cut = new RandomAccessFile(file().toFile(), "rw")) {
            cut.setLength(cut.length() / 2);
        }

        assertThat(failure(() -> recalled(40)).trouble()).isEqualTo(Trouble.DAMAGED);
    }

    @Test
    void recall_ofAPageWithAChangedByte_isDamaged() throws Exception {
        remember(Pages.of(3, entry(1, 100)));
        // The length, 1000, and the time of modification, 2000: a place that SQLite knows nothing of.
        changeByteBefore(new byte[] {0, 0, 0, 0, 0, 0, 0x07, (byte) 0xD0});

        assertThat(failure(() -> recalled(5)).trouble()).isEqualTo(Trouble.DAMAGED);
    }

    private void changeByteBefore(byte[] known) throws IOException {
        byte[] all = Files.readAllBytes(file());
        for (int at = 1; at < all.length - known.length; at++) {
            if (Arrays.equals(all, at, at + known.length, known, 0, known.length)) {
                all[at - 1] ^= 1;
                Files.write(file(), all);
                return;
            }
        }
        throw new AssertionError("not in the file");
    }

    @Test
    void remember_whileAnotherProcessWrites_isBusyAndKeepsWhatWas() throws Exception {
        remember(Pages.of(1, entry(1, 100)));
        try (Connection other = another();
                Statement statement = other.createStatement();
                Catalog catalog = Catalog.open(file())) {
            statement.execute("BEGIN IMMEDIATE");

            assertThat(failure(() -> catalog.remember(Pages.of(2, entry(2, 100))))
                            .trouble())
                    .isEqualTo(Trouble.BUSY);
            assertThat(Pages.recalled(catalog, 5).keySet()).containsExactly(1L);
        }
    }

    @Test
    void open_whileAnotherProcessHoldsAllOfIt_isBusy() throws Exception {
        remember(Pages.of(1, entry(1, 100)));
        try (Connection other = another();
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA locking_mode=EXCLUSIVE");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("DELETE FROM page");

            assertThat(failure(() -> recalled(5)).trouble()).isEqualTo(Trouble.BUSY);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "what is open stays there")
    void remember_whereTheFileWasRemovedMeanwhile_losesNothingElse() throws Exception {
        try (Catalog catalog = Catalog.open(file())) {
            catalog.remember(Pages.of(1, entry(1, 100)));
            assertThat(Catalog.clear(file())).isTrue();
            try {
                catalog.remember(Pages.of(2, entry(2, 100)));
            } catch (CatalogException told) {
                assertThat(told.trouble()).isNotEqualTo(Trouble.FOREIGN);
            }
        }
        remember(Pages.of(3, entry(3, 100)));
        assertThat(recalled(5).keySet()).containsExactly(3L);
    }

    @Test
    void prune_forgetsWhatWasUsedBefore() throws Exception {
        remember(Pages.of(1, entry(1, 100), entry(2, 101)));
        remember(Pages.of(2, entry(3, 99)));
        try (Catalog catalog = Catalog.open(file())) {
            assertThat(catalog.prune(LocalDate.ofEpochDay(101))).isEqualTo(2);
            assertThat(catalog.prune(LocalDate.ofEpochDay(101))).isZero();
            assertThat(catalog.status().files()).isEqualTo(1);
            assertThat(Pages.recalled(catalog, 5).keySet()).containsExactly(1L);
        }
    }

    @Test
    void prune_ofEverything_makesTheFileSmall() throws Exception {
        remember(Pages.full(100));
        try (Catalog catalog = Catalog.open(file())) {
            long before = catalog.status().sizeBytes();
            assertThat(catalog.prune(LocalDate.ofEpochDay(30_000))).isEqualTo(25_600);
            assertThat(catalog.status().volumes()).isZero();
            assertThat(catalog.status().sizeBytes()).isLessThan(before / 5);
        }
    }

    @Test
    void status_tellsFilesVolumesAndDay() throws Exception {
        remember(Pages.full(2));
        try (Catalog catalog = Catalog.open(file())) {
            CatalogStatus status = catalog.status();
            assertThat(status.files()).isEqualTo(512);
            assertThat(status.volumes()).isEqualTo(1);
            assertThat(status.lastUsed()).contains(LocalDate.ofEpochDay(20_000));
            assertThat(status.sizeBytes()).isGreaterThan(512 * HashPage.ENTRY_BYTES);
        }
    }

    @Test
    void clear_removesAllThatIsBesideTheFile() throws Exception {
        remember(Pages.full(2));
        for (String suffix : List.of("-wal", "-shm", ".damaged")) {
            Files.writeString(temp.resolve(LEAF + suffix), "x");
        }

        assertThat(Catalog.clear(file())).isTrue();
        assertThat(Catalog.clear(file())).isFalse();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void clear_ofADamagedFile_removesIt() throws Exception {
        Files.writeString(file(), "no database");

        assertThat(Catalog.clear(file())).isTrue();
        assertThat(temp).isEmptyDirectory();
    }
}
