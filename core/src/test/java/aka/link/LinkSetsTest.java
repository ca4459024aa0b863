package aka.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import aka.file.LinkSet;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.Slashes;
import aka.walk.Walk;
import aka.walk.WalkFilters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class LinkSetsTest {

    private final FakeFileCalls fake = new FakeFileCalls();
    private final Told told = new Told();

    /** What is asked of the link sets below {@code /r}. */
    private interface Question {
        Stream<LinkSet> of(LinkSets sets, Walk other);
    }

    @AfterEach
    void nothingStaysOpen() {
        fake.checkNoOpenHandles();
    }

    @Test
    void sets_areTheBodiesWithSeveralNames() throws FileCallException {
        fake.file("/r/b", "12").link("/r/x/a", "/r/b").file("/r/single", "").file("/r/c", "");
        fake.link("/out", "/r/c").symlink("/r/s", "b");

        assertThat(sets()).containsExactly("2 of 2: /r/b /r/x/a", "1 of 2: /r/c");
    }

    @Test
    void sets_knowSizeAndIdentity() throws FileCallException {
        fake.file("/r/a", "123").link("/r/b", "/r/a");

        try (Walk walk = walk("/r")) {
            LinkSet set = LinkSets.under(walk, told, new CancelToken())
                    .sets()
                    .findFirst()
                    .orElseThrow();

            assertThat(set.sizeBytes()).isEqualTo(3);
            assertThat(set.key()).isEqualTo(fake.facts(Path.of("/r/a")).key().orElseThrow());
            assertThat(set.complete()).isTrue();
        }
    }

    @Test
    void sets_areInTheOrderOfWholePaths() throws FileCallException {
        fake.file("/r/a/x", "").link("/r/a-b", "/r/a/x").file("/r/a.c", "").link("/r/a/b/y", "/r/a.c");
        fake.file("/r/a/b/z", "").link("/r/A", "/r/a/b/z").file("/r/é", "").link("/r/z", "/r/é");

        assertThat(sets())
                .containsExactly(
                        "2 of 2: /r/A /r/a/b/z",
                        "2 of 2: /r/a-b /r/a/x",
                        "2 of 2: /r/a.c /r/a/b/y",
                        "2 of 2: /r/z /r/é");
    }

    /** Names that are parts of each other, and signs that stand before and behind the separator. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void singles_ofARandomTree_areInTheOrderOfWholePaths(long seed) throws FileCallException {
        Random random = new Random(seed);
        List<String> signs = List.of("a", "b", "-", "0", "\u00e9", ".");
        List<String> folders = new ArrayList<>(List.of("/r", "/r/a", "/r/a/b"));
        Set<String> files = new HashSet<>();
        folders.forEach(fake::folder);
        for (int i = 0; i < 400; i++) {
            String leaf = signs.get(random.nextInt(2)) + signs.get(random.nextInt(6)) + signs.get(random.nextInt(6));
            String path = folders.get(random.nextInt(folders.size())) + "/" + leaf.substring(random.nextInt(2));
            if (path.endsWith("/..") || path.endsWith("/.") || files.contains(path) || folders.contains(path)) {
                continue;
            }
            if (random.nextInt(4) == 0) {
                folders.add(path);
                fake.folder(path);
            } else {
                files.add(path);
                fake.file(path, "");
            }
        }
        List<Path> roots = seed % 3 == 0
                ? List.of(Path.of("/r/a/b"), Path.of("/r"))
                : seed % 3 == 1 ? List.of(Path.of("/r")) : List.of(Path.of("/r/a"), Path.of("/r"));

        try (Walk walk = Walk.of(fake, roots, WalkFilters.none())) {
            assertThat(LinkSets.under(walk, told, new CancelToken())
                            .singles()
                            .map(set -> Slashes.in(set.names().getFirst().path())))
                    .containsExactlyElementsOf(
                            files.stream().sorted(LinkSetsTest::compareBytes).toList());
        }
    }

    private static int compareBytes(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sets_keepEqualFileIdsOfDifferentVolumesApart() throws FileCallException {
        fake.mount("/r/one", "ext4", volume -> {}).mount("/r/two", "ext4", volume -> {});
        fake.file("/r/one/a", "").link("/r/one/b", "/r/one/a");
        fake.file("/r/two/a", "").link("/r/two/b", "/r/two/a");

        try (Walk walk =
                Walk.of(fake, List.of(Path.of("/r")), WalkFilters.none().withCrossMounts(true))) {
            assertThat(LinkSets.under(walk, told, new CancelToken()).sets().map(Told::text))
                    .containsExactly("2 of 2: /r/one/a /r/one/b", "2 of 2: /r/two/a /r/two/b");
        }
    }

    @Test
    void sets_ofManyBodiesWithManyNames_missNone() throws FileCallException {
        TreeMap<String, Integer> expected = new TreeMap<>();
        for (int body = 0; body < 3_000; body++) {
            String first = "/r/" + body % 7 + "/" + body;
            fake.file(first, "");
            int names = 2 + body % 5;
            for (int name = 1; name < names; name++) {
                fake.link("/r/n" + name + "/" + body, first);
            }
            expected.put(first, names);
        }

        List<LinkSet> sets = ask((under, other) -> under.sets());

        assertThat(sets).hasSize(3_000).allMatch(LinkSet::complete);
        assertThat(sets)
                .isSortedAccordingTo(
                        Comparator.comparing(set -> set.names().getFirst().path()));
        assertThat(sets)
                .allSatisfy(set -> assertThat(expected)
                        .containsEntry(
                                Slashes.in(set.names().getFirst().path()),
                                set.names().size()));
    }

    @Test
    void sets_ofOneBodyWithManyNames_sortThem() throws FileCallException {
        fake.file("/r/0", "");
        for (int i = 1; i < 2_000; i++) {
            fake.link("/r/" + i, "/r/0");
        }

        assertThat(ask((under, other) -> under.sets()))
                .singleElement()
                .satisfies(set -> assertThat(set.names())
                        .hasSize(2_000)
                        .isSortedAccordingTo(
                                Comparator.comparing(name -> name.path().toString())));
    }

    @Test
    void singles_areTheFilesWithOneName() throws FileCallException {
        fake.file("/r/b", "").file("/r/a", "").file("/r/x", "").link("/out", "/r/x");

        assertThat(texts((under, other) -> under.singles())).containsExactly("1 of 1: /r/a", "1 of 1: /r/b");
    }

    @Test
    void into_areTheSetsWithANameThereToo() throws FileCallException {
        fake.file("/r/a", "")
                .link("/other/a", "/r/a")
                .file("/r/b", "")
                .link("/r/c", "/r/b")
                .file("/other/d", "");

        assertThat(texts(LinkSets::into)).containsExactly("2 of 2: /other/a /r/a");
    }

    @Test
    void into_aFolderBelowTheRoots_countsEachNameOnce() throws FileCallException {
        fake.file("/r/other/a", "").link("/r/b", "/r/other/a").file("/r/other/single", "");

        try (Walk walk = walk("/r");
                Walk other = walk("/r/other")) {
            assertThat(LinkSets.under(walk, told, new CancelToken()).into(other).map(Told::text))
                    .containsExactly("2 of 2: /r/b /r/other/a");
        }
    }

    @Test
    void into_whereOneFolderWasWalkedFromTwoRoots_countsEachNameOnce() throws FileCallException {
        fake.file("/r/a/1", "").link("/r/a/2", "/r/a/1");

        try (Walk walk = Walk.of(
                        fake,
                        List.of(Path.of("/r"), Path.of("/r/a")),
                        WalkFilters.none().withPaths(List.of("a/1", "2")));
                Walk other = walk("/r/a")) {
            assertThat(LinkSets.under(walk, told, new CancelToken()).into(other).map(Told::text))
                    .containsExactly("2 of 2: /r/a/1 /r/a/2");
        }
    }

    @Test
    void into_ofOneBodyWithManyNames_takesNoTimeForEachPairOfNames() throws FileCallException {
        fake.file("/r/0", "");
        for (int i = 1; i < 40_000; i++) {
            fake.link("/r/" + i, "/r/0");
        }

        try (Walk walk = walk("/r");
                Walk other = walk("/r")) {
            LinkSets sets = LinkSets.under(walk, told, new CancelToken());
            LinkSet set = assertTimeout(
                    Duration.ofSeconds(6), () -> sets.into(other).findFirst().orElseThrow());

            assertThat(set.names()).hasSize(40_000);
        }
    }

    @Test
    void notInto_isEveryFileWithoutANameThere() throws FileCallException {
        fake.file("/r/a", "")
                .link("/other/a", "/r/a")
                .file("/r/b", "")
                .link("/r/c", "/r/b")
                .file("/r/d", "");

        assertThat(texts(LinkSets::notInto)).containsExactly("2 of 2: /r/b /r/c", "1 of 1: /r/d");
    }

    @Test
    void notInto_aFolderBelowTheRoots_leavesOutWhatIsThere() throws FileCallException {
        fake.file("/r/other/single", "").file("/r/d", "");

        try (Walk walk = walk("/r");
                Walk other = walk("/r/other")) {
            assertThat(LinkSets.under(walk, told, new CancelToken())
                            .notInto(other)
                            .map(Told::text))
                    .containsExactly("1 of 1: /r/d");
        }
    }

    @Test
    void anyAnswer_ofAFileWithoutIdentity_tellsItAndGuessesNothing() throws FileCallException {
        fake.set("/", volume -> volume.keysKnown(false))
                .file("/r/a", "")
                .link("/r/b", "/r/a")
                .file("/r/single", "")
                .folder("/other");

        assertThat(sets()).isEmpty();
        assertThat(told.trouble())
                .containsExactlyInAnyOrder("UNSUPPORTED /r/a", "UNSUPPORTED /r/b", "UNSUPPORTED /r/single");
        assertThat(texts(LinkSets::notInto)).isEmpty();
        assertThat(told.trouble()).hasSize(6);
    }

    @Test
    void sets_whereLinkCountsAreUnknown_tellTheFilesThatMayHaveMoreNames() throws FileCallException {
        fake.set("/", volume -> volume.linkCountsKnown(false))
                .file("/r/a", "")
                .link("/r/b", "/r/a")
                .file("/r/c", "");

        assertThat(sets()).containsExactly("2 of ?: /r/a /r/b");
        assertThat(told.trouble()).containsExactly("UNSUPPORTED /r/c");
    }

    @Test
    void singles_whereLinkCountsAreUnknown_areNotGuessed() throws FileCallException {
        fake.set("/", volume -> volume.linkCountsKnown(false))
                .file("/r/a", "")
                .link("/r/b", "/r/a")
                .file("/r/c", "");

        assertThat(texts((under, other) -> under.singles())).isEmpty();
        assertThat(told.trouble()).containsExactly("UNSUPPORTED /r/c");
    }

    @Test
    void anyAnswer_passesOnWhatCouldNotBeReadOnEitherSide() throws FileCallException {
        fake.file("/r/a/f", "").file("/other/b/f", "").mount("/r/usb", "vfat", usb -> {});
        fake.script().failOn("openFolder", "/r/a", FakeError.EACCES).failOn("openFolder", "/other/b", FakeError.EIO);

        assertThat(texts(LinkSets::notInto)).isEmpty();
        assertThat(told.trouble()).containsExactly("NO_PERMISSION /r/a", "IO_ERROR /other/b");
        assertThat(told.left()).containsExactly("OTHER_MOUNT /r/usb");
    }

    @Test
    void anyAnswer_whenCancelled_isNone() throws FileCallException {
        fake.file("/r/a", "");
        CancelToken cancel = new CancelToken();
        cancel.cancel();

        try (Walk walk = walk("/r")) {
            assertThatThrownBy(() -> LinkSets.under(walk, told, cancel).sets())
                    .isInstanceOf(CancellationException.class);
        }
    }

    private List<String> sets() throws FileCallException {
        return texts((under, other) -> under.sets());
    }

    private List<String> texts(Question question) throws FileCallException {
        return ask(question).stream().map(Told::text).toList();
    }

    private List<LinkSet> ask(Question question) throws FileCallException {
        fake.folder("/other");
        try (Walk walk = walk("/r");
                Walk other = walk("/other")) {
            return question.of(LinkSets.under(walk, told, new CancelToken()), other)
                    .toList();
        }
    }

    private Walk walk(String root) throws FileCallException {
        return Walk.of(fake, List.of(Path.of(root)), WalkFilters.none());
    }
}
