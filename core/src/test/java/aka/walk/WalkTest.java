package aka.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.walk.WalkItem.Found;
import aka.walk.WalkItem.Left;
import aka.walk.WalkItem.Unreadable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a walk delivers, and what it does where something is in its way. */
@Tag("windows")
class WalkTest {

    private static final String TAG = ".aka-0123456789abcdef0123456789abcdef";

    private final FakeFileCalls fake = system();

    /** Returns the system to walk on, which is empty. */
    FakeFileCalls system() {
        return new FakeFileCalls();
    }

    @AfterEach
    void nothingStaysOpen() {
        fake.checkNoOpenHandles();
    }

    @Test
    void forEach_deliversEveryEntryOnce() throws FileCallException {
        fake.file("/r/a", "1")
                .file("/r/b/c", "2")
                .link("/r/b/d", "/r/a")
                .symlink("/r/s", "a")
                .other("/r/pipe");

        Heard heard = walk("/r");

        assertThat(heard.files()).containsExactly("/r/a", "/r/b/c", "/r/b/d");
        assertThat(heard.others()).containsExactly("folder /r/b", "other /r/pipe", "symlink /r/s");
        assertThat(heard.trouble()).isEmpty();
        assertThat(heard.left()).isEmpty();
        assertThat(heard.folders()).isEqualTo(2);
    }

    @Test
    void forEach_asksForFactsOfFilesOnly() throws FileCallException {
        fake.file("/r/a", "1").folder("/r/b").symlink("/r/s", "a").other("/r/pipe");

        walk("/r");

        assertThat(fake.script().callsOf("readFacts")).containsExactly("readFacts /r/a");
        assertThat(fake.script().callsOf("openBody", "hold")).isEmpty();
    }

    @Test
    void forEach_whereListingsDoNotSayKinds_asksForThem() throws FileCallException {
        fake.set("/", volume -> volume.kindsInListings(false)).file("/r/a", "1").file("/r/b/c", "2");
        fake.symlink("/r/s", "b");

        Heard heard = walk("/r");

        assertThat(heard.files()).containsExactly("/r/a", "/r/b/c");
        assertThat(heard.others()).containsExactly("folder /r/b", "symlink /r/s");
    }

    @Test
    void forEach_ofAClosedFolder_doesNotEnterItByAnyPath() throws FileCallException {
        fake.file("/r/a", "1").file("/r/state/b", "2").symlink("/r/s", "state");
        Set<FileKey> closed = Set.of(fake.facts(Path.of("/r/state")).key().orElseThrow());
        List<Path> roots = List.of(Path.of("/r"), Path.of("/r/state"));
        try (Walk walk = Walk.of(fake, roots, WalkFilters.none().withFollowFolderLinks(true), closed)) {
            Heard heard = new Heard();

            walk.forEach(heard, new CancelToken());

            assertThat(heard.files()).containsExactly("/r/a");
            assertThat(heard.trouble()).isEmpty();
        }
    }

    @Test
    void forEach_opensFoldersRelativeToTheRoot() throws FileCallException {
        fake.file("/r/a/b/f", "1").file("/elsewhere/b/f", "2");
        try (Walk walk = Walk.of(fake, List.of(Path.of("/r")), WalkFilters.none())) {
            fake.remove("/r").symlink("/r", "/elsewhere");
            Heard heard = new Heard();

            walk.forEach(heard, new CancelToken());

            assertThat(heard.files()).containsExactly("/r/a/b/f");
        }
    }

    @Test
    void forEach_ofAFolderSwappedForALink_doesNotFollow() throws FileCallException {
        fake.file("/r/a/f", "1").file("/secret/g", "2");
        fake.script().beforeEach(call -> {
            if (call.name().equals("openFolder") && call.path().equals(Path.of("/r/a"))) {
                fake.remove("/r/a").symlink("/r/a", "/secret");
            }
        });

        Heard heard = walk("/r");

        assertThat(heard.files()).isEmpty();
        assertThat(heard.trouble()).containsExactly("IS_SYMLINK /r/a");
    }

    @Test
    void forEach_ofAnEntryThatVanishes_tellsAndGoesOn() throws FileCallException {
        fake.file("/r/a", "1").file("/r/b", "2").file("/r/sub/c", "3");
        fake.script().beforeEach(call -> {
            if (call.toString().equals("readFacts /r/a")) {
                fake.remove("/r/a");
            }
            if (call.toString().equals("openFolder /r/sub")) {
                fake.remove("/r/sub");
            }
        });

        Heard heard = walk("/r");

        assertThat(heard.files()).containsExactly("/r/b");
        assertThat(heard.trouble()).containsExactly("MISSING /r/a", "MISSING /r/sub");
    }

    @Test
    void forEach_ofAnUnreadableFolder_tellsAndGoesOn() throws FileCallException {
        fake.file("/r/a/f", "1").file("/r/b/f", "2").file("/r/c/f", "3");
        fake.script().failOn("openFolder", "/r/a", FakeError.EACCES).failOn("list", "/r/b", FakeError.EACCES);

        Heard heard = walk("/r");

        assertThat(heard.files()).containsExactly("/r/c/f");
        assertThat(heard.trouble()).containsExactly("NO_PERMISSION /r/a", "NO_PERMISSION /r/b");
    }

    @Test
    void forEach_ofUnreadableFacts_tellsAndGoesOn() throws FileCallException {
        fake.file("/r/a", "1").file("/r/b", "2");
        fake.script().failOn("readFacts", "/r/a", FakeError.EIO);

        Heard heard = walk("/r");

        assertThat(heard.files()).containsExactly("/r/b");
        assertThat(heard.trouble()).containsExactly("IO_ERROR /r/a");
    }

    @Test
    void forEach_whenAnyOneCallFails_tellsItAndLeavesNothingOpen() throws FileCallException {
        fake.file("/r/a/f", "1").file("/r/b/f", "2");
        walk("/r");
        int calls = fake.script().count();
        for (int n = 1; n <= calls; n++) {
            fake.script().calm().forget().failCall(n, FakeError.EIO);
            try {
                assertThat(Heard.of(fake, WalkFilters.none(), "/r").trouble())
                        .as("call %d", n)
                        .hasSize(1);
            } catch (FileCallException rootFailed) {
                assertThat(rootFailed.trouble()).isEqualTo(Trouble.IO_ERROR);
            }
            fake.checkNoOpenHandles();
        }
    }

    @Test
    void forEach_comesToAMount_leavesItAlone() throws FileCallException {
        fake.file("/r/f", "1").mount("/r/usb", "vfat", usb -> {}).file("/r/usb/g", "2");

        Heard heard = walk("/r");

        assertThat(heard.files()).containsExactly("/r/f");
        assertThat(heard.left()).containsExactly("OTHER_MOUNT /r/usb");
    }

    @Test
    void forEach_crossingMounts_entersThem() throws FileCallException {
        fake.file("/r/f", "1").mount("/r/usb", "vfat", usb -> {}).file("/r/usb/g", "2");

        Heard heard = walk(WalkFilters.none().withCrossMounts(true), "/r");

        assertThat(heard.files()).containsExactly("/r/f", "/r/usb/g");
    }

    @Test
    void forEach_crossingMounts_deliversABoundFolderOnce() throws FileCallException {
        fake.file("/r/a/f", "1").bind("/r/b", "/r/a");

        Heard heard = walk(WalkFilters.none().withCrossMounts(true), "/r");

        assertThat(heard.files()).hasSize(1);
    }

    @Test
    void forEach_whereRootsOverlap_deliversEachNameOnce() throws FileCallException {
        fake.file("/r/a/b/f", "1").file("/r/g", "2");

        assertThat(walk("/r", "/r/a").files()).containsExactly("/r/a/b/f", "/r/g");
        assertThat(walk("/r/a/b", "/r", "/r/a").files()).containsExactly("/r/a/b/f", "/r/g");
    }

    @Test
    void forEach_ofTheSameRootTwice_deliversEachNameOnce() throws FileCallException {
        fake.file("/r/a/f", "1").symlink("/also", "/r");

        assertThat(walk("/r", "/r", "/also").files()).containsExactly("/r/a/f");
    }

    @Test
    void forEach_whereRootsOverlapAndDepthIsLimited_deliversWhatIsNearToAnyRootOnce() throws FileCallException {
        fake.file("/r/1", "").file("/r/a/2", "").file("/r/a/b/3", "").file("/r/a/b/c/4", "");

        Heard heard = walk(WalkFilters.none().withDepth(2), "/r", "/r/a");

        assertThat(heard.files()).containsExactly("/r/1", "/r/a/2", "/r/a/b/3");
    }

    @Test
    void forEach_whereRootsOverlapAndPathsAreChosen_deliversWhatFitsBelowAnyRootOnce() throws FileCallException {
        fake.file("/r/a/x/1", "").file("/r/x/2", "").file("/r/a/y/3", "");

        Heard heard = walk(WalkFilters.none().withPaths(List.of("x/*")), "/r", "/r/a");

        assertThat(heard.files()).containsExactly("/r/a/x/1", "/r/x/2");
        assertThat(walk(WalkFilters.none().withPaths(List.of("**/1")), "/r", "/r/a")
                        .files())
                .containsExactly("/r/a/x/1");
    }

    @Test
    void forEach_ofAFileRootBelowAFolderRoot_deliversItOnce() throws FileCallException {
        fake.file("/r/f", "1").link("/r/g", "/r/f");

        assertThat(walk("/r", "/r/f").files()).containsExactly("/r/f", "/r/g");
        assertThat(walk("/r/f", "/r/f", "/r").files()).containsExactly("/r/f", "/r/g");
    }

    @Test
    void forEach_ofAFileRoot_deliversItsFactsAndNoNeighbour() throws FileCallException {
        fake.file("/r/f", "123").link("/r/g", "/r/f");

        List<WalkItem> items = items(WalkFilters.none(), "/r/f");

        assertThat(items).singleElement().isInstanceOfSatisfying(Found.class, found -> {
            assertThat(found.path()).isEqualTo(Path.of("/r/f"));
            assertThat(found.kind()).isEqualTo(Kind.FILE);
            assertThat(found.linkCount()).isEqualTo(OptionalInt.of(2));
            assertThat(found.sizeBytes()).isEqualTo(3);
        });
    }

    @Test
    void of_aMissingRoot_isTheException() {
        fake.file("/r/f", "1");

        assertThatThrownBy(() -> walk("/r", "/nowhere")).isInstanceOfSatisfying(FileCallException.class, why -> {
            assertThat(why.trouble()).isEqualTo(Trouble.MISSING);
            assertThat(why.path()).isEqualTo(Path.of("/nowhere"));
        });
    }

    @Test
    void of_aRootThatCannotBeListed_isTheException() {
        fake.file("/r/f", "1");
        fake.script().failEvery("list", FakeError.EACCES);

        assertThatThrownBy(() -> walk("/r"))
                .isInstanceOfSatisfying(
                        FileCallException.class,
                        why -> assertThat(why.trouble()).isEqualTo(Trouble.NO_PERMISSION));
    }

    @Test
    void of_aPipeOrALinkToAFile_isRefused() {
        fake.file("/f", "1").symlink("/s", "/f").other("/pipe");

        assertThatThrownBy(() -> walk("/pipe")).hasMessageContaining("pipe").hasMessageEndingWith("regular file.");
        assertThatThrownBy(() -> walk("/s"))
                .isInstanceOfSatisfying(
                        FileCallException.class,
                        why -> assertThat(why.trouble()).isEqualTo(Trouble.IS_SYMLINK));
    }

    @Test
    void of_aRootThatIsALinkToAFolder_walksTheFolder() throws FileCallException {
        fake.file("/r/f", "1").symlink("/s", "/r");

        assertThat(walk("/s").files()).containsExactly("/s/f");
    }

    @Test
    void forEach_doesNotFollowLinksToFolders() throws FileCallException {
        fake.file("/out/f", "1").symlink("/r/s", "/out");

        Heard heard = walk("/r");

        assertThat(heard.files()).isEmpty();
        assertThat(heard.others()).containsExactly("symlink /r/s");
    }

    @Test
    void forEach_followingLinks_entersWhatTheyLeadTo() throws FileCallException {
        fake.file("/out/a/f", "1").symlink("/r/x/s", "/out").file("/r/g", "2");
        fake.symlink("/r/toFile", "g").symlink("/r/dangling", "nowhere").symlink("/r/circle", "circle");

        Heard heard = walk(following(), "/r");

        assertThat(heard.files()).containsExactly("/r/g", "/r/x/s/a/f");
        assertThat(heard.trouble()).isEmpty();
    }

    @Test
    void forEach_followingLinks_endsInALoop() throws FileCallException {
        fake.file("/r/a/f", "1")
                .symlink("/r/a/up", "..")
                .symlink("/r/a/self", ".")
                .symlink("/r/all", "/");
        fake.file("/outside", "2");

        Heard heard = walk(following(), "/r");

        assertThat(heard.files()).hasSize(2);
        assertThat(walk(following().withDepth(9), "/r", "/r/a").files()).hasSize(2);
    }

    @Test
    void forEach_followingLinks_matchesPathsBelowTheTypedRoot() throws FileCallException {
        fake.file("/out/a/f", "1").symlink("/r/x/s", "/out");

        assertThat(walk(following().withPaths(List.of("x/s/a/*")), "/r").files())
                .containsExactly("/r/x/s/a/f");
    }

    @Test
    void forEach_followingLinks_staysOnTheMount() throws FileCallException {
        fake.mount("/usb", "vfat", usb -> {}).file("/usb/f", "1").symlink("/r/s", "/usb");

        assertThat(walk(following(), "/r").left()).containsExactly("OTHER_MOUNT /r/s");
        assertThat(walk(following().withCrossMounts(true), "/r").files()).containsExactly("/r/s/f");
    }

    @Test
    void forEach_followingLinksWhereFoldersHaveNoIdentity_saysWhyNot() throws FileCallException {
        fake.set("/", volume -> volume.keysKnown(false)).file("/out/f", "1").symlink("/r/s", "/out");

        Heard heard = walk(following(), "/r");

        assertThat(heard.files()).isEmpty();
        assertThat(heard.trouble()).containsExactly("UNSUPPORTED /r/s");
    }

    @Test
    void forEach_followingManyLinks_holdsFewFoldersOpen() throws FileCallException {
        for (int i = 0; i < 1500; i++) {
            fake.symlink("/r/same" + i, "/out")
                    .symlink("/r/own" + i, "/own/" + i)
                    .file("/own/" + i + "/x/g", "1");
        }
        fake.file("/out/f", "1");
        CountedFolders counted = new CountedFolders(fake);

        Heard heard = Heard.of(counted.calls(), following(), "/r");

        assertThat(heard.files()).hasSize(1501);
        assertThat(counted.mostOpen()).isLessThan(100);
    }

    @Test
    void forEach_followingALinkThatComesToLeadElsewhere_tellsItAndReadsNothingThere() throws FileCallException {
        fake.file("/out/f", "1").file("/secret/g", "2").symlink("/r/s", "/out");
        List<String> opened = new ArrayList<>();
        fake.script().beforeEach(call -> {
            if (call.toString().equals("openFolder /r/s")) {
                opened.add("once more");
                if (opened.size() == 2) {
                    fake.remove("/r/s").symlink("/r/s", "/secret");
                }
            }
        });

        Heard heard = walk(following(), "/r");

        assertThat(heard.files()).isEmpty();
        assertThat(heard.trouble()).containsExactly("CHANGED /r/s");
    }

    @Test
    void openBody_behindAFollowedLink_opensTheBody() throws FileCallException {
        fake.file("/out/a/f", "inside").symlink("/r/s", "/out");
        try (Walk walk = Walk.of(fake, List.of(Path.of("/r")), following())) {
            List<WalkFolder> folders = new ArrayList<>();
            walk.forEach(
                    entry -> {
                        if (entry.kind() == Kind.FILE) {
                            folders.add(entry.folder());
                        }
                    },
                    new CancelToken());

            try (Body body = folders.getFirst().openBody(new byte[] {'f'})) {
                assertThat(body.path()).isEqualTo(Path.of("/r/s/a/f"));
            }
        }
    }

    @Test
    void forEach_comesToLeftovers_tellsThemAndGoesOn() throws FileCallException {
        fake.file("/r/" + TAG + "/f", "1").file("/r/" + TAG + ".limbo.x", "2").file("/r/g", "3");

        Heard heard = walk("/r");

        assertThat(heard.files()).containsExactly("/r/g");
        assertThat(heard.others()).isEmpty();
        assertThat(heard.left()).containsExactly("LEFTOVER /r/" + TAG, "LEFTOVER /r/" + TAG + ".limbo.x");
    }

    @Test
    void forEach_whereFoldersNestAThousandDeep_reachesTheBottom() throws FileCallException {
        String deep = "/r" + "/d".repeat(1000);
        fake.file(deep + "/f", "1");

        assertThat(walk("/r").files()).containsExactly(deep + "/f");
    }

    @Test
    void forEach_whereFoldersNestDeep_opensEachFromOneNearby() throws FileCallException {
        int levels = 400;
        StringBuilder deep = new StringBuilder("/r");
        for (int i = 0; i < levels; i++) {
            fake.file(deep + "/a/f", "1").file(deep + "/z/f", "1");
            deep.append("/m");
        }
        CountedFolders counted = new CountedFolders(fake);

        Heard heard = Heard.of(counted.calls(), WalkFilters.none(), "/r");

        assertThat(heard.files()).hasSize(2 * levels);
        assertThat(counted.parts()).isLessThan(3L * levels * 70);
        assertThat(counted.mostOpen()).isLessThan(100);
    }

    @Test
    void forEach_ofAHundredThousandEntries_deliversEach() throws FileCallException {
        for (int i = 0; i < 100_000; i++) {
            fake.file("/r/" + i % 10 + "/" + i, "");
        }
        fake.script().forget();
        Set<Leaf> seen = new HashSet<>();
        try (Walk walk = Walk.of(fake, List.of(Path.of("/r")), WalkFilters.none())) {
            walk.forEach(
                    entry -> {
                        if (entry.kind() == Kind.FILE) {
                            seen.add(entry.leaf());
                        }
                    },
                    new CancelToken());
        }

        assertThat(seen).hasSize(100_000);
    }

    @Test
    void forEach_untilEnough_stops() throws FileCallException {
        fake.file("/r/a", "1").file("/r/b", "2").file("/r/c", "3");
        List<Path> seen = new ArrayList<>();
        try (Walk walk = Walk.of(fake, List.of(Path.of("/r")), WalkFilters.none())) {
            walk.forEach(
                    new WalkVisitor() {
                        @Override
                        public void found(WalkEntry entry) {
                            seen.add(entry.path());
                        }

                        @Override
                        public boolean enough() {
                            return seen.size() == 2;
                        }
                    },
                    new CancelToken());
        }

        assertThat(seen).hasSize(2);
    }

    @Test
    void forEach_whenCancelled_stopsAtTheNextEntry() throws FileCallException {
        fake.file("/r/a", "1").file("/r/b", "2");
        CancelToken cancel = new CancelToken();
        List<Path> seen = new ArrayList<>();
        try (Walk walk = Walk.of(fake, List.of(Path.of("/r")), WalkFilters.none())) {
            assertThatThrownBy(() -> walk.forEach(
                            entry -> {
                                seen.add(entry.path());
                                cancel.cancel();
                            },
                            cancel))
                    .isInstanceOf(CancellationException.class);
        }

        assertThat(seen).hasSize(1);
    }

    @Test
    void forEach_again_walksAgain() throws FileCallException {
        fake.file("/r/a", "1");
        try (Walk walk = Walk.of(fake, List.of(Path.of("/r")), WalkFilters.none())) {
            Heard first = new Heard();
            walk.forEach(first, new CancelToken());
            fake.file("/r/b", "2");
            Heard second = new Heard();
            walk.forEach(second, new CancelToken());

            assertThat(first.files()).containsExactly("/r/a");
            assertThat(second.files()).containsExactly("/r/a", "/r/b");
        }
    }

    @Test
    void stream_givesTroubleInItsPlace() throws FileCallException {
        fake.file("/r/a/f", "1").file("/r/" + TAG, "2");
        fake.script().failOn("openFolder", "/r/a", FakeError.EACCES);

        List<WalkItem> items = items(WalkFilters.none(), "/r");

        assertThat(items).hasSize(3);
        assertThat(items)
                .filteredOn(Found.class::isInstance)
                .extracting(WalkItem::path)
                .containsExactly(Path.of("/r/a"));
        assertThat(items).filteredOn(Left.class::isInstance).hasSize(1);
        assertThat(items).last().isInstanceOf(Unreadable.class);
    }

    @Test
    void stream_thatIsClosedEarly_leavesNothingOpen() throws FileCallException {
        fake.file("/r/a/f", "1").file("/r/b/f", "2");
        try (Walk walk = Walk.of(fake, List.of(Path.of("/r")), WalkFilters.none());
                Stream<WalkItem> stream = walk.stream(new CancelToken())) {
            assertThat(stream.limit(3)).hasSize(3);
        }
    }

    @Test
    void openBody_opensTheEntryRelativeToTheRoot() throws FileCallException {
        fake.file("/r/a/f", "inside").file("/elsewhere/a/f", "outside");
        try (Walk walk = Walk.of(fake, List.of(Path.of("/r")), WalkFilters.none())) {
            List<WalkFolder> folders = new ArrayList<>();
            walk.forEach(
                    entry -> {
                        if (entry.kind() == Kind.FILE) {
                            folders.add(entry.folder());
                        }
                    },
                    new CancelToken());
            fake.remove("/r").symlink("/r", "/elsewhere");

            try (Body body = folders.getFirst().openBody(new byte[] {'f'})) {
                ByteBuffer bytes = ByteBuffer.allocateDirect(20);
                assertThat(body.read(bytes, 0)).isEqualTo("inside".length());
            }
        }
    }

    private Heard walk(String... roots) throws FileCallException {
        return walk(WalkFilters.none(), roots);
    }

    private Heard walk(WalkFilters filters, String... roots) throws FileCallException {
        fake.script().forget();
        return Heard.of(fake, filters, roots);
    }

    private List<WalkItem> items(WalkFilters filters, String root) throws FileCallException {
        try (Walk walk = Walk.of(fake, List.of(Path.of(root)), filters);
                Stream<WalkItem> items = walk.stream(new CancelToken())) {
            return items.toList();
        }
    }

    private static WalkFilters following() {
        return WalkFilters.none().withFollowFolderLinks(true);
    }
}
