package aka.dedupe;

import aka.os.BodyMetadata;
import aka.os.Volume;
import aka.plan.PlannedBody;
import aka.plan.Reach;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A body that may be joined with its equals, and what a look at it told.
 *
 * @param path its first name's path, as it follows from what was typed
 * @param storage a number that those have in common which are known to hold the same blocks
 * @param storageBytes what it holds, or its length in whole blocks where that is not known
 * @param estimated whether {@code storageBytes} is not known, or others may hold the same blocks
 * @param reference whether it is kept whatever else is asked for
 * @param reach who can come to it; {@link Reach#UNKNOWN} where that does not matter either
 */
record SeenBody(
        PlannedBody planned,
        BodyMetadata metadata,
        Reach reach,
        Ground ground,
        Optional<Volume> volume,
        PathBytes path,
        int storage,
        long storageBytes,
        boolean estimated,
        boolean reference,
        KeepOrder.Rank rank) {

    /** Returns its first name's path. */
    Path shown() {
        return path.path();
    }

    /** Returns that this body is left as it is. */
    LeftOut leftOut(LeftOutReason reason, String words) {
        return new LeftOut(reason, 1, shown(), Optional.empty(), words);
    }

    /** Returns that this body is left as it is, beside {@code other}. */
    LeftOut leftOut(LeftOutReason reason, SeenBody other, String words) {
        return new LeftOut(reason, 1, shown(), Optional.of(other.shown()), words);
    }
}
