package aka.catalog;

import static aka.catalog.Pages.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.catalog.CatalogException.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, or take no changes. */
class CatalogDiskTest {

    @TempDir
    Path temp;

    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(temp.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=200k", "none", disk.toString()),
                "needs root, to mount a tmpfs");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private Path file() {
        return disk.resolve("catalog.db");
    }

    @Test
    void remember_onAFullDisk_keepsWhatWas() throws Exception {
        try (Catalog catalog = Catalog.open(file())) {
            catalog.remember(Pages.of(1, entry(1, 100)));
            CatalogException full =
                    catchThrowableOfType(CatalogException.class, () -> catalog.remember(Pages.full(100)));

            assertThat(full.trouble()).isEqualTo(Trouble.NO_SPACE);
            assertThat(Pages.recalled(catalog, 5).keySet()).containsExactly(1L);
        }
    }

    @Test
    void open_onAFullDisk_isToldAndLeavesNoHalfMadeCatalogue() throws Exception {
        Path filler = disk.resolve("filler");
        try {
            Files.write(filler, new byte[1 << 20]);
        } catch (IOException full) {
            assertThat(Files.size(filler)).isPositive();
        }
        CatalogException failed = catchThrowableOfType(CatalogException.class, () -> Catalog.open(file()));
        assertThat(failed.trouble()).isIn(Trouble.NO_SPACE, Trouble.UNUSABLE);

        Files.delete(filler);
        try (Catalog catalog = Catalog.open(file())) {
            catalog.remember(Pages.of(1, entry(1, 100)));
            assertThat(Pages.recalled(catalog, 5).keySet()).containsExactly(1L);
        }
    }

    @Test
    void recall_whereNothingCanBeChanged_goesOnWithOrWithout() throws Exception {
        try (Catalog catalog = Catalog.open(file())) {
            catalog.remember(Pages.of(1, entry(1, 100)));
        }
        byte[] before = Files.readAllBytes(file());
        assertThat(run("mount", "-o", "remount,ro", disk.toString())).isTrue();
        List<String> troubles = new java.util.concurrent.CopyOnWriteArrayList<>();

        try (LateCatalog late = new LateCatalog(this::file, troubles::add)) {
            late.recall(Pages.keys(5), (key, page) -> assertThat(page.find(1)).contains(entry(1, 100)));
            late.remember(Pages.of(2, entry(2, 100)));
        }

        assertThat(troubles).isNotEmpty();
        assertThat(Arrays.equals(before, Files.readAllBytes(file()))).isTrue();
    }
}
