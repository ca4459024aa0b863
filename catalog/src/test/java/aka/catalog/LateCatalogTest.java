package aka.catalog;

import static aka.catalog.Pages.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateCatalogTest {

    @TempDir
    Path temp;

    private final List<String> troubles = Collections.synchronizedList(new ArrayList<>());

    private Path file() {
        return temp.resolve("catalog.db");
    }

    private LateCatalog late() {
        return new LateCatalog(this::file, troubles::add);
    }

    private List<Long> recalled() {
        List<Long> pages = new ArrayList<>();
        try (LateCatalog late = late()) {
            late.recall(Pages.keys(200), (key, page) -> pages.add(key.page()));
        }
        return pages;
    }

    private void remember(long page) {
        try (LateCatalog late = late()) {
            late.remember(Pages.of(page, entry(1, 100)));
        }
    }

    @Test
    void remember_thenRecall_findsIt() {
        remember(5);
        assertThat(recalled()).containsExactly(5L);
        assertThat(troubles).isEmpty();
    }

    @Test
    void recall_afterRemembers_waitsUntilTheyAreWritten() {
        List<Long> pages = new ArrayList<>();
        try (LateCatalog late = late()) {
            for (long page = 1; page <= 50; page++) {
                late.remember(Pages.of(page, entry(1, 100)));
            }
            late.recall(Pages.keys(200), (key, page) -> pages.add(key.page()));
        }
        assertThat(pages).hasSize(50);
        assertThat(troubles).isEmpty();
    }

    @Test
    void close_withoutAQuestion_makesNoFile() {
        late().close();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void prepare_withoutAQuestion_leavesAnEmptyCatalogue() {
        try (LateCatalog late = late()) {
            late.prepare();
        }
        assertThat(recalled()).isEmpty();
        assertThat(troubles).isEmpty();
    }

    @Test
    void recall_fromGarbage_putsItAsideAndBeginsAnew() throws Exception {
        Files.writeString(file(), "garbage");

        assertThat(recalled()).isEmpty();
        remember(5);

        assertThat(recalled()).containsExactly(5L);
        assertThat(troubles).hasSize(1).first().asString().contains("is damaged");
        assertThat(temp.resolve("catalog.db.damaged")).hasContent("garbage");
    }

    @Test
    void recall_fromAnEmptyFile_beginsAnew() throws Exception {
        Files.createFile(file());
        remember(5);
        assertThat(recalled()).containsExactly(5L);
        assertThat(troubles).isEmpty();
    }

    @Test
    void recall_fromATruncatedFile_putsItAsideAndBeginsAnew() throws Exception {
        try (LateCatalog late = late()) {
            late.remember(Pages.full(200));
        }
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(whole, whole.length / 2));

        recalled();
        remember(5);

        assertThat(recalled()).containsExactly(5L);
        assertThat(troubles).hasSize(1);
    }

    @Test
    void remember_intoADamagedPage_putsTheFileAside() throws Exception {
        try (LateCatalog late = late()) {
            late.remember(Pages.full(200));
        }
        byte[] whole = Files.readAllBytes(file());
        java.util.Arrays.fill(whole, whole.length / 2, whole.length, (byte) 0x55);
        Files.write(file(), whole);

        try (LateCatalog late = late()) {
            late.remember(Pages.full(200));
        }
        remember(5);

        assertThat(recalled()).containsExactly(5L);
        assertThat(troubles).hasSize(1);
    }

    @Test
    void recall_whereAFolderIsInItsPlace_goesOnWithout() throws Exception {
        Files.createDirectory(file());

        assertThat(recalled()).isEmpty();
        remember(5);

        assertThat(file()).isEmptyDirectory();
        assertThat(troubles).hasSize(2).allMatch(told -> told.contains("a folder has that name"));
    }

    @Test
    void recall_whereThereIsNoPlace_tellsWhyOnce() {
        LateCatalog.Place none = () -> {
            throw new FileNotFoundException("the disk is on the moon");
        };
        try (LateCatalog late = new LateCatalog(none, troubles::add)) {
            late.prepare();
            late.recall(Pages.keys(3), (key, page) -> troubles.add("found"));
            late.remember(Pages.of(5, entry(1, 100)));
        }
        assertThat(troubles).hasSize(1).first().asString().contains("on the moon");
    }
}
