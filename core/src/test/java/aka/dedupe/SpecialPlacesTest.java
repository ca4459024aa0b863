package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class SpecialPlacesTest {

    @ParameterizedTest
    @CsvSource({
        "/home/a/p/.git, VERSION_CONTROL",
        "/home/a/p/.git/objects/ab, VERSION_CONTROL",
        "/srv/cvs/CVS, VERSION_CONTROL",
        "/proc/1, SYSTEM",
        "/usr, SYSTEM",
        "/usr/share/doc, SYSTEM",
        "/lib64, SYSTEM",
        "/var/lib/dpkg, SYSTEM",
        "/usr/src/p/.git, VERSION_CONTROL",
        "/home/a/.local/share/Trash/files, TRASH",
        "/mnt/usb/.Trash-1000/files/x, TRASH",
        "/mnt/ntfs/$RECYCLE.BIN/S-1-5, TRASH",
        "/home/a/data/pg_wal, DATABASE",
    })
    void ofFolder_placesThatAreLeftAlone_areKnown(Path folder, PlaceKind kind) {
        assertThat(SpecialPlaces.ofFolder(folder)).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/home/a",
                "/home/a/usr/bin",
                "/usrlocal",
                "/var/www",
                "/var/libs",
                "/home/a/.github",
                "/home/a/git",
                "/home/a/Trash/old",
                "/run/media/a/disk",
                "/mnt/proc"
            })
    void ofFolder_others_areNot(Path folder) {
        assertThat(SpecialPlaces.ofFolder(folder)).isEqualTo(Optional.empty());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "case does not count there")
    void ofFolder_aPlaceInAnotherCase_isNone() {
        assertThat(SpecialPlaces.ofFolder(Path.of("/library"))).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "places.sqlite",
                "places.sqlite-wal",
                "places.sqlite-shm",
                "A.DB",
                "app.db-journal",
                "t.ibd",
                "secrets.kdbx",
                "ibdata1"
            })
    void isDatabase_filesOfDatabases_areKnown(String leaf) {
        assertThat(SpecialPlaces.isDatabase(leaf.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"photo.jpg", "db", "sqlite", "a-wal", "a.db.txt", "disk.vmdk", "x.iso", ".dbs", "\u00FFdb"})
    void isDatabase_others_areNot(String leaf) {
        assertThat(SpecialPlaces.isDatabase(leaf.getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }
}
