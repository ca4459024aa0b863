package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.walk.Walk;
import aka.walk.WalkFilters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long bodies that several threads compare together. */
@Tag("windows")
class RangeComparisonTest {

    private static final int BLOCK = BlockSorter.MOST_BYTES;
    private static final int BYTES = 5 * (1 << 20) + 17;
    private static final int FROM = 16 * 1024;

    private final FakeFileCalls fake = new FakeFileCalls();
    private final CancelToken cancel = new CancelToken();
    private final Errands<String> errands = new Errands<>();
    private final List<Thread> helpers = new ArrayList<>();

    @AfterEach
    void endHelpers() throws InterruptedException {
        if (!helpers.isEmpty()) {
            errands.end();
        }
        for (Thread helper : helpers) {
            helper.join();
        }
        fake.checkNoOpenHandles();
    }

    private void startHelpers(int count) {
        errands.begin();
        for (int i = 0; i < count; i++) {
            errands.begin();
            helpers.add(Thread.ofPlatform().start(() -> errands.doOthers("helper")));
        }
        while (errands.idle() < count) {
            LockSupport.parkNanos(100_000);
        }
    }

    private void makeFiles(int count) {
        String bytes = "x".repeat(BYTES);
        for (int i = 0; i < count; i++) {
            fake.file("/t/" + i, bytes);
        }
    }

    private long equalTo() throws FileCallException {
        FinderEvents events = new FinderEvents(FinderListener.NONE);
        try (Walk walk = Walk.of(fake, List.of(Path.of("/t")), WalkFilters.none());
                Searching searching = Searching.of(walk, FinderOptions.NONE, events, new CancelToken())) {
            FileTable table = DuplicateFinder.names(searching);
            List<Candidate> bodies = new ArrayList<>();
            for (int row = 0; row < table.names(); row++) {
                bodies.add(new Candidate(table, events, row));
            }
            try {
                bodies.forEach(body -> assertThat(body.open()).isTrue());
                return RangeComparison.equalTo(bodies, FROM, BYTES, errands, "own", cancel);
            } finally {
                bodies.forEach(Candidate::close);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void equalTo_ofEqualBodies_isTheEnd(int helping) throws FileCallException {
        makeFiles(3);
        startHelpers(helping);

        assertThat(equalTo()).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {FROM, FROM + BLOCK - 1, FROM + BLOCK, 2_000_000, BYTES - 1})
    void equalTo_ofBodiesThatDiffer_isWhereTheBlockBegins(int at) throws FileCallException {
        makeFiles(3);
        fake.write("/t/2", at, "y");
        fake.write("/t/1", BYTES - 1, "y");
        startHelpers(2);

        assertThat(equalTo()).isLessThanOrEqualTo(at).isGreaterThan(at - BLOCK);
    }

    @Test
    void equalTo_ofABodyThatFails_isBeforeThat() throws FileCallException {
        makeFiles(2);
        startHelpers(1);
        fake.script().failNth("read", 30, FakeError.EIO);

        assertThat(equalTo()).isLessThan(BYTES);
    }

    @Test
    void equalTo_whenCancelled_throws() {
        makeFiles(2);
        startHelpers(1);
        cancel.cancel();

        assertThatThrownBy(this::equalTo).isInstanceOf(CancellationException.class);
    }

    @Test
    void find_longFilesThatDifferInTheMiddle_areTwoGroups() throws FileCallException {
        makeFiles(4);
        fake.write("/t/2", BYTES / 2, "y").write("/t/3", BYTES / 2, "y");
        fake.file("/t/other", "z".repeat(30 << 20)).file("/t/another", "z".repeat(30 << 20));

        assertThat(Search.in(fake, "/t").groups()).containsExactly("/t/another /t/other", "/t/0 /t/1", "/t/2 /t/3");
    }

    @Test
    void find_aLongFileThatCannotBeReadToItsEnd_isToldAndTheRestIsFound() throws FileCallException {
        makeFiles(3);
        fake.file("/t/other", "z".repeat(30 << 20)).file("/t/another", "z".repeat(30 << 20));
        fake.script().beforeEach(call -> {
            if (call.toString().startsWith("read /t/1")) {
                fake.write("/t/1", BYTES, "more");
            }
        });

        Search search = Search.in(fake, "/t");

        assertThat(search.groups()).containsExactly("/t/another /t/other", "/t/0 /t/2");
        assertThat(search.trouble()).containsExactly("CHANGED /t/1");
    }
}
