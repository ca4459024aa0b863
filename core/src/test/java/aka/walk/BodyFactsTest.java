package aka.walk;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.Kind;
import aka.file.VolumeId;
import aka.os.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many bodies, and several threads that meet in them. */
class BodyFactsTest {

    /** The facts of the body with this id, all of them made of it. */
    private record Looked(long fileLow) implements Listing {

        @Override
        public boolean next() {
            return false;
        }

        @Override
        public Kind kind() {
            return Kind.FILE;
        }

        @Override
        public int leafLength() {
            return 0;
        }

        @Override
        public void copyLeaf(byte[] into, int at) {}

        @Override
        public boolean readFacts() {
            return true;
        }

        @Override
        public VolumeId volume() {
            return new VolumeId(1, 1, true);
        }

        @Override
        public long fileHigh() {
            return 0;
        }

        @Override
        public long sizeBytes() {
            return 3 * fileLow;
        }

        @Override
        public long allocatedBytes() {
            return 5 * fileLow;
        }

        @Override
        public long linkCount() {
            return 7 * fileLow;
        }

        @Override
        public long modifiedNanos() {
            return 11 * fileLow;
        }

        @Override
        public long changedNanos() {
            return 13 * fileLow;
        }

        @Override
        public boolean isMountPoint() {
            return false;
        }

        @Override
        public void close() {}
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
            bodies.keep(new Looked(id << 20), 1);
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
                    bodies.keep(new Looked(id), 0);
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
