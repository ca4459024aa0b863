package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.Slashes;
import aka.walk.Walk;
import aka.walk.WalkFilters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a search need not read again, and what it never takes for known. */
@Tag("windows")
class RememberingTest {

    private static final int LONG = 400_000;

    private final AtomicLong seconds = new AtomicLong(1_000_000_000);
    private final FakeFileCalls fake = new FakeFileCalls(() -> Instant.ofEpochSecond(seconds.incrementAndGet()));
    private final FakeMemory memory = new FakeMemory();
    private final Set<String> read = new ConcurrentSkipListSet<>();

    @BeforeEach
    void takeDownWhatIsRead() {
        fake.script().beforeEach(call -> {
            if (call.name().equals("read")) {
                read.add(Slashes.in(call.path().toString()));
            }
        });
    }

    @AfterEach
    void everythingIsClosed() {
        fake.checkNoOpenHandles();
    }

    private FinderOptions remembering(Instant now) {
        return FinderOptions.NONE.withRemembering(new Remembering(memory, () -> now, 1));
    }

    private Search search(Duration later) throws FileCallException {
        read.clear();
        Instant now = Instant.ofEpochSecond(seconds.get()).plus(later);
        try (Walk walk = Walk.of(fake, List.of(Path.of("/t")), WalkFilters.none())) {
            return new Search(DuplicateFinder.find(walk, remembering(now), FinderListener.NONE, new CancelToken()));
        }
    }

    private Search later() throws FileCallException {
        return search(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4_096, 4_097, 131_072, 131_073, LONG})
    void find_again_opensNothingAndFindsTheSame(int bytes) throws FileCallException {
        String x = "x".repeat(bytes - 1);
        fake.file("/t/a", x + "1").file("/t/b", x + "1").file("/t/c", x + "2").file("/t/d", x + "3");
        assertThat(later().only().evidence()).isEqualTo(Evidence.BYTES);
        assertThat(read).hasSize(4);

        Search again = later();

        assertThat(again.groups()).containsExactly("/t/a /t/b");
        assertThat(again.only().evidence()).isEqualTo(Evidence.REMEMBERED);
        assertThat(read).isEmpty();
        assertThat(memory.remembered).isEqualTo(1);
    }

    @Test
    void find_againWhereBodiesDifferInTheirHeads_opensNothing() throws FileCallException {
        fake.file("/t/a", "a".repeat(LONG)).file("/t/b", "b".repeat(LONG));
        later();

        assertThat(later().groups()).isEmpty();
        assertThat(read).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, LONG})
    void find_ofACrowd_remembersIt(int bytes) throws FileCallException {
        for (int i = 0; i < 70; i++) {
            fake.file("/t/" + i, "x".repeat(bytes)).file("/t/other" + i, i + "y".repeat(bytes - 2) + i % 10);
        }
        List<String> groups = later().groups();

        assertThat(later().groups()).isEqualTo(groups);
        assertThat(read).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20_000, LONG})
    void find_withANewFile_readsOnlyThat(int bytes) throws FileCallException {
        fake.file("/t/a", "x".repeat(bytes)).file("/t/b", "x".repeat(bytes)).file("/t/c", "y".repeat(bytes));
        later();
        fake.file("/t/new", "x".repeat(bytes));

        assertThat(later().groups()).containsExactly("/t/a /t/b /t/new");
        assertThat(read).containsExactly("/t/new");
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, LONG})
    void find_withAnEqualOfAFileThatHadNone_readsBoth(int bytes) throws FileCallException {
        fake.file("/t/a", "x".repeat(bytes)).file("/t/b", "y".repeat(bytes));
        later();
        fake.file("/t/c", "x".repeat(bytes));

        assertThat(later().groups()).containsExactly("/t/a /t/c");
        assertThat(read).containsExactly("/t/a", "/t/c");
    }

    @Test
    void find_afterAChange_readsWhatChanged() throws FileCallException {
        fake.file("/t/a", "x".repeat(LONG)).file("/t/b", "x".repeat(LONG)).file("/t/c", "x".repeat(LONG));
        later();
        fake.write("/t/b", LONG / 2, "y");

        assertThat(later().groups()).containsExactly("/t/a /t/c");
        assertThat(read).containsExactly("/t/b");
    }

    @Test
    void find_afterAChangeThatHidItsTimeOfModification_readsWhatChanged() throws FileCallException {
        fake.file("/t/a", "x".repeat(100)).file("/t/b", "x".repeat(100));
        Instant modified = fake.facts(Path.of("/t/b")).modified();
        later();
        fake.write("/t/b", 50, "y").modified("/t/b", modified);

        assertThat(later().groups()).isEmpty();
        assertThat(read).containsExactly("/t/b");
    }

    @Test
    void find_ofFilesThatAreTooYoung_remembersNothing() throws FileCallException {
        fake.file("/t/a", "x").file("/t/b", "x");

        search(Recall.SETTLING.minusSeconds(20));

        assertThat(memory.entries()).isZero();
    }

    @Test
    void find_ofAFileFromTheFuture_remembersOthersOnly() throws FileCallException {
        fake.file("/t/a", "x").file("/t/b", "x").modified("/t/b", Instant.parse("2090-01-01T00:00:00Z"));

        later();

        assertThat(memory.entries()).isEqualTo(1);
    }

    @Test
    void find_ofAFileThatChangesWhileItIsRead_remembersOthersOnly() throws FileCallException {
        fake.file("/t/a", "x".repeat(LONG)).file("/t/b", "x".repeat(LONG)).file("/t/c", "x".repeat(LONG));
        fake.script().beforeNext("read", () -> fake.write("/t/b", LONG - 1, "y"));
        Instant now = Instant.ofEpochSecond(seconds.get()).plus(Duration.ofHours(1));
        try (Walk walk = Walk.of(fake, List.of(Path.of("/t")), WalkFilters.none())) {
            DuplicateFinder.find(walk, remembering(now), FinderListener.NONE, new CancelToken());
        }

        assertThat(memory.entries()).isEqualTo(2);
    }

    @Test
    void find_whereIdentitiesAreNotKnown_remembersNothing() throws FileCallException {
        fake.set("/", volume -> volume.keysKnown(false));
        fake.file("/t/a", "x").file("/t/b", "x");

        assertThat(later().groups()).containsExactly("/t/a /t/b");
        assertThat(memory.entries()).isZero();
    }

    @Test
    void find_ofLittle_doesNotAsk() throws FileCallException {
        fake.file("/t/a", "x").file("/t/b", "x");
        Instant now = Instant.ofEpochSecond(seconds.get()).plus(Duration.ofHours(1));
        try (Walk walk = Walk.of(fake, List.of(Path.of("/t")), WalkFilters.none())) {
            DuplicateFinder.find(
                    walk,
                    FinderOptions.NONE.withRemembering(Remembering.in(memory, () -> now)),
                    FinderListener.NONE,
                    new CancelToken());
        }
        assertThat(memory.prepared + memory.recalled + memory.remembered).isZero();
    }

    @Test
    void find_longAfterTheLast_writesTheDayAnew() throws FileCallException {
        fake.file("/t/a", "x").file("/t/b", "x");
        later();
        int day = memory.pages.values().iterator().next().lastDay();

        search(Duration.ofDays(5));
        assertThat(memory.remembered).isEqualTo(1);
        search(Duration.ofDays(20));

        assertThat(memory.remembered).isEqualTo(2);
        assertThat(memory.pages.values().iterator().next().lastDay()).isEqualTo(day + 20);
    }

    @Test
    void find_thatIsStopped_remembersWhatItRead() {
        for (int bytes = 1; bytes <= 500; bytes++) {
            fake.file("/t/a" + bytes, "x".repeat(bytes)).file("/t/b" + bytes, "x".repeat(bytes));
        }
        CancelToken cancel = new CancelToken();
        Instant now = Instant.ofEpochSecond(seconds.get()).plus(Duration.ofHours(1));
        FinderListener stopper = new FinderListener() {
            @Override
            public void comparing(Compared soFar) {
                if (soFar.files() >= 10) {
                    cancel.cancel();
                }
            }
        };
        assertThatThrownBy(() -> {
                    try (Walk walk = Walk.of(fake, List.of(Path.of("/t")), WalkFilters.none())) {
                        DuplicateFinder.find(walk, remembering(now), stopper, cancel);
                    }
                })
                .isInstanceOf(CancellationException.class);
        assertThat(memory.entries()).isBetween(10, 999);
    }

    @Test
    void find_ofFilesThatChangeBetween_isTheSameAsWithoutAMemory() throws FileCallException {
        for (long seed = 1; seed <= 40; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 20; i++) {
                change(random);
            }
            List<String> groups =
                    search(Duration.ofSeconds(random.nextInt(120))).groups();
            assertThat(groups)
                    .as("round " + seed)
                    .isEqualTo(Search.in(fake, "/t").groups());
        }
    }

    /** Makes, changes or removes one of a few files, of a few lengths, that differ at the beginning, the end or between. */
    private void change(Random random) {
        String path = "/t/f" + random.nextInt(30);
        if (fake.exists(path)) {
            fake.remove(path);
        }
        if (random.nextInt(3) == 0) {
            return;
        }
        int[] lengths = {10, 4_096, 20_000, 131_072, 131_073, 150_000};
        int length = lengths[random.nextInt(lengths.length)];
        int[] places = {0, length - 1, length / 2};
        StringBuilder bytes = new StringBuilder("x".repeat(length));
        bytes.setCharAt(places[random.nextInt(places.length)], "xyz".charAt(random.nextInt(3)));
        fake.file(path, bytes.toString());
    }
}
