package aka.link;

import static org.assertj.core.api.Assertions.assertThat;

import aka.link.RemovalForecast.Fate;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {

    private final Volumes volumes = Volumes.open();
    private final CancelToken cancel = new CancelToken();
    private final List<Path> removed = new ArrayList<>();
    private final List<FileCallException> kept = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        volumes.close();
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "bytes of " + name);
    }

    private Path link(String name, Path existing) throws IOException {
        return Files.createLink(folder.resolve(name), existing);
    }

    private RemovalForecast forecast(Path... paths) {
        return volumes.forecast(List.of(paths), false, cancel);
    }

    private long remove(RemovalForecast forecast, boolean last) {
        RemovalForecast.Listener listener = new RemovalForecast.Listener() {
            @Override
            public void removed(Path path) {
                removed.add(path);
            }

            @Override
            public void kept(Path path, FileCallException why) {
                kept.add(why);
            }
        };
        return forecast.remove(volumes.calls(), last, listener, cancel);
    }

    @Test
    void forecast_ofOneOfTwoNames_survivesAndFreesNothing() throws IOException {
        Path one = file("one");
        link("two", one);

        RemovalForecast forecast = forecast(one);

        assertThat(forecast.losesData()).isFalse();
        assertThat(forecast.bodies()).singleElement().satisfies(body -> {
            assertThat(body.fate()).isEqualTo(Fate.SURVIVES);
            assertThat(body.freedBytes()).hasValue(0);
            assertThat(body.linkCount()).hasValue(2);
        });
    }

    @Test
    void forecast_ofBothNames_losesTheData() throws IOException {
        Path one = file("one");

        RemovalForecast forecast = forecast(one, link("two", one));

        assertThat(forecast.losesData()).isTrue();
        assertThat(forecast.bodies()).singleElement().satisfies(body -> {
            assertThat(body.fate()).isEqualTo(Fate.LOST);
            assertThat(body.freedBytes()).hasValue(4096);
        });
    }

    @Test
    void forecast_ofOneNameGivenTwice_countsItOnce() throws IOException {
        Path one = file("one");
        link("two", one);

        assertThat(forecast(one, folder.resolve("./one")).bodies().getFirst().going())
                .containsExactly(one);
    }

    @Test
    void remove_ofOneOfTwoNames_leavesTheOther() throws IOException {
        Path one = file("one");
        Path two = link("two", one);

        assertThat(remove(forecast(one), false)).isZero();

        assertThat(removed).containsExactly(one);
        assertThat(one).doesNotExist();
        assertThat(two).hasContent("bytes of one");
    }

    @Test
    void remove_ofALastName_isRefusedAndLeavesIt() throws IOException {
        Path one = file("one");

        remove(forecast(one), false);

        assertThat(kept)
                .singleElement()
                .satisfies(why -> assertThat(why.trouble()).isEqualTo(Trouble.LAST_NAME));
        assertThat(one).hasContent("bytes of one");
    }

    @Test
    void remove_ofALastNameThatMayGo_freesItsBytes() throws IOException {
        Path one = file("one");

        assertThat(remove(forecast(one), true)).isEqualTo(4096);
        assertThat(one).doesNotExist();
    }

    @Test
    void remove_whenTheOtherNameWentAfterTheForecast_isRefusedAndPutsTheNameBack() throws IOException {
        Path one = file("one");
        Path two = link("two", one);
        RemovalForecast forecast = forecast(one);
        Files.delete(two);

        remove(forecast, false);

        assertThat(kept)
                .singleElement()
                .satisfies(why -> assertThat(why.trouble()).isEqualTo(Trouble.LAST_NAME));
        assertThat(one).hasContent("bytes of one");
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(one);
        }
    }

    @Test
    void remove_evenWithLast_leavesOneNameOfABodyThatWasToSurvive() throws IOException {
        Path one = file("one");
        Path two = link("two", one);
        RemovalForecast forecast = forecast(one);
        Files.delete(two);

        remove(forecast, true);

        assertThat(one).hasContent("bytes of one");
    }

    @Test
    void remove_ofANameThatBecameAnotherFile_isRefused() throws IOException {
        Path one = file("one");
        link("two", one);
        RemovalForecast forecast = forecast(one);
        Files.delete(one);
        file("one");

        remove(forecast, false);

        assertThat(kept)
                .singleElement()
                .satisfies(why -> assertThat(why.trouble()).isEqualTo(Trouble.CHANGED));
        assertThat(one).exists();
    }

    @Test
    void remove_ofASymbolicLink_leavesItsTarget() throws IOException {
        Path one = file("one");
        Path symlink = Files.createSymbolicLink(folder.resolve("symlink"), one);

        remove(forecast(symlink), false);

        assertThat(Files.exists(symlink, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                .isFalse();
        assertThat(one).exists();
    }

    @Test
    void forecast_ofAFolder_isRefusedWithoutRecursion() {
        assertThat(forecast(folder).troubles())
                .singleElement()
                .satisfies(why -> assertThat(why.trouble()).isEqualTo(Trouble.IS_FOLDER));
    }

    @Test
    void remove_ofAFolder_takesAllThatIsInIt() throws IOException {
        Path top = folder.resolve("top");
        Files.createDirectories(top.resolve("a/b"));
        Path outside = file("outside");
        Files.createLink(top.resolve("a/b/inside"), outside);
        Files.createSymbolicLink(top.resolve("a/symlink"), folder);

        RemovalForecast forecast = volumes.forecast(List.of(top), true, cancel);
        assertThat(forecast.losesData()).isFalse();
        remove(forecast, false);

        assertThat(kept).isEmpty();
        assertThat(top).doesNotExist();
        assertThat(outside).hasContent("bytes of outside");
    }

    @Test
    void remove_ofATreeDeeperThanAnyPath_takesItAll() throws IOException {
        Path deep = folder.resolve("deep");
        Path at = deep;
        for (int i = 0; i < 1200; i++) {
            at = at.resolve("d");
        }
        Files.createDirectories(at);

        RemovalForecast forecast = volumes.forecast(List.of(deep), true, cancel);

        assertThat(forecast.folders()).hasSize(1201);
        remove(forecast, false);
        assertThat(deep).doesNotExist();
    }

    @Test
    void remove_onNtfs3g_leavesTheOtherName() throws IOException {
        try (TestVolume volume = TestVolume.make("ntfs-3g", 16)) {
            Path one = Files.writeString(volume.root().resolve("one"), "x");
            Path two = Files.createLink(volume.root().resolve("two"), one);

            remove(forecast(one), false);

            assertThat(kept).isEmpty();
            assertThat(one).doesNotExist();
            assertThat(two).hasContent("x");
            remove(forecast(two), false);
            assertThat(kept).hasSize(1);
            assertThat(two).hasContent("x");
        }
    }

    @Test
    void remove_ofAFolderWithASubvolume_leavesThat() throws IOException {
        try (TestVolume volume = TestVolume.make("btrfs", 128)) {
            Path top = Files.createDirectory(volume.root().resolve("top"));
            TestVolume.run("btrfs", "subvolume", "create", top.resolve("sub").toString());
            Path inside = Files.writeString(top.resolve("sub/file"), "x");

            RemovalForecast forecast = volumes.forecast(List.of(top), true, cancel);
            remove(forecast, true);

            assertThat(forecast.troubles())
                    .singleElement()
                    .satisfies(why -> assertThat(why.trouble()).isEqualTo(Trouble.DIFFERENT_VOLUMES));
            assertThat(inside).hasContent("x");
        }
    }

    @Test
    void remove_ofAFileThatTookTheIdOfTheOneShown_isRefused() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 16)) {
            Path one = Files.writeString(volume.root().resolve("one"), "shown");
            RemovalForecast forecast = forecast(one);
            long id = volumes.facts(one).key().orElseThrow().fileLow();
            Files.delete(one);
            Files.writeString(one, "never shown");
            assertThat(volumes.facts(one).key().orElseThrow().fileLow())
                    .as("ext4 gives an id again at once")
                    .isEqualTo(id);

            remove(forecast, true);

            assertThat(one).hasContent("never shown");
            assertThat(kept)
                    .singleElement()
                    .satisfies(why -> assertThat(why.trouble()).isEqualTo(Trouble.CHANGED));
        }
    }

    @Test
    void remove_onAReadOnlyMount_namesWhatWasWanted() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 16)) {
            Path one = Files.writeString(volume.root().resolve("one"), "x");
            Files.createLink(volume.root().resolve("two"), one);
            volume.remount("ro");

            remove(forecast(one), false);

            assertThat(kept)
                    .singleElement()
                    .satisfies(why -> assertThat(why.getMessage())
                            .startsWith("cannot remove the name " + one + ": ")
                            .contains("EROFS")
                            .doesNotContain(".aka-"));
            assertThat(one).hasContent("x");
        }
    }
}
