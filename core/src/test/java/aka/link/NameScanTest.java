package aka.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("windows")
class NameScanTest {

    private final FakeFileCalls fake = new FakeFileCalls();
    private final Told told = new Told();

    @AfterEach
    void nothingStaysOpen() {
        fake.checkNoOpenHandles();
    }

    @Test
    void of_aFileWithOneName_answersWithoutAWalk() throws FileCallException {
        fake.file("/a/f", "").file("/b/g", "");

        assertThat(names("/a/f")).isEqualTo("1 of 1: /a/f");
        assertThat(fake.script().callsOf("list", "openFolder")).isEmpty();
    }

    @Test
    void of_aFileWithSeveralNames_findsThemOnTheWholeMount() throws FileCallException {
        fake.file("/b/f", "").link("/a/g", "/b/f").link("/c/d/h", "/b/f").file("/b/other", "");

        assertThat(names("/b/f")).isEqualTo("3 of 3: /a/g /b/f /c/d/h");
    }

    @Test
    void of_aFileOnAMountBelow_looksOnThatMountOnly() throws FileCallException {
        fake.mount("/m", "ext4", volume -> {})
                .file("/m/f", "")
                .link("/m/d/g", "/m/f")
                .file("/x/y", "");

        assertThat(names("/m/f")).isEqualTo("2 of 2: /m/d/g /m/f");
        assertThat(fake.script().callsOf("list")).noneMatch(call -> call.contains("/x"));
    }

    @Test
    void of_aFile_whenAllNamesAreFound_stops() throws FileCallException {
        fake.file("/f", "").link("/g", "/f").file("/z/1", "").file("/z/2", "");

        assertThat(names("/f")).isEqualTo("2 of 2: /f /g");
        assertThat(fake.script().callsOf("list")).doesNotContain("list /z");
    }

    @Test
    void of_aFileThatIsRenamedMeanwhile_countsItsOldNameNoMore() throws FileCallException {
        fake.file("/q/f", "").link("/y/h", "/q/f");
        boolean[] renamed = {false};
        fake.script().beforeEach(call -> {
            if (call.name().equals("list") && !call.path().equals(Path.of("/")) && !renamed[0]) {
                renamed[0] = true;
                fake.link("/a/new", "/q/f").remove("/q/f");
            }
        });
        fake.folder("/a");

        assertThat(names("/q/f")).isEqualTo("2 of 2: /a/new /y/h");
        assertThat(told.trouble()).containsExactly("MISSING /q/f");
    }

    @Test
    void of_aFileThatLosesANameToAnotherFile_isComplete() throws FileCallException {
        fake.file("/a/f", "").link("/b/g", "/a/f").link("/c/h", "/a/f");
        fake.script().beforeEach(call -> {
            if (call.toString().equals("list /a") || call.toString().equals("list /c")) {
                fake.remove("/b/g").file("/b/g", "another");
            }
        });

        assertThat(names("/a/f")).isEqualTo("2 of 2: /a/f /c/h");
    }

    @Test
    void of_aFile_inFoldersWithoutIt_stillHasTheNameAskedAbout() throws FileCallException {
        fake.file("/a/f", "").link("/b/g", "/a/f").link("/c/h", "/a/f");

        assertThat(names("/a/f", "/b")).isEqualTo("2 of 3: /a/f /b/g");
    }

    @Test
    void of_aPathTypedOtherwiseThanTheFolders_countsItsNameOnce() throws FileCallException {
        fake.file("/a/f", "").link("/a/g", "/a/f").symlink("/s", "/a");

        assertThat(names("/s/f", "/a")).isEqualTo("2 of 2: /a/g /s/f");
    }

    @Test
    void of_aFileWithNamesOutOfReach_passesOnWhatCouldNotBeRead() throws FileCallException {
        fake.file("/a/f", "").link("/b/g", "/a/f");
        fake.script().failOn("openFolder", "/b", FakeError.EACCES);

        assertThat(names("/a/f")).isEqualTo("1 of 2: /a/f");
        assertThat(told.trouble()).containsExactly("NO_PERMISSION /b");
    }

    @Test
    void of_aFileWithUnknownLinkCount_walksAllAndIsNotComplete() throws FileCallException {
        fake.set("/", volume -> volume.linkCountsKnown(false)).file("/a/f", "").link("/b/g", "/a/f");

        assertThat(names("/a/f")).isEqualTo("2 of ?: /a/f /b/g");
    }

    @Test
    void of_aFileWithoutIdentity_isRefused() {
        fake.set("/", volume -> volume.keysKnown(false)).file("/f", "");

        assertThat(refusal("/f")).isEqualTo(Trouble.UNSUPPORTED);
    }

    @Test
    void of_whatIsNoFile_isRefused() {
        fake.folder("/d").symlink("/s", "/d").other("/pipe");

        assertThat(refusal("/d")).isEqualTo(Trouble.IS_FOLDER);
        assertThat(refusal("/s")).isEqualTo(Trouble.IS_SYMLINK);
        assertThat(refusal("/pipe")).isEqualTo(Trouble.NOT_REGULAR);
        assertThat(refusal("/nowhere")).isEqualTo(Trouble.MISSING);
    }

    @Test
    void of_aFile_whenCancelled_stops() {
        fake.file("/a/f", "").link("/b/g", "/a/f");
        CancelToken cancel = new CancelToken();
        cancel.cancel();

        assertThatThrownBy(() -> NameScan.of(fake, Path.of("/a/f"), List.of(), cancel, told))
                .isInstanceOf(CancellationException.class);
    }

    // Where the file system lists the names.

    @Test
    void of_aFile_whereNamesAreListed_walksNothing() throws FileCallException {
        fake.withNameIndex().file("/b/f", "").link("/a/g", "/b/f").link("/c/d/h", "/b/f");

        assertThat(names("/b/f")).isEqualTo("3 of 3: /a/g /b/f /c/d/h");
        assertThat(fake.script().callsOf("list")).isEmpty();
        assertThat(told.trouble()).isEmpty();
    }

    @Test
    void of_aPathTypedOtherwiseThanItsVolumeListsIt_hasItAsTyped() throws FileCallException {
        fake.withNameIndex()
                .file("/b/f", "")
                .link("/b/F", "/b/f")
                .link("/a/f", "/b/f")
                .symlink("/s", "/b");

        assertThat(names("/s/f")).isEqualTo("3 of 3: /a/f /b/F /s/f");
        assertThat(names("/s/F")).isEqualTo("3 of 3: /a/f /b/f /s/F");
        assertThat(fake.script().callsOf("list")).isEmpty();
    }

    @Test
    void of_aFile_inFoldersWhereNamesAreListed_looksInTheFolders() throws FileCallException {
        fake.withNameIndex().file("/a/f", "").link("/b/g", "/a/f").link("/c/h", "/a/f");

        assertThat(names("/a/f", "/b")).isEqualTo("2 of 3: /a/f /b/g");
        assertThat(fake.script().callsOf("names")).isEmpty();
    }

    @Test
    void of_aFileWhoseListFails_walksAndSaysWhy() throws FileCallException {
        fake.withNameIndex().file("/b/f", "").link("/a/g", "/b/f");
        fake.script().failEvery("names", FakeError.EIO);

        assertThat(names("/b/f")).isEqualTo("2 of 2: /a/g /b/f");
        assertThat(told.trouble()).containsExactly("IO_ERROR list of /b/f");
    }

    @Test
    void of_aFileThatGetsANameMeanwhile_isNotTakenForComplete() throws FileCallException {
        fake.withNameIndex().file("/b/f", "").link("/a/g", "/b/f");
        boolean[] listed = {false};
        fake.script().beforeEach(call -> {
            if (listed[0] && !fake.exists("/c")) {
                fake.link("/c", "/b/f");
            }
            listed[0] |= call.name().equals("names");
        });

        assertThat(names("/b/f")).isEqualTo("3 of 3: /a/g /b/f /c");
        assertThat(told.trouble()).containsExactly("CHANGED list of /b/f");
    }

    @Test
    void of_aFileThatLosesAListedName_isCompleteWithoutIt() throws FileCallException {
        fake.withNameIndex().file("/b/f", "").link("/a/g", "/b/f").link("/c", "/b/f");
        fake.script().beforeEach(call -> {
            if (call.toString().equals("facts /c")) {
                fake.remove("/c");
            }
        });

        assertThat(names("/b/f")).isEqualTo("2 of 2: /a/g /b/f");
        assertThat(told.trouble()).isEmpty();
    }

    @Test
    void of_aFileThatIsSaidToHaveMoreNamesThanAreListed_walks() throws FileCallException {
        fake.withNameIndex().file("/b/f", "").link("/a/g", "/b/f").miscount("/b/f", 3);

        assertThat(names("/b/f")).isEqualTo("2 of 3: /a/g /b/f");
        assertThat(told.trouble()).containsExactly("CHANGED list of /b/f");
    }

    private String names(String path, String... in) throws FileCallException {
        fake.script().forget();
        List<Path> folders = Arrays.stream(in).map(Path::of).toList();
        return Told.text(NameScan.of(fake, Path.of(path), folders, new CancelToken(), told));
    }

    private Trouble refusal(String path) {
        try {
            names(path);
            throw new AssertionError("not refused: " + path);
        } catch (FileCallException refused) {
            return refused.trouble();
        }
    }
}
