package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.FileCallException;
import aka.os.fake.FakeFileCalls;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is brought into memory before it is read, where the disk is waited for. */
@Tag("windows")
class FetcherTest {

    private static final int PAIRS = 200;
    private static final int MANY_PAIRS = 300;

    private final FakeFileCalls fake = new FakeFileCalls().withConcurrency(2);

    private void makePairs() {
        makePairs(PAIRS);
        fake.file("/t/alone", "x".repeat(5000));
    }

    private void makePairs(int pairs) {
        for (int i = 0; i < pairs; i++) {
            fake.file("/t/a" + i % 20 + "/" + i, "x".repeat(10 + i))
                    .file("/t/b" + i % 20 + "/" + i, "x".repeat(10 + i));
        }
    }

    /** Lets the readers wait until something was fetched, which only says when, and not what. */
    private void letReadersWait() {
        AtomicInteger patience = new AtomicInteger(2000);
        fake.script().beforeEach(call -> {
            while (call.name().equals("read") && fake.fetched().isEmpty() && patience.decrementAndGet() > 0) {
                LockSupport.parkNanos(1_000_000);
            }
        });
    }

    @Test
    void search_whereNobodyWaits_fetchesNothing() throws FileCallException {
        makePairs();

        Search.in(fake, "/t");

        assertThat(fake.fetched()).isEmpty();
    }

    @Test
    void search_whereTheWalkWaits_fetchesWhatIsReadFirstInTheOrderOfIds() throws FileCallException {
        fake.withWaits();
        makePairs();
        fake.file("/t/long1", "y".repeat(300_000)).file("/t/long2", "y".repeat(300_000));
        letReadersWait();

        Search search = Search.in(fake, "/t");

        List<String> fetched = fake.fetched();
        assertThat(search.groups()).hasSize(PAIRS + 1);
        assertThat(fetched).isNotEmpty().doesNotHaveDuplicates().noneMatch(file -> file.startsWith("/t/alone"));
        assertThat(fetched).allMatch(file -> !file.startsWith("/t/long") || file.endsWith(" 4096"));
        assertThat(fetched.stream().filter(file -> file.startsWith("/t/a0/")).map(FetcherTest::number))
                .isSorted();
        fake.checkNoOpenHandles();
    }

    @Test
    void search_whereTheWalkWaitedAndNearlyAllIsInMemory_fetchesSomeOnly() throws FileCallException {
        fake.withWaits().withBlocksCounted(file -> file.endsWith("77"));
        makePairs(MANY_PAIRS);
        letReadersWait();

        assertThat(Search.in(fake, "/t").groups()).hasSize(MANY_PAIRS);
        assertThat(fake.fetched()).hasSizeLessThanOrEqualTo(MANY_PAIRS);
    }

    /** More than what is tried of a batch. How much is left when it begins depends on who is seen to wait first. */
    @Test
    void search_whereTheWalkWaitedAndSomeIsInMemory_fetchesTheOthersToo() throws FileCallException {
        fake.withWaits().withBlocksCounted(file -> file.matches(".*[0-4]"));
        makePairs(MANY_PAIRS);
        AtomicInteger patience = new AtomicInteger(5000);
        fake.script().beforeEach(call -> {
            while (call.name().equals("read")
                    && Set.copyOf(fake.fetched()).size() <= MANY_PAIRS
                    && patience.decrementAndGet() > 0) {
                LockSupport.parkNanos(1_000_000);
            }
        });

        assertThat(Search.in(fake, "/t").groups()).hasSize(MANY_PAIRS);
        assertThat(Set.copyOf(fake.fetched())).hasSizeGreaterThan(MANY_PAIRS);
    }

    private static int number(String fetched) {
        return Integer.parseInt(fetched.substring(fetched.lastIndexOf('/') + 1, fetched.indexOf(' ')));
    }
}
