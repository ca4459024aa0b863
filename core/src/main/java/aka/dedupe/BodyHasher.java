package aka.dedupe;

import aka.content.BodyHashes;
import aka.content.BodyHashes.Level;
import aka.content.WatchedBody;
import aka.content.WholeHash;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.ReadBuffer;
import java.nio.ByteBuffer;

/** Reads a body by itself for its hashes, where others are remembered that it can be held against. For one thread. */
final class BodyHasher {

    private final Recall recall;
    private final ClassCount count;
    private final CancelToken cancel;
    private final WholeHash noBytes = WholeHash.begin();
    private final ByteBuffer block = ReadBuffer.of(BodyHashes.SHORT_BYTES);

    BodyHasher(Recall recall, ClassCount count, CancelToken cancel) {
        this.recall = recall;
        this.count = count;
        this.cancel = cancel;
    }

    /**
     * Makes {@code candidate} know its hashes as far as {@code wanted}.
     *
     * @return false if it cannot be read, or changed, which is told
     */
    boolean hash(Candidate candidate, long sizeBytes, Level wanted) {
        cancel.check();
        // A short body is read at once: to open it again would cost more than its bytes.
        Level level = sizeBytes <= BodyHashes.SHORT_BYTES ? Level.WHOLE : wanted;
        try (candidate) {
            return candidate.open()
                    && candidate.with(body -> {
                        BodyHashes hashes = hashes(body, sizeBytes, level);
                        body.checkUnchanged();
                        candidate.learn(recall, hashes);
                    });
        }
    }

    private BodyHashes hashes(WatchedBody body, long sizeBytes, Level level) throws FileCallException {
        int endBytes = BodyHashes.endBytes(sizeBytes);
        WholeHash whole = noBytes.copy();
        ByteBuffer head = read(body, 0, (int) Math.min(sizeBytes, BodyHashes.HEAD_BYTES));
        whole.put(head);
        BodyHashes hashes = BodyHashes.ofHead(WholeHash.ofBlock(head));
        if (level != Level.HEAD && endBytes > 0) {
            ByteBuffer end = read(body, sizeBytes - endBytes, endBytes);
            whole.put(end);
            hashes = hashes.withEnd(WholeHash.ofBlock(end));
        }
        if (level != Level.WHOLE) {
            return hashes;
        }
        for (long at = BodyHashes.HEAD_BYTES; at < sizeBytes - endBytes; at += block.capacity()) {
            cancel.check();
            whole.put(read(body, at, (int) Math.min(block.capacity(), sizeBytes - endBytes - at)));
        }
        return hashes.withWhole(whole.get());
    }

    private ByteBuffer read(WatchedBody body, long offset, int bytes) throws FileCallException {
        body.readFully(block.clear().limit(bytes), offset);
        count.read(bytes);
        return block.flip();
    }
}
