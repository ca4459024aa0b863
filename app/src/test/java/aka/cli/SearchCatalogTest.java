package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.catalog.Catalog;
import aka.content.BodyHashes;
import aka.content.BodyHashes.Level;
import aka.content.ContentHash;
import aka.content.HashEntry;
import aka.content.HashPage;
import aka.content.PageKey;
import aka.file.FileFacts;
import aka.link.Volumes;
import aka.os.Listing;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue of a search, and what becomes of the search where it cannot be had. */
class SearchCatalogTest {

    private static final long LARGE = 40 << 20;

    @TempDir
    Path temp;

    private Path home = Path.of("");
    private Path tree = Path.of("");
    private @Nullable LastingVolume volume;

    @BeforeEach
    void makeTree() throws IOException {
        home = temp.resolve("home");
        volume = LastingVolume.in(temp);
        tree = Files.createDirectory(volume.folder().resolve("tree"));
        for (String name : List.of("a", "b")) {
            try (RandomAccessFile sparse =
                    new RandomAccessFile(tree.resolve(name).toFile(), "rw")) {
                sparse.setLength(LARGE);
            }
        }
    }

    @AfterEach
    void unmount() throws IOException {
        if (volume != null) {
            volume.close();
        }
    }

    private void needsAVolumeThatLasts() throws IOException {
        assumeTrue(
                volume != null && volume.isLasting(),
                "no volume with an identity that lasts, and only root mounts one");
    }

    private Path file() {
        return home.resolve("catalog.db");
    }

    private Ran aka(String... args) {
        return Ran.inside(List.of(args), "", Map.of("AKA_HOME", home.toString()));
    }

    private Ran dupes(String... options) {
        List<String> args = new ArrayList<>(List.of("dupes", tree.toString()));
        args.addAll(Arrays.asList(options));
        return aka(args.toArray(new String[0]));
    }

    private void inItsPlace(String text) throws IOException {
        Files.createDirectories(home);
        Files.writeString(file(), text);
    }

    private String without() {
        return dupes("--no-catalog").out();
    }

    @Test
    void catalog_thatCannotBeLookedAt_isNotCalledEmpty() throws IOException {
        Files.createSymbolicLink(home, home);

        for (String deed : List.of("status", "prune")) {
            Ran ran = aka("catalog", deed);

            assertThat(ran.exit()).as(deed).isEqualTo(3);
            assertThat(ran.err()).as(deed).contains("cannot be used");
        }
    }

    @Test
    void dupes_ofMuch_beginsACatalogue() throws IOException {
        needsAVolumeThatLasts();
        assertThat(dupes().exit()).isZero();
        assertThat(file()).exists();
        assertThat(aka("catalog", "status").exit()).isZero();
    }

    @Test
    void dupes_ofLittle_makesNoFileAndNoFolder() {
        assertThat(dupes("--max", "1M").exit()).isZero();
        assertThat(home).doesNotExist();
    }

    @Test
    void dupes_withNoCatalog_makesNoFileAndNoFolder() {
        assertThat(without()).contains("a");
        assertThat(home).doesNotExist();
    }

    @Test
    void dupes_withADamagedCatalogue_findsTheSameAndSaysSo() throws IOException {
        needsAVolumeThatLasts();
        inItsPlace("garbage");

        Ran ran = dupes("-v");

        assertThat(ran.out()).isEqualTo(dupes("-v", "--no-catalog").out());
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("aka: warning: the catalogue " + file() + " is damaged; going on without it");
        assertThat(aka("catalog", "status").exit()).isZero();
    }

    @Test
    void dupes_withAFolderInItsPlace_findsTheSameAndIsQuiet() throws IOException {
        needsAVolumeThatLasts();
        Files.createDirectories(file());

        Ran ran = dupes();

        assertThat(ran.out()).isEqualTo(without());
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.exit()).isZero();
    }

    @Test
    void dupes_ofTheStateFolder_seesNothingOfIt() throws IOException {
        Files.createDirectories(home);
        Files.copy(Files.writeString(home.resolve("one"), "x"), home.resolve("other"));

        Ran ran = aka("dupes", temp.toString(), "--max", "1M", "--json");

        assertThat(ran.lines()).last().asString().contains("\"groups\":0,\"files\":0");
    }

    @Test
    void dupes_whereTheStateFolderCannotBe_findsTheSame() throws IOException {
        needsAVolumeThatLasts();
        Files.writeString(home, "a file");

        Ran ran = dupes("--json");

        assertThat(ran.out()).contains("\"code\":\"NO_CATALOG\",\"severity\":\"warning\"");
        assertThat(ran.lines()).last().asString().contains("\"exit\":0").contains("\"groups\":1");
    }

    @Test
    void dedupe_withADamagedCatalogue_plansTheSame() throws IOException {
        inItsPlace("garbage");
        String[] plan = {"dedupe", "-n", "--anyway", tree.toString()};

        Ran ran = aka(plan);
        Files.writeString(file(), "garbage");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out())
                .isEqualTo(
                        aka(plan[0], plan[1], plan[2], plan[3], "--no-catalog").out())
                .contains("b");
    }

    /** Two groups of files that are all remembered, and long enough together. */
    private List<Path> rememberedPairs() throws Exception {
        needsAVolumeThatLasts();
        List<Path> paths = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            Path path = tree.resolve(name);
            try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
                sparse.setLength(name.compareTo("c") < 0 ? LARGE : LARGE + 1);
            }
            paths.add(path);
        }
        Files.createDirectories(home);
        try (Catalog catalog = Catalog.open(file())) {
            for (Path path : paths) {
                FileFacts facts = facts(path);
                HashEntry entry = new HashEntry(
                        facts.key().orElseThrow().fileLow(),
                        20_000,
                        facts.sizeBytes(),
                        Listing.nanos(facts.modified()),
                        Listing.nanos(facts.changed().orElseThrow()),
                        new BodyHashes(Level.WHOLE, 1, 2, new ContentHash(3, 4)));
                catalog.remember(new TreeMap<>(Map.of(PageKey.of(facts.key().get()), HashPage.of(List.of(entry)))));
            }
        }
        return paths;
    }

    private static FileFacts facts(Path path) throws IOException {
        try (Volumes volumes = Volumes.open()) {
            return volumes.calls().facts(path);
        }
    }

    /** Returns whether what is remembered of the file at {@code path} is true of it. */
    private boolean isRemembered(Path path) throws Exception {
        FileFacts facts = facts(path);
        List<HashEntry> entries = new ArrayList<>();
        try (Catalog catalog = Catalog.open(file())) {
            catalog.recall(
                    List.of(PageKey.of(facts.key().orElseThrow())),
                    (key, page) -> page.find(facts.key().get().fileLow()).ifPresent(entries::add));
        }
        return entries.getFirst()
                .isOf(
                        facts.sizeBytes(),
                        Listing.nanos(facts.modified()),
                        Listing.nanos(facts.changed().orElseThrow()));
    }

    @Test
    void dedupe_leavesTheFilesThatItKeepsRemembered_andSoDoesUndo() throws Exception {
        List<Path> paths = rememberedPairs();

        assertThat(aka("dedupe", "--yes", "--anyway", tree.toString()).exit()).isZero();
        assertThat(Files.isSameFile(paths.get(2), paths.get(3))).isTrue();
        assertThat(isRemembered(paths.get(0))).isTrue();
        assertThat(isRemembered(paths.get(2))).isTrue();

        assertThat(aka("undo", "--yes").exit()).isZero();
        assertThat(Files.isSameFile(paths.get(2), paths.get(3))).isFalse();
        assertThat(isRemembered(paths.get(2)) || isRemembered(paths.get(3))).isTrue();
    }

    @Test
    void dedupe_withNoCatalog_renewsNothing() throws Exception {
        List<Path> paths = rememberedPairs();

        assertThat(aka("dedupe", "--yes", "--anyway", "--no-catalog", tree.toString())
                        .exit())
                .isZero();

        assertThat(isRemembered(paths.get(0))).isFalse();
    }

    @Test
    void undo_whereNothingIsRemembered_makesNoCatalogue() throws Exception {
        List<Path> paths = rememberedPairs();
        aka("dedupe", "--yes", "--anyway", "--no-catalog", tree.toString());
        assertThat(aka("catalog", "clear", "--yes").exit()).isZero();

        assertThat(aka("undo", "--yes").exit()).isZero();

        assertThat(Files.isSameFile(paths.get(0), paths.get(1))).isFalse();
        assertThat(file()).doesNotExist();
    }

    @Test
    void run_whoseCatalogueIsDamaged_endsAsItWould() throws Exception {
        List<Path> paths = rememberedPairs();
        aka("dedupe", "--yes", "--anyway", "--no-catalog", tree.toString());
        Files.writeString(file(), "garbage");

        Ran ran = aka("undo", "--yes");

        assertThat(ran.exit()).isZero();
        assertThat(Files.isSameFile(paths.get(0), paths.get(1))).isFalse();
    }

    @Test
    void status_ofADamagedCatalogue_saysWhatToDo() throws IOException {
        inItsPlace("garbage");

        Ran ran = aka("catalog", "status");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err()).contains("is damaged. The next search puts it aside");
    }

    @Test
    void clear_withoutATerminal_removesNothing() throws IOException {
        inItsPlace("garbage");

        Ran ran = aka("catalog", "clear");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("would forget all hashes (7 B); nothing was changed");
        assertThat(file()).exists();
    }

    @Test
    void clear_answered_removesTheFile() throws IOException {
        for (String answer : List.of("no\n", "yes\n")) {
            inItsPlace("garbage");
            Ran ran = Ran.inside(
                    List.of("catalog", "clear"),
                    answer.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    Map.of("AKA_HOME", home.toString()),
                    new Terminals(true, false, true));
            assertThat(ran.exit()).isEqualTo(answer.equals("yes\n") ? 0 : 1);
            assertThat(Files.exists(file())).isEqualTo(answer.equals("no\n"));
        }
    }

    @Test
    void clear_withYes_tellsWhatItFreed() throws IOException {
        needsAVolumeThatLasts();
        dupes();

        Ran ran = aka("catalog", "clear", "--yes", "--json");

        assertThat(ran.out()).contains("\"freedBytes\":").doesNotContain("\"freedBytes\":0");
        assertThat(file()).doesNotExist();
    }

    @Test
    void status_inJson_hasItsFigures() throws IOException {
        needsAVolumeThatLasts();
        dupes();

        assertThat(aka("catalog", "status", "--json").lines().get(1))
                .startsWith("{\"event\":\"catalog\",\"path\":\"")
                .contains("\"files\":0,\"volumes\":0,\"lastUsed\":null");
    }
}
