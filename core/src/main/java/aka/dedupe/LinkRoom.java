package aka.dedupe;

import aka.os.Volume;
import java.util.Optional;

/**
 * How many names a body may get.
 *
 * <p>A limit holds for one body, and a plan does not use it up: of what the volume allows, one name in
 * {@value #HEADROOM_SHARE} stays free, and at least {@value #LEAST_HEADROOM} (but never more than half), for those who make
 * names later (on NTFS 1,008 of 1,024, on ext4 63,985 of 65,000). Where a body is full, a second one is kept.
 */
final class LinkRoom {

    private static final long HEADROOM_SHARE = 64;
    private static final long LEAST_HEADROOM = 8;

    private LinkRoom() {}

    /** Returns how many names a body on a volume may get, where a setting allows {@code linkLimit}. */
    static long names(Optional<Volume> volume, long linkLimit) {
        boolean limited = volume.isPresent() && volume.get().maxLinks().isPresent();
        return limited ? Math.min(withHeadroom(volume.get().maxLinks().getAsLong()), linkLimit) : linkLimit;
    }

    private static long withHeadroom(long limit) {
        long headroom = Math.max(limit / HEADROOM_SHARE, LEAST_HEADROOM);
        return limit - Math.min(headroom, limit / 2);
    }
}
