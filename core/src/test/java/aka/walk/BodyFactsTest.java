package aka.walk;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.Kind;
import aka.file.VolumeId;
import aka.os.EntryFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many bodies, and several threads that meet in them. */
class BodyFactsTest {

    /** Returns the facts of the body with this id, all of them made of it. */
    private static EntryFacts looked(long fileLow) {
        EntryFacts facts = new EntryFacts();
        facts.entry(Kind.FILE, false);
        facts.identity(new VolumeId(1, 1, true), 0, fileLow);
        facts.content(3 * fileLow, 5 * fileLow, 11 * fileLow);
        facts.names(7 * fileLow, 13 * fileLow);
        return facts;
    }

    private static boolean isRight(long fileLow, long[] facts) {
        return facts[BodyFacts.SIZE_BYTES] == 3 * fileLow
                && facts[BodyFacts.ALLOCATED_BYTES] == 5 * fileLow
                && facts[BodyFacts.LINK_COUNT] == 7 * fileLow
                && facts[BodyFacts.MODIFIED] == 11 * fileLow
                && facts[BodyFacts.CHANGED] == 13 * fileLow;
    }

    @Test
    void recall_ofThoseThatWereKept_tellsTheirFacts_upToALimit() {
        BodyFacts bodies = new BodyFacts();
        long[] facts = new long[BodyFacts.NUMBERS];
        for (long id = 1; id <= 5000; id++) {
            bodies.keep(looked(id << 20), 1);
        }
        int known = 0;
        for (long id = 1; id <= 5000; id++) {
            assertThat(bodies.recall(id << 20, 0, facts)).isFalse();
            if (bodies.recall(id << 20, 1, facts)) {
                known++;
                assertThat(isRight(id << 20, facts)).isTrue();
            }
        }
        assertThat(known).isEqualTo(2048);
        assertThat(bodies.recall(3, 1, facts)).isFalse();
    }

    @Test
    void recall_whileOthersAreKept_tellsWholeFactsOrNone() throws InterruptedException {
        AtomicInteger wrong = new AtomicInteger();
        for (int round = 0; round < 40; round++) {
            BodyFacts bodies = new BodyFacts();
            List<Thread> threads = new ArrayList<>();
            threads.add(Thread.ofPlatform().start(() -> {
                for (long id = 1; id <= 2048; id++) {
                    bodies.keep(looked(id), 0);
                }
            }));
            for (int i = 0; i < 3; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    long[] facts = new long[BodyFacts.NUMBERS];
                    for (long id = 2048; id > 0; id--) {
                        if (bodies.recall(id, 0, facts) && !isRight(id, facts)) {
                            wrong.incrementAndGet();
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(wrong).hasValue(0);
    }
}
