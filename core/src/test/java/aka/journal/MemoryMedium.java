package aka.journal;

import aka.os.FileCallException;
import aka.plan.RunId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** A journal's bytes in memory, which can fail, and lose at a power cut what was not forced. */
public final class MemoryMedium implements JournalMedium {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int forced;
    private int room = Integer.MAX_VALUE;
    private boolean forceFails;
    private boolean closed;

    /** From now on only so many bytes are taken, and then the volume is full. */
    public MemoryMedium room(int count) {
        room = count;
        return this;
    }

    /** From now on the disk fails, or not. */
    public MemoryMedium forceFails(boolean fails) {
        forceFails = fails;
        return this;
    }

    @Override
    public void append(ByteBuffer given) throws IOException {
        byte[] taken = new byte[Math.min(room, given.remaining())];
        given.get(taken);
        bytes.writeBytes(taken);
        room -= taken.length;
        if (given.hasRemaining()) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void force() throws IOException {
        if (forceFails) {
            throw new IOException("Input/output error");
        }
        forced = bytes.size();
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Returns whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** Returns all that was written. */
    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Returns what a power cut now would leave at least. */
    public byte[] forcedBytes() {
        return Arrays.copyOf(bytes.toByteArray(), forced);
    }

    /** Returns what such bytes tell. */
    public static Reading read(RunId run, byte[] bytes) throws FileCallException {
        return new JournalReader(run, Path.of("journal")).read(new ByteArrayInputStream(bytes));
    }
}
