package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeCall;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.Slashes;
import aka.walk.LeftAlone;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class DuplicateFinderTest {

    private static final int LONG = 400_000;
    private static final long TIB = 1L << 40;

    private final AtomicLong seconds = new AtomicLong();
    private final FakeFileCalls fake = new FakeFileCalls(() -> Instant.ofEpochSecond(seconds.incrementAndGet()));

    @AfterEach
    void everythingIsClosed() {
        fake.checkNoOpenHandles();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4095, 4096, 4097, 131_071, 131_072, 131_073, 262_144, 262_145})
    void find_equalFiles_areOneGroup(int bytes) throws FileCallException {
        fake.file("/t/a", "x".repeat(bytes)).file("/t/b", "x".repeat(bytes)).file("/t/c", "x".repeat(bytes + 1));
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).containsExactly("/t/a /t/b");
        assertThat(search.only().sizeBytes()).isEqualTo(bytes);
        assertThat(search.only().evidence()).isEqualTo(Evidence.BYTES);
        assertThat(search.result().count().redundantBytes()).isEqualTo(bytes);
    }

    /** Returns the threads that read, of two files each of four hundred lengths. */
    private Set<String> readers() throws FileCallException {
        for (int bytes = 1; bytes <= 400; bytes++) {
            fake.file("/t/a" + bytes, "x".repeat(bytes)).file("/t/b" + bytes, "x".repeat(bytes));
        }
        Set<String> names = ConcurrentHashMap.newKeySet();
        fake.script().beforeEach(call -> {
            if (call.name().equals("read")) {
                names.add(Thread.currentThread().getName());
            }
        });
        assertThat(Search.in(fake, "/t").groups()).hasSize(400);
        return names;
    }

    @Test
    void find_whereReadersWaitForTheDisk_startsMoreOfThem() throws FileCallException {
        fake.withWaits();
        assertThat(readers()).hasSizeGreaterThan(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void find_whereReadersDoNotWait_hasOneForEachProcessor() throws FileCallException {
        assertThat(readers()).hasSizeBetween(1, Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @CsvSource({"64, 1", "512, 4", "1024, 10", "1048576, 16"})
    void readers_areSoManyThatTheirFilesMayBeOpen(long maxOpenFiles, int readers) {
        assertThat(Readers.most(OptionalLong.of(maxOpenFiles))).isEqualTo(readers);
        assertThat(Readers.most(OptionalLong.empty())).isEqualTo(16);
    }

    @Test
    void find_emptyFiles_areNoDuplicates() throws FileCallException {
        fake.file("/t/a", "").file("/t/b", "");
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).isEmpty();
        assertThat(search.result().count().filesSeen()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 131_072, 131_073, LONG})
    void find_differingInTheLastByteOnly_areNoGroup(int bytes) throws FileCallException {
        fake.file("/t/a", "x".repeat(bytes)).file("/t/b", "x".repeat(bytes - 1) + "y");
        assertThat(Search.in(fake, "/t").groups()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, LONG})
    void find_differingInTheFirstByteOnly_areNoGroup(int bytes) throws FileCallException {
        fake.file("/t/a", "x".repeat(bytes)).file("/t/b", "y" + "x".repeat(bytes - 1));
        assertThat(Search.in(fake, "/t").groups()).isEmpty();
    }

    @Test
    void find_differingBetweenTheSampledBytes_areNoGroup() throws FileCallException {
        String block = "x".repeat(5000);
        for (int at = 0; at < 100; at++) {
            fake.file("/t/" + at, block.substring(0, at) + "y" + block.substring(at + 1));
        }
        assertThat(Search.in(fake, "/t").groups()).isEmpty();
    }

    @Test
    void find_withEqualBeginnings_comparesToTheEnd() throws FileCallException {
        String start = "x".repeat(300_000);
        fake.file("/t/a1", start + "1").file("/t/a2", start + "1").file("/t/b", start + "2");
        assertThat(Search.in(fake, "/t").groups()).containsExactly("/t/a1 /t/a2");
    }

    @ParameterizedTest
    @ValueSource(ints = {3000, LONG})
    void find_threeKindsOfOneLength_areThreeGroups(int bytes) throws FileCallException {
        for (String kind : List.of("x", "y", "z")) {
            for (int i = 0; i < 3; i++) {
                fake.file("/t/" + kind + i, "s".repeat(bytes) + kind);
            }
        }
        assertThat(Search.in(fake, "/t").groups())
                .containsExactly("/t/x0 /t/x1 /t/x2", "/t/y0 /t/y1 /t/y2", "/t/z0 /t/z1 /t/z2");
    }

    @Test
    void find_aLengthThatOccursOnce_isNotOpened() throws FileCallException {
        fake.file("/t/a", "x").file("/t/b", "xx");
        Search.in(fake, "/t");
        assertThat(fake.script().callsOf("openBody", "read")).isEmpty();
    }

    @Test
    void find_aDifferenceInTheFirstBlock_readsNoFurther() throws FileCallException {
        fake.file("/t/a", "x".repeat(LONG)).file("/t/b", "y".repeat(LONG));
        Search.in(fake, "/t");
        assertThat(fake.script().callsOf("read")).containsExactlyInAnyOrder("read /t/a", "read /t/b");
    }

    @Test
    void find_namesOfOneBody_areNoDuplicatesAndAreNotRead() throws FileCallException {
        fake.file("/t/a", "bytes").link("/t/b", "/t/a");
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).isEmpty();
        assertThat(search.result().count().filesSeen()).isEqualTo(1);
        assertThat(search.result().count().namesSeen()).isEqualTo(2);
        assertThat(fake.script().callsOf("read")).isEmpty();
    }

    @Test
    void find_namesOfOneBodyBesideACopy_areOneBodyOfTheGroup() throws FileCallException {
        fake.file("/t/b", "bytes").link("/t/d", "/t/b").link("/t/a", "/t/b").file("/t/c", "bytes");
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).containsExactly("/t/a=/t/b=/t/d /t/c");
        assertThat(search.only().bodies().getFirst().complete()).isTrue();
        assertThat(search.only().reclaimableBytes()).isEqualTo(4096);
        assertThat(search.only().redundantBytes()).isEqualTo(5);
    }

    @Test
    void find_aBodyWithANameOutside_freesTheOthers() throws FileCallException {
        fake.file("/t/a", "bytes")
                .link("/outside/a", "/t/a")
                .file("/t/b", "bytes")
                .file("/t/c", "bytes");
        Search search = Search.in(fake, "/t");
        assertThat(search.only().bodies()).extracting(GroupBody::complete).containsExactly(false, true, true);
        assertThat(search.only().reclaimableBytes()).isEqualTo(2 * 4096);
    }

    @Test
    void find_bodiesThatAllHaveNamesOutside_freeNothing() throws FileCallException {
        fake.file("/t/a", "bytes")
                .link("/outside/a", "/t/a")
                .file("/t/b", "bytes")
                .link("/outside/b", "/t/b");
        Search search = Search.in(fake, "/t");
        assertThat(search.only().redundantBytes()).isEqualTo(5);
        assertThat(search.only().reclaimableBytes()).isZero();
    }

    @Test
    void find_aSparseBody_isTheOneToKeep() throws FileCallException {
        fake.sparse("/t/a", LONG).file("/t/b", "\0".repeat(LONG));
        Group group = Search.in(fake, "/t").only();
        assertThat(group.bodies().getFirst().allocatedBytes()).hasValue(0);
        assertThat(group.reclaimableBytes())
                .isEqualTo(group.bodies().getLast().allocatedBytes().orElseThrow())
                .isPositive();
    }

    @Test
    void find_onTwoVolumes_isOneGroupThatFreesNothing() throws FileCallException {
        fake.file("/t/a", "bytes").mount("/usb", "vfat", usb -> {}).file("/usb/b", "bytes");
        Search search = Search.in(fake, "/t", "/usb");
        assertThat(search.groups()).containsExactly("/t/a /usb/b");
        assertThat(search.only().redundantBytes()).isEqualTo(5);
        assertThat(search.only().reclaimableBytes()).isZero();
    }

    @Test
    void find_onTwoVolumes_keepsOneBodyOnEach() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes");
        fake.mount("/usb", "fake", usb -> {})
                .file("/usb/a", "bytes")
                .file("/usb/b", "bytes")
                .file("/usb/c", "bytes");
        assertThat(Search.in(fake, "/t", "/usb").only().reclaimableBytes()).isEqualTo(3 * 4096);
    }

    @Test
    void find_withEqualFileIdsOnTwoVolumes_keepsThemApart() throws FileCallException {
        fake.mount("/one", "fake", one -> {}).file("/one/a", "bytes");
        fake.mount("/two", "fake", two -> {}).file("/two/a", "bytes");
        Search search = Search.in(fake, "/one", "/two");
        assertThat(search.only().bodies())
                .extracting(body -> body.key().orElseThrow().fileLow())
                .containsExactly(2L, 2L);
        assertThat(search.groups()).containsExactly("/one/a /two/a");
    }

    @Test
    void find_manyEqualFileIdsOnTwoVolumes_areAllBodiesOfTheirOwn() throws FileCallException {
        fake.mount("/one", "fake", one -> {}).mount("/two", "fake", two -> {});
        for (int i = 0; i < 3000; i++) {
            fake.file("/one/" + i, "").file("/two/" + i, "");
        }
        assertThat(Search.in(fake, "/one", "/two").result().count().filesSeen()).isEqualTo(6000);
    }

    @Test
    void find_withUnknownLinkCounts_freesNothing() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").set("/", volume -> volume.linkCountsKnown(false));
        Group group = Search.in(fake, "/t").only();
        assertThat(group.bodies()).noneMatch(GroupBody::complete);
        assertThat(group.bodies()).allMatch(body -> body.linkCount().isEmpty());
        assertThat(group.redundantBytes()).isEqualTo(5);
        assertThat(group.reclaimableBytes()).isZero();
        assertThat(group.estimated()).isFalse();
    }

    @Test
    void find_withUnknownKeys_takesEachNameForABodyAndFreesNothing() throws FileCallException {
        fake.file("/t/a", "bytes").link("/t/b", "/t/a").set("/", volume -> volume.keysKnown(false));
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).containsExactly("/t/a /t/b");
        assertThat(search.only().bodies())
                .allMatch(body -> body.key().isEmpty() && body.linkCount().isEmpty() && !body.complete());
        assertThat(search.only().reclaimableBytes()).isZero();
        assertThat(search.result().count().filesSeen()).isEqualTo(2);
    }

    @Test
    void find_withUnknownAllocation_estimatesByWholeBlocks() throws FileCallException {
        fake.file("/t/a", "x".repeat(5000)).file("/t/b", "x".repeat(5000));
        fake.set("/", volume -> volume.allocatedKnown(false));
        Search search = Search.in(fake, "/t");
        assertThat(search.result().count().reclaimableBytes()).isEqualTo(8192);
        assertThat(search.result().count().reclaimableEstimated()).isTrue();
        assertThat(search.only().estimated()).isTrue();
    }

    @Test
    void find_overlappingRoots_findEachNameOnce() throws FileCallException {
        fake.file("/t/s/a", "bytes").file("/t/b", "bytes");
        Search search = Search.in(fake, "/t", "/t/s", "/t");
        assertThat(search.groups()).containsExactly("/t/b /t/s/a");
        assertThat(search.result().count().namesSeen()).isEqualTo(2);
    }

    @Test
    void find_linksAndPipes_areLeftOut() throws FileCallException {
        fake.file("/t/a", "bytes")
                .symlink("/t/link", "a")
                .symlink("/t/loop", "loop")
                .other("/t/pipe");
        Search search = Search.in(fake, "/t");
        assertThat(search.result().count().namesSeen()).isEqualTo(1);
        assertThat(search.trouble()).isEmpty();
    }

    @Test
    void find_manyGroups_areOrderedByLengthThenByFirstPath() throws FileCallException {
        fake.file("/t/z1", "aa").file("/t/z2", "aa").file("/t/y2", "b").file("/t/y1", "b");
        fake.file("/t/x1", "c").file("/t/x2", "c").file("/t/a/b", "dd").file("/t/a-b", "dd");
        assertThat(Search.in(fake, "/t").groups())
                .containsExactly("/t/a-b /t/a/b", "/t/z1 /t/z2", "/t/x1 /t/x2", "/t/y1 /t/y2");
    }

    @Test
    void find_aNameThatVanishes_isToldAndTheRestIsFound() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").file("/t/c", "bytes");
        onceBefore("openBody", () -> fake.remove("/t/b"));
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).containsExactly("/t/a /t/c");
        assertThat(search.trouble()).containsExactly("MISSING /t/b");
    }

    @Test
    void find_oneNameOfABodyThatVanishes_takesAnother() throws FileCallException {
        fake.file("/t/a", "bytes").link("/t/b", "/t/a").file("/t/c", "bytes");
        onceBefore("openBody", () -> fake.remove("/t/a"));
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).containsExactly("/t/b /t/c");
        assertThat(search.trouble()).containsExactly("MISSING /t/a");
    }

    @ParameterizedTest
    @ValueSource(ints = {5000, LONG})
    void find_aFileThatGrowsWhileItIsRead_isToldAsChanged(int bytes) throws FileCallException {
        fake.file("/t/a", "x".repeat(bytes)).file("/t/b", "x".repeat(bytes)).file("/t/c", "x".repeat(bytes));
        onceBefore("read", () -> fake.write("/t/a", bytes, "more"));
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).containsExactly("/t/b /t/c");
        assertThat(search.trouble()).containsExactly("CHANGED /t/a");
    }

    @ParameterizedTest
    @ValueSource(ints = {5000, LONG})
    void find_aFileThatIsOverwrittenAfterTheWalk_isToldAsChanged(int bytes) throws FileCallException {
        fake.file("/t/a", "x".repeat(bytes)).file("/t/b", "x".repeat(bytes));
        onceBefore("openBody", () -> fake.write("/t/a", 0, "x"));
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).isEmpty();
        assertThat(search.trouble()).containsExactly("CHANGED /t/a");
    }

    @Test
    void find_aFileOverwrittenBetweenTwoOpeningsThatGotItsTimeBack_isToldAsChanged() throws FileCallException {
        for (int i = 0; i < 66; i++) {
            fake.file("/t/" + i, "x".repeat(200_000));
        }
        Instant modified = fake.facts(Path.of("/t/0")).modified();
        AtomicLong openings = new AtomicLong();
        fake.script().beforeEach(call -> {
            if (call.toString().equals("openBody /t/0") && openings.incrementAndGet() == 2) {
                fake.write("/t/0", 0, "y").modified("/t/0", modified);
            }
        });
        Search search = Search.in(fake, "/t");
        assertThat(search.trouble()).containsExactly("CHANGED /t/0");
        assertThat(search.only().bodies()).hasSize(65);
    }

    @Test
    void find_aFileThatGrewAndGotItsOldTimeBack_isToldAsChanged() throws FileCallException {
        Instant modified = Instant.ofEpochSecond(2);
        fake.file("/t/a", "bytes").modified("/t/a", modified).file("/t/b", "bytes");
        onceBefore("openBody", () -> fake.write("/t/a", 5, "more").modified("/t/a", modified));
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).isEmpty();
        assertThat(search.trouble()).containsExactly("CHANGED /t/a");
    }

    @Test
    void find_aFileThatGrowsBetweenTwoOfItsNames_isToldAsChanged() throws FileCallException {
        fake.file("/t/a", "bytes").link("/t/b", "/t/a").file("/t/c", "bytes");
        AtomicBoolean done = new AtomicBoolean();
        fake.script().beforeEach(call -> {
            boolean atSecondName =
                    call.name().equals("readFacts") && call.path().equals(Path.of("/t/b"));
            if (atSecondName && done.compareAndSet(false, true)) {
                fake.write("/t/b", 5, "more");
            }
        });
        Search search = Search.in(fake, "/t");
        assertThat(done).isTrue();
        assertThat(search.groups()).isEmpty();
        assertThat(search.trouble()).containsExactly("CHANGED /t/a", "CHANGED /t/b");
    }

    @Test
    void find_aNameThatBecomesAnotherFile_isToldAsChanged() throws FileCallException {
        Instant modified = Instant.ofEpochSecond(2);
        fake.file("/t/a", "bytes").modified("/t/a", modified).file("/t/b", "bytes");
        onceBefore("openBody", () -> fake.remove("/t/a").file("/t/a", "bytes").modified("/t/a", modified));
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).isEmpty();
        assertThat(search.trouble()).containsExactly("CHANGED /t/a");
    }

    @ParameterizedTest
    @ValueSource(ints = {5000, LONG})
    void find_aFileThatMayNotBeRead_isToldAndTheRestIsFound(int bytes) throws FileCallException {
        fake.file("/t/a", "x".repeat(bytes)).file("/t/b", "x".repeat(bytes)).file("/t/c", "x".repeat(bytes));
        fake.script().failOn("openBody", "/t/a", FakeError.EACCES);
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).containsExactly("/t/b /t/c");
        assertThat(search.trouble()).containsExactly("NO_PERMISSION /t/a");
    }

    @ParameterizedTest
    @ValueSource(ints = {5000, LONG})
    void find_aDeviceThatFails_isToldAndTheRestIsFound(int bytes) throws FileCallException {
        fake.file("/t/a", "x".repeat(bytes)).file("/t/b", "x".repeat(bytes)).file("/t/c", "x".repeat(bytes));
        fake.script().failOn("read", "/t/b", FakeError.EIO);
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).containsExactly("/t/a /t/c");
        assertThat(search.trouble()).containsExactly("IO_ERROR /t/b");
    }

    @Test
    void find_aDeviceThatFailsInTheMiddleOfAFile_goesOnWithoutIt() throws FileCallException {
        for (String leaf : List.of("a", "b", "c")) {
            fake.file("/t/" + leaf, "x".repeat(LONG));
        }
        int headsAndEnds = 6;
        fake.script().failNth("read", headsAndEnds + 2, FakeError.EIO);
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).containsExactly("/t/a /t/c");
        assertThat(search.trouble()).containsExactly("IO_ERROR /t/b");
        assertThat(fake.script().callsOf("read"))
                .filteredOn("read /t/b"::equals)
                .hasSize(3);
    }

    @Test
    void find_aFolderThatMayNotBeRead_isToldAndTheRestIsFound() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").file("/t/closed/c", "bytes");
        fake.script().failOn("openFolder", "/t/closed", FakeError.EACCES);
        Search search = Search.in(fake, "/t");
        assertThat(search.groups()).containsExactly("/t/a /t/b");
        assertThat(search.trouble()).containsExactly("NO_PERMISSION /t/closed");
    }

    @Test
    void find_withAFaultAtEachCall_neverGroupsWhatDiffers() throws FileCallException {
        fake.set("/", volume -> volume.clones(false));
        fake.file("/t/a", "x".repeat(LONG)).file("/t/b", "x".repeat(LONG)).file("/t/c", "x".repeat(LONG - 1) + "y");
        fake.file("/t/d", "small").file("/t/e", "small").link("/t/f", "/t/e");
        int calls = callsOfOneSearch();
        assertThat(calls).isGreaterThan(20);
        for (int n = 3; n <= calls; n++) {
            fake.script().calm().forget().failCall(n, FakeError.EIO);
            Search search;
            try {
                search = Search.in(fake, "/t");
            } catch (FileCallException rootCannotBeRead) {
                continue;
            }
            assertThat(search.groups())
                    .as("call %s failed", n)
                    .isSubsetOf("/t/a /t/b", "/t/d /t/e=/t/f", "/t/d /t/e", "/t/d /t/f");
            // Where only a figure could not be had, it is called an estimate; some calls are tried again.
            boolean whole = search.groups().equals(List.of("/t/a /t/b", "/t/d /t/e=/t/f"));
            assertThat(whole
                            || !search.trouble().isEmpty()
                            || search.result().count().reclaimableEstimated())
                    .as("call %s failed", n)
                    .isTrue();
        }
    }

    @Test
    void find_whereSharedBlocksCannotBeAskedFor_callsItsFigureAnEstimate() throws FileCallException {
        fake.file("/t/a", "x").file("/t/b", "x");
        fake.script().failEvery("areClones", FakeError.EIO);
        Search search = Search.in(fake, "/t");
        assertThat(search.only().estimated()).isTrue();
        assertThat(search.only().reclaimableBytes()).isEqualTo(4096);
    }

    @Test
    void find_whereBlocksCannotBeShared_asksNobodyAndIsExact() throws FileCallException {
        fake.set("/", volume -> volume.clones(false)).file("/t/a", "x").file("/t/b", "x");
        Search search = Search.in(fake, "/t");
        assertThat(search.only().estimated()).isFalse();
        assertThat(fake.script().callsOf("areClones")).isEmpty();
        assertThat(fake.script().callsOf("openBody")).hasSize(2);
    }

    private int callsOfOneSearch() throws FileCallException {
        fake.script().forget();
        Search.in(fake, "/t");
        return fake.script().count();
    }

    @Test
    void find_whenCancelledAmidReading_stopsAndClosesEverything() {
        fake.file("/t/a", "x".repeat(LONG)).file("/t/b", "x".repeat(LONG));
        CancelToken cancel = new CancelToken();
        onceBefore("read", cancel::cancel);
        assertThatThrownBy(() -> Search.in(fake, List.of(Path.of("/t")), FinderListener.NONE, cancel))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void find_whenTheListenerFails_endsAllThreadsAndPassesItOn() {
        fake.file("/t/a", "bytes").file("/t/b", "bytes");
        FinderListener failing = new FinderListener() {
            @Override
            public void comparing(Compared soFar) {
                if (soFar.files() > 0) {
                    throw new IllegalStateException("a bug");
                }
            }
        };
        assertThatThrownBy(() -> Search.in(fake, List.of(Path.of("/t")), failing, new CancelToken()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
    }

    @Test
    void find_sparseFilesOfATerabyte_areEqualWithoutReadingHoles() throws FileCallException {
        fake.sparse("/t/a", TIB).sparse("/t/b", TIB).sparse("/t/c", TIB);
        fake.write("/t/a", TIB / 2, "x").write("/t/b", TIB / 2, "x").write("/t/c", TIB / 2 + 1, "x");
        Heard heard = new Heard();
        assertThat(Search.in(fake, List.of(Path.of("/t")), heard, new CancelToken())
                        .groups())
                .containsExactly("/t/a /t/b");
        assertThat(heard.told).last().asString().startsWith("3 of 3 files, 3298534883328 of 3298534883328 bytes, ");
        assertThat(fake.script().callsOf("read")).hasSizeLessThan(20);
    }

    @Test
    void find_zerosInOneAndAHoleInTheOther_areEqual() throws FileCallException {
        int bytes = 4 << 20;
        fake.sparse("/t/a", bytes).sparse("/t/b", bytes).file("/t/c", "\0".repeat(bytes));
        fake.write("/t/b", 1 << 20, "\0");
        assertThat(Search.in(fake, "/t").groups()).containsExactly("/t/a /t/b /t/c");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void find_aCrowdOfSparseFiles_readsNoHoles(boolean verify) throws FileCallException {
        for (int i = 100; i < 180; i++) {
            fake.sparse("/t/" + i, TIB).write("/t/" + i, TIB / 2, i < 110 ? "x" : "y");
        }
        Search search = Search.in(
                fake,
                List.of(Path.of("/t")),
                new FinderOptions(verify, Remembering.NOTHING),
                FinderListener.NONE,
                new CancelToken());
        assertThat(search.result().groups())
                .allSatisfy(group -> assertThat(group.evidence()).isEqualTo(verify ? Evidence.BYTES : Evidence.HASH))
                .extracting(group -> group.bodies().size())
                .containsExactlyInAnyOrder(10, 70);
        assertThat(fake.script().callsOf("read")).hasSizeLessThan(1000);
    }

    @Test
    void find_tellsItsListenerHowFarItIs() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").file("/t/single", "single");
        fake.mount("/t/usb", "vfat", usb -> {}).file("/usb/x", "bytes");
        Heard heard = new Heard();
        Search.in(fake, List.of(Path.of("/t")), heard, new CancelToken());
        assertThat(heard.told).first().isEqualTo("walked 0 names");
        assertThat(heard.told)
                .containsSubsequence("left /t/usb OTHER_MOUNT", "walked 3 names", "0 of 2 files, 0 of 10 bytes, 0 read")
                .last()
                .isEqualTo("2 of 2 files, 10 of 10 bytes, 10 read");
    }

    @Test
    void find_whatNeedsNotBeRead_isDoneInTheEnd() throws FileCallException {
        fake.file("/t/a", "x".repeat(LONG)).file("/t/b", "y".repeat(LONG));
        Heard heard = new Heard();
        Search.in(fake, List.of(Path.of("/t")), heard, new CancelToken());
        assertThat(heard.told).last().isEqualTo("2 of 2 files, 800000 of 800000 bytes, 8192 read");
    }

    private static final class Heard implements FinderListener {

        private final List<String> told = new ArrayList<>();

        @Override
        public void walking(long folders, long names) {
            told.add("walked " + names + " names");
        }

        @Override
        public void comparing(Compared soFar) {
            told.add("%d of %d files, %d of %d bytes, %d read"
                    .formatted(soFar.files(), soFar.ofFiles(), soFar.bytes(), soFar.ofBytes(), soFar.readBytes()));
        }

        @Override
        public void leftAlone(Path path, LeftAlone why) {
            told.add("left " + Slashes.in(path) + " " + why);
        }
    }

    private void onceBefore(String call, Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        fake.script().beforeEach((FakeCall next) -> {
            if (next.name().equals(call) && done.compareAndSet(false, true)) {
                action.run();
            }
        });
    }
}
