package aka.run;

import aka.journal.JournalMedium;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A journal's bytes in memory; the n-th call may fail. */
final class MemoryMedium implements JournalMedium {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int calls;
    private int failFrom = Integer.MAX_VALUE;
    private int failAt;
    private int forcedBytes;
    private long forceMillis;

    /** Lets each force take so long. */
    MemoryMedium slow(long millis) {
        forceMillis = millis;
        return this;
    }

    /** Lets every call from the n-th on fail. */
    MemoryMedium failFrom(int n) {
        failFrom = n;
        return this;
    }

    /** Lets the n-th call fail, and no other. */
    MemoryMedium failAt(int n) {
        failAt = n;
        return this;
    }

    int calls() {
        return calls;
    }

    /** Returns what was forced to the disk so far. */
    byte[] forced() {
        byte[] all = bytes.toByteArray();
        return java.util.Arrays.copyOf(all, forcedBytes);
    }

    /** Returns all that was written, forced or not. */
    byte[] all() {
        return bytes.toByteArray();
    }

    @Override
    public void append(ByteBuffer added) throws IOException {
        check();
        byte[] copy = new byte[added.remaining()];
        added.get(copy);
        bytes.write(copy, 0, copy.length);
    }

    @Override
    public void force() throws IOException {
        check();
        LockSupport.parkNanos(Duration.ofMillis(forceMillis).toNanos());
        forcedBytes = bytes.size();
    }

    private void check() throws IOException {
        calls++;
        if (calls >= failFrom || calls == failAt) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void close() {}
}
