package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.FileCallException;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.Slashes;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class of short files that is read once more, since one of them is not what was listed. */
@Tag("windows")
class ShortBodiesTest {

    private final FakeFileCalls fake = new FakeFileCalls();

    @AfterEach
    void everythingIsClosed() {
        fake.checkNoOpenHandles();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 5000})
    void find_whereAFileIsTouchedMeanwhile_tellsOfAnotherThatCannotBeReadOnce(int bytes) throws FileCallException {
        String x = "x".repeat(bytes);
        fake.file("/t/a", x).file("/t/b", x).file("/t/c", x).file("/t/d", x);
        fake.script().failOn("openBody", "/t/b", FakeError.EACCES);
        AtomicLong reads = new AtomicLong();
        fake.script().beforeEach(call -> {
            if (call.name().equals("read") && reads.incrementAndGet() == 1) {
                fake.attribute("/t/d", "user.note", "new");
            }
        });

        Search search = Search.in(fake, "/t");

        assertThat(search.groups()).containsExactly("/t/a /t/c /t/d");
        assertThat(search.result().count().unreadable())
                .extracting(one -> Slashes.in(one.path()))
                .containsExactly("/t/b");
    }

    /** The second look shows that something of one of them changed; what the first has shown of the others is of no matter then. */
    @Test
    void find_whereAllAreTouchedBetweenTwoLooks_findsThemAllTheSame() throws FileCallException {
        String x = "x".repeat(5000);
        fake.file("/t/a", x).file("/t/b", x);
        AtomicLong opened = new AtomicLong();
        fake.script().beforeEach(call -> {
            if (call.name().equals("openBody")) {
                switch ((int) opened.incrementAndGet()) {
                    case 2 -> fake.attribute("/t/b", "user.note", "new");
                    case 3 -> fake.attribute("/t/a", "user.note", "new");
                    default -> {}
                }
            }
        });

        assertThat(Search.in(fake, "/t").groups()).containsExactly("/t/a /t/b");
    }
}
