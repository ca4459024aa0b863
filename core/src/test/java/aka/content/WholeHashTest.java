package aka.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WholeHashTest {

    private static final int BLOCK_BYTES = 128 * 1024;

    private static ByteBuffer block(long seed) {
        byte[] bytes = new byte[BLOCK_BYTES];
        new Random(seed).nextBytes(bytes);
        return ByteBuffer.allocateDirect(BLOCK_BYTES).put(bytes).flip();
    }

    private static ContentHash hash(WholeHash before, ByteBuffer block) {
        WholeHash hash = before.copy();
        hash.put(block);
        return hash.get();
    }

    @Test
    void copies_thatGoOnInSeveralThreads_areHashesOfTheirOwnBytes() throws InterruptedException {
        WholeHash before = WholeHash.begin();
        before.put(block(0));
        AtomicInteger wrong = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int seed = 1; seed <= 4; seed++) {
            ByteBuffer block = block(seed);
            ContentHash expected = hash(before, block);
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 200; i++) {
                    wrong.addAndGet(hash(before, block).equals(expected) ? 0 : 1);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(wrong).hasValue(0);
    }
}
