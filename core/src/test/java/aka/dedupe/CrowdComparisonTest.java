package aka.dedupe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import aka.dedupe.SizeClassReader.EqualBodies;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeCall;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.walk.Walk;
import aka.walk.WalkFilters;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies of one length that somebody took for equal. */
@Tag("windows")
class CrowdComparisonTest {

    private static final String LONG = "x".repeat(300_000);

    private final AtomicLong seconds = new AtomicLong();
    private final FakeFileCalls fake = new FakeFileCalls(() -> Instant.ofEpochSecond(seconds.incrementAndGet()));
    private final List<String> trouble = new ArrayList<>();

    @AfterEach
    void everythingIsClosed() {
        fake.checkNoOpenHandles();
    }

    @Test
    void compare_bodiesThatDiffer_splitsThemOff() throws FileCallException {
        fake.file("/t/a1", LONG + "a").file("/t/b1", LONG + "b").file("/t/a2", LONG + "a");
        fake.file("/t/b2", LONG + "b").file("/t/c", LONG + "c");
        assertThat(compared()).containsExactlyInAnyOrder("a1 a2", "b1 b2");
    }

    @Test
    void compare_moreThanMayBeOpen_findsAllOfOneKind() throws FileCallException {
        for (int i = 100; i < 300; i++) {
            fake.file("/t/" + i, i == 250 ? "odd" : "all");
        }
        assertThat(compared())
                .singleElement()
                .satisfies(group -> assertThat(group.split(" ")).hasSize(199).doesNotContain("250"));
    }

    @Test
    void compare_aBodyThatCannotBeRead_goesOnWithoutIt() throws FileCallException {
        fake.file("/t/a", LONG).file("/t/b", LONG).file("/t/c", LONG);
        fake.script().failOn("read", "/t/b", FakeError.EIO);
        assertThat(compared()).containsExactly("a c");
        assertThat(trouble).containsExactly("b");
    }

    @Test
    void compare_theFirstOfItsKindCannotBeRead_comparesTheOthers() throws FileCallException {
        for (int i = 100; i < 200; i++) {
            fake.file("/t/" + i, LONG);
        }
        fake.script().failOn("read", "/t/100", FakeError.EIO);
        assertThat(compared())
                .singleElement()
                .satisfies(group -> assertThat(group.split(" ")).hasSize(99));
        assertThat(trouble).containsExactly("100");
    }

    @Test
    void compare_theFirstChangesMeanwhile_isNotCalledEqual() throws FileCallException {
        fake.file("/t/a", LONG).file("/t/b", LONG).file("/t/c", LONG);
        List<String> reads = new ArrayList<>();
        fake.script().beforeEach(call -> {
            if (call.name().equals("read") && reads.size() < 4) {
                reads.add(leaf(call));
                if (reads.size() == 4) {
                    fake.write("/t/a", 0, "y");
                }
            }
        });
        assertThat(compared()).containsExactly("b c");
        assertThat(trouble).containsExactly("a");
    }

    private static String leaf(FakeCall call) {
        return String.valueOf(call.path().getFileName());
    }

    /** Returns the groups by the names of their files, all of them taken for candidates of one length. */
    private List<String> compared() throws FileCallException {
        List<String> groups = new ArrayList<>();
        FinderEvents events = new FinderEvents(new FinderListener() {
            @Override
            public void unreadable(Path path, FileCallException why) {
                trouble.add(String.valueOf(path.getFileName()));
            }
        });
        CancelToken cancel = new CancelToken();
        try (Walk walk = Walk.of(fake, List.of(Path.of("/t")), WalkFilters.none());
                Searching searching = Searching.of(walk, FinderOptions.NONE, events, cancel)) {
            FileTable table = DuplicateFinder.names(searching);
            List<Candidate> all = new ArrayList<>();
            for (int row = 0; row < table.names(); row++) {
                all.add(new Candidate(table, events, row));
            }
            new CrowdComparison(new ClassCount(events), cancel, equal -> groups.add(text(table, equal)))
                    .compare(table.sizeBytes(0), all);
        }
        return groups;
    }

    private static String text(FileTable table, EqualBodies equal) {
        assertThat(equal.evidence()).isEqualTo(Evidence.BYTES);
        return String.join(
                " ",
                equal.bodies().stream()
                        .map(body -> new String(table.leaf(body.row()), UTF_8))
                        .sorted()
                        .toList());
    }
}
