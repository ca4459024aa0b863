package aka.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeCall;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.Slashes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody can tell from what a walk delivers that folders were read before it came to them. */
@Tag("windows")
class ReadAheadTest {

    private static final int FOLDERS = 60;

    /** A random tree with links, mounts, leftovers and faults, made the same way every time. */
    private static FakeFileCalls tree(long seed) throws FileCallException {
        Random random = new Random(seed);
        FakeFileCalls fake = new FakeFileCalls().folder("/r");
        fake.set("/", volume -> volume.kindsInListings(seed % 3 != 0));
        List<String> folders = new ArrayList<>(List.of("/r"));
        for (int i = 0; i < FOLDERS; i++) {
            String path = folders.get(random.nextInt(folders.size())) + "/f" + i;
            folders.add(path);
            switch (random.nextInt(12)) {
                case 0 -> fake.mount(path, "ext4", volume -> {}).file(path + "/mounted", "1");
                case 1 -> fake.folder(path).subvolume(path + "/volume").file(path + "/volume/a", "2");
                case 2 -> fake.folder(path).symlink(path + "/s", folders.get(random.nextInt(folders.size())));
                default -> fake.folder(path);
            }
            for (int files = random.nextInt(5); files > 0; files--) {
                fake.file(path + "/" + files, "x".repeat(files));
            }
            if (random.nextInt(8) == 0) {
                fake.other(path + "/pipe");
            }
            String[] calls = {"openFolder", "list", "readFacts", "next", "facts"};
            if (random.nextInt(6) == 0) {
                fake.script().failOn(calls[random.nextInt(calls.length)], path, FakeError.EIO);
            }
            if (random.nextInt(6) == 0) {
                fake.script().failOn("readFacts", path + "/1", FakeError.EACCES);
            }
        }
        return fake;
    }

    private static WalkFilters filters(long seed) {
        WalkFilters filters =
                WalkFilters.none().withFollowFolderLinks(seed % 2 == 0).withCrossMounts(seed % 5 == 0);
        return seed % 4 == 0 ? filters.withExcludes(List.of("f1*")).withNames(List.of("1", "2")) : filters;
    }

    private static List<Long> seeds() {
        return new Random(5).longs(150, 0, 1 << 30).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void forEach_withFoldersReadAhead_deliversTheSameInTheSameOrder(long seed) throws FileCallException {
        FakeFileCalls one = tree(seed);
        FakeFileCalls many = tree(seed).withConcurrency(4);
        if (seed % 2 == 0) {
            many.withWaits();
        }
        many.script().beforeEach(call -> sleepNowAndThen(call, seed));

        List<String> expected = told(one, filters(seed));
        List<String> told = told(many, filters(seed));

        assertThat(told).isEqualTo(expected);
        many.checkNoOpenHandles();
    }

    /** Without faults: which looks there are is not the same. */
    @ParameterizedTest
    @MethodSource("seeds")
    void forEach_withIdsInFolders_deliversTheSameInTheSameOrder(long seed) throws FileCallException {
        List<String> expected = told(linked(seed, false), WalkFilters.none());
        FakeFileCalls many = linked(seed, true).withConcurrency(4);
        many.script().beforeEach(call -> sleepNowAndThen(call, seed));

        assertThat(told(many, WalkFilters.none())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void forEach_withoutSingles_findsAllElseAndCountsThemToo(long seed) throws FileCallException {
        List<String> expected = told(linked(seed, false), WalkFilters.none());
        expected.removeIf(line -> line.startsWith("FILE ") && line.split(" ", -1)[3].equals("1"));
        FakeFileCalls many = linked(seed, seed % 2 == 0).withConcurrency(seed % 7 == 0 ? 1 : 4);
        many.script().beforeEach(call -> sleepNowAndThen(call, seed));

        assertThat(told(many, WalkFilters.none(), false)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void forEach_withoutSinglesAndWithFilters_findsAllElseAndCountsThemToo(long seed) throws FileCallException {
        WalkFilters filters = WalkFilters.none().withMinBytes(7).withMaxBytes(25);
        List<String> expected = told(linked(seed, false), filters);
        expected.removeIf(line -> line.startsWith("FILE ") && line.split(" ", -1)[3].equals("1"));

        assertThat(told(linked(seed, true).withConcurrency(4), filters, false)).isEqualTo(expected);
    }

    @Test
    void forEach_withoutSingles_countsARootThatIsAFileOnce() throws FileCallException {
        FakeFileCalls fake = new FakeFileCalls().withConcurrency(2);
        fake.file("/r/a/single", "").file("/r/a/other", "").file("/r/b/third", "");

        assertThat(told(fake, WalkFilters.none(), false, "/r/a/single", "/r").getLast())
                .isEqualTo("3 folders, 3 files");
    }

    @Test
    void forEach_withoutSinglesFromRootsOfDifferentDepth_countsNoneTwice() throws FileCallException {
        FakeFileCalls fake = new FakeFileCalls().file("/r/a/single", "").file("/r/a/b/deep", "");
        WalkFilters filters = WalkFilters.none().withDepth(2);

        assertThat(told(fake, filters, false, "/r", "/r/a").getLast())
                .isEqualTo(told(fake, filters, true, "/r", "/r/a").getLast());
    }

    @Test
    void forEach_withoutSingles_passesOverNothingThatIsToldOf() throws FileCallException {
        FakeFileCalls fake = new FakeFileCalls();
        fake.mount("/r/mounted", "ext4", volume -> {});
        String leftover = "/r/.aka-" + "0".repeat(32);
        fake.file("/r/single", "")
                .file("/r/a", "")
                .link("/r/b", "/r/a")
                .file(leftover, "")
                .file("/r/x/deep", "");

        assertThat(told(fake, WalkFilters.none(), false))
                .contains("LEFTOVER " + leftover, "OTHER_MOUNT /r/mounted", "2 folders, 4 files")
                .noneMatch(line -> line.contains("/r/single") || line.contains("/r/x/deep"))
                .anyMatch(line -> line.startsWith("FILE /r/a "));
    }

    /** A random tree in which most names are those of a few bodies. */
    private static FakeFileCalls linked(long seed, boolean idsInListings) throws FileCallException {
        Random random = new Random(seed);
        FakeFileCalls fake = new FakeFileCalls().folder("/r");
        fake.set("/", volume -> volume.idsInListings(idsInListings).kindsInListings(seed % 3 != 0));
        List<String> folders = new ArrayList<>(List.of("/r"));
        List<String> files = new ArrayList<>();
        for (int i = 0; i < FOLDERS; i++) {
            String path = folders.get(random.nextInt(folders.size())) + "/f" + i;
            folders.add(path);
            fake.folder(path);
            for (int names = random.nextInt(6); names > 0; names--) {
                String name = path + "/" + names;
                if (files.isEmpty() || random.nextInt(4) == 0) {
                    fake.file(name, "x".repeat(random.nextInt(30)));
                    files.add(name);
                } else {
                    fake.link(name, files.get(random.nextInt(files.size())));
                }
            }
        }
        return fake;
    }

    private static void sleepNowAndThen(FakeCall call, long seed) {
        int dice = Math.floorMod(call.hashCode() * 31L + seed + System.nanoTime() / 64, 64);
        if (dice == 0) {
            LockSupport.parkNanos(200_000);
        } else if (dice < 20) {
            LockSupport.parkNanos(1);
        }
    }

    @Test
    void forEach_cancelledWhileFoldersAreReadAhead_leavesNothingOpen() throws FileCallException {
        for (int entries = 1; entries < 40; entries++) {
            FakeFileCalls fake = tree(7).withConcurrency(4).withWaits();
            CancelToken cancel = new CancelToken();
            int most = entries;
            AtomicInteger seen = new AtomicInteger();
            try (Walk walk = Walk.of(fake, List.of(Path.of("/r")), WalkFilters.none())) {
                assertThatThrownBy(() -> walk.forEach(
                                entry -> {
                                    if (seen.incrementAndGet() == most) {
                                        cancel.cancel();
                                    }
                                },
                                cancel))
                        .isInstanceOf(CancellationException.class);
            }
            fake.checkNoOpenHandles();
        }
    }

    @Test
    void forEach_ofLargeFoldersReadAhead_deliversEveryEntryInOrder() throws FileCallException {
        FakeFileCalls one = new FakeFileCalls();
        FakeFileCalls many = new FakeFileCalls().withConcurrency(3);
        for (FakeFileCalls fake : List.of(one, many)) {
            for (int i = 0; i < 5 * EntryBatch.MOST_ROWS; i++) {
                fake.file("/r/" + i % 4 + "/" + i, "");
            }
        }

        assertThat(told(many, WalkFilters.none())).isEqualTo(told(one, WalkFilters.none()));
    }

    /** The one thread is held up at its first folder until the walk has listed all others, which come after that one. */
    @Test
    void forEach_whereItWouldWaitForAFolder_readsOthersItself() throws FileCallException {
        FakeFileCalls fake = new FakeFileCalls().withConcurrency(2);
        for (int i = 0; i < 3 * EntryBatch.MOST_ROWS; i++) {
            fake.file("/r/" + i % 7 + "/" + i, "").file("/r/large/" + i, "");
        }
        List<String> expected = told(fake, WalkFilters.none());
        Set<Path> listedByTheWalk = ConcurrentHashMap.newKeySet();
        CountDownLatch othersListed = new CountDownLatch(1);
        AtomicBoolean inTime = new AtomicBoolean(true);
        fake.script().beforeEach(call -> {
            if (Thread.currentThread().getName().startsWith("aka-walk-")) {
                inTime.compareAndSet(true, await(othersListed));
            } else if (call.name().equals("next")) {
                listedByTheWalk.add(call.path());
                if (listedByTheWalk.size() == 8) {
                    othersListed.countDown();
                }
            }
        });

        assertThat(told(fake, WalkFilters.none())).isEqualTo(expected);
        assertThat(inTime).isTrue();
        fake.checkNoOpenHandles();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void forEach_leftWhileTheWalkReadsAhead_leavesNothingOpen() throws FileCallException {
        FakeFileCalls fake = new FakeFileCalls().withConcurrency(2);
        for (int i = 0; i < 5 * EntryBatch.MOST_ROWS; i++) {
            fake.file("/r/" + i % 4 + "/" + i, "");
        }
        AtomicInteger calls = new AtomicInteger();
        fake.script().beforeEach(call -> {
            if (Thread.currentThread().getName().startsWith("aka-walk-") && calls.incrementAndGet() < 20) {
                LockSupport.parkNanos(2_000_000);
            }
        });
        try (Walk walk = Walk.of(fake, List.of(Path.of("/r")), WalkFilters.none());
                Stream<WalkItem> items = walk.stream(new CancelToken())) {
            assertThat(items.limit(EntryBatch.MOST_ROWS + 7)).hasSize(EntryBatch.MOST_ROWS + 7);
        }

        fake.checkNoOpenHandles();
    }

    @Test
    void forEach_whenAThreadMeetsABug_throwsItAndLeavesNothingOpen() throws FileCallException {
        FakeFileCalls fake = new FakeFileCalls().withConcurrency(4);
        for (int i = 0; i < FOLDERS; i++) {
            fake.file("/r/" + i + "/a", "1");
        }
        fake.script().beforeEach(call -> {
            if (call.toString().equals("readFacts /r/30/a")) {
                throw new IllegalStateException("a bug");
            }
        });

        assertThatThrownBy(() -> told(fake, WalkFilters.none()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
        fake.checkNoOpenHandles();
    }

    @Test
    void stream_thatIsLeftEarly_endsItsThreads() throws FileCallException {
        FakeFileCalls fake = tree(3).withConcurrency(4);
        try (Walk walk = Walk.of(fake, List.of(Path.of("/r")), WalkFilters.none());
                var items = walk.stream(new CancelToken())) {
            assertThat(items.limit(5)).hasSize(5);
        }

        fake.checkNoOpenHandles();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("aka-walk-"));
    }

    private static List<String> told(FakeFileCalls fake, WalkFilters filters) throws FileCallException {
        return told(fake, filters, true);
    }

    private static List<String> told(FakeFileCalls fake, WalkFilters filters, boolean singles)
            throws FileCallException {
        return told(fake, filters, singles, "/r");
    }

    private static List<String> told(FakeFileCalls fake, WalkFilters filters, boolean singles, String... roots)
            throws FileCallException {
        List<String> told = new ArrayList<>();
        try (Walk walk = Walk.of(fake, Stream.of(roots).map(Path::of).toList(), filters)) {
            walk.forEach(
                    new WalkVisitor() {
                        @Override
                        public boolean wantsSingles() {
                            return singles;
                        }

                        @Override
                        public void found(WalkEntry entry) {
                            told.add(entry.kind() + " " + Slashes.in(entry.path()) + " " + entry.sizeBytes() + " "
                                    + entry.linkCount() + " " + entry.fileLow());
                        }

                        @Override
                        public void unreadable(Path path, FileCallException why) {
                            told.add(why.trouble() + " " + Slashes.in(path));
                        }

                        @Override
                        public void leftAlone(Path path, LeftAlone why) {
                            told.add(why + " " + Slashes.in(path));
                        }

                        @Override
                        public void progress(long folders, long files) {
                            told.add(folders + " folders, " + files + " files");
                        }
                    },
                    new CancelToken());
        }
        return told;
    }
}
