package aka.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.os.FileCallException;
import aka.os.fake.FakeFileCalls;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which entries filters let through, and which folders they keep a walk out of. */
@Tag("windows")
class WalkFiltersTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final FakeFileCalls fake = new FakeFileCalls();

    @Test
    void sizes_includeTheirBounds() throws FileCallException {
        fake.file("/r/0", "").file("/r/1", "1").file("/r/2", "12").file("/r/3", "123");

        assertThat(files(WalkFilters.none())).hasSize(4);
        assertThat(files(WalkFilters.none().withMinBytes(1).withMaxBytes(2))).containsExactly("/r/1", "/r/2");
    }

    @Test
    void times_excludeTheMomentItself() throws FileCallException {
        fake.file("/r/a", "").modified("/r/a", NOON.minusNanos(1));
        fake.file("/r/b", "").modified("/r/b", NOON);
        fake.file("/r/c", "").modified("/r/c", NOON.plusNanos(1));

        assertThat(files(WalkFilters.none().withNewer(NOON))).containsExactly("/r/c");
        assertThat(files(WalkFilters.none().withOlder(NOON))).containsExactly("/r/a");
    }

    @Test
    void times_farBeyondTheClock_areStillCompared() throws FileCallException {
        fake.file("/r/a", "").modified("/r/a", NOON);

        assertThat(files(WalkFilters.none().withNewer(Instant.MIN).withOlder(Instant.MAX)))
                .containsExactly("/r/a");
        assertThat(files(WalkFilters.none().withNewer(Instant.MAX))).isEmpty();
    }

    @Test
    void files_datedFurtherThanNanosecondsTell_areOlderThanWhatIsFurtherStill() throws FileCallException {
        fake.file("/r/a", "").modified("/r/a", Instant.parse("2446-05-10T22:38:55Z"));
        fake.file("/r/b", "").modified("/r/b", Instant.parse("1601-01-01T00:00:00Z"));

        assertThat(files(WalkFilters.none().withOlder(Instant.parse("9999-12-31T00:00:00Z"))))
                .contains("/r/a");
        assertThat(files(WalkFilters.none().withNewer(Instant.parse("1500-01-01T00:00:00Z"))))
                .contains("/r/b");
    }

    @Test
    void names_chooseByTheLeafAndKeepNoFolderOut() throws FileCallException {
        fake.file("/r/a/x.iso", "").file("/r/b/y.txt", "").file("/r/c/z.ISO", "");

        assertThat(files(WalkFilters.none().withNames(List.of("*.iso", "y*"))))
                .containsExactly("/r/a/x.iso", "/r/b/y.txt");
        assertThat(files(WalkFilters.none().withNames(List.of("*.iso")).withIgnoreCase(true)))
                .containsExactly("/r/a/x.iso", "/r/c/z.ISO");
    }

    @Test
    void names_thatDoNotFit_costNoLook() throws FileCallException {
        fake.file("/r/a", "").file("/r/b", "");

        files(WalkFilters.none().withNames(List.of("a")));

        assertThat(fake.script().callsOf("readFacts")).containsExactly("readFacts /r/a");
    }

    @Test
    void paths_chooseByThePathBelowTheRoot() throws FileCallException {
        fake.file("/r/src/a/x.c", "").file("/r/src/x.c", "").file("/r/x.c", "");

        assertThat(files(WalkFilters.none().withPaths(List.of("src/*")))).containsExactly("/r/src/x.c");
        assertThat(files(WalkFilters.none().withPaths(List.of("src/**"))))
                .containsExactly("/r/src/a/x.c", "/r/src/x.c");
        assertThat(files(WalkFilters.none().withPaths(List.of("**/x.c")))).hasSize(3);
        assertThat(files(WalkFilters.none().withPaths(List.of("r/**")))).isEmpty();
    }

    @Test
    void excludes_keepFoldersOut() throws FileCallException {
        fake.file("/r/.git/x", "")
                .file("/r/a/build/x", "")
                .file("/r/build/x", "")
                .file("/r/a/y.o", "");

        assertThat(files(WalkFilters.none().withExcludes(List.of(".git", "/nowhere", "build", "*.o"))))
                .isEmpty();
        assertThat(files(WalkFilters.none().withExcludes(List.of("a/build"))))
                .containsExactly("/r/.git/x", "/r/a/y.o", "/r/build/x");
        assertThat(fake.script().callsOf("openFolder")).doesNotContain("openFolder /r/a/build");
    }

    @Test
    void hidden_leftOut_isNeitherDeliveredNorEntered() throws FileCallException {
        fake.file("/.r/.f", "").file("/.r/.d/f", "").file("/.r/f", "");

        Heard heard = Heard.of(fake, WalkFilters.none().withHidden(false), "/.r");

        assertThat(heard.files()).containsExactly("/.r/f");
        assertThat(heard.others()).isEmpty();
    }

    @Test
    void depth_countsLevelsBelowTheRoot() throws FileCallException {
        fake.file("/r/1", "").file("/r/a/2", "").file("/r/a/b/3", "");

        assertThat(files(WalkFilters.none().withDepth(0))).isEmpty();
        assertThat(files(WalkFilters.none().withDepth(1))).containsExactly("/r/1");
        assertThat(files(WalkFilters.none().withDepth(2))).containsExactly("/r/1", "/r/a/2");
        assertThat(files(WalkFilters.none().withDepth(3))).hasSize(3);
    }

    @Test
    void sizesAndTimes_areNotAskedOfOtherKinds() throws FileCallException {
        fake.folder("/r/a").symlink("/r/s", "a");

        Heard heard = Heard.of(fake, WalkFilters.none().withMinBytes(1).withNewer(NOON), "/r");

        assertThat(heard.others()).containsExactly("folder /r/a", "symlink /r/s");
    }

    @Test
    void aBadGlob_isRefusedAtOnce() {
        assertThatThrownBy(() -> WalkFilters.none().withExcludes(List.of("ok", "a[")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a[");
    }

    private List<String> files(WalkFilters filters) throws FileCallException {
        fake.script().forget();
        return Heard.of(fake, filters, "/r").files();
    }
}
