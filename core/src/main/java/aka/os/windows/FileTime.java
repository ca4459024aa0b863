package aka.os.windows;

import java.time.Instant;

/** Times of Windows: 100 nanoseconds since 1601 (UTC), which {@code FILETIME} counts (MS-DTYP 2.3.3). */
@Ours
final class FileTime {

    private static final long TICKS_A_SECOND = 10_000_000;
    private static final long NANOS_A_TICK = 100;
    /** From 1601 to 1970. */
    private static final long EPOCH_SECONDS = 11_644_473_600L;

    private FileTime() {}

    static Instant instant(long ticks) {
        long seconds = Math.floorDiv(ticks, TICKS_A_SECOND) - EPOCH_SECONDS;
        return Instant.ofEpochSecond(seconds, Math.floorMod(ticks, TICKS_A_SECOND) * NANOS_A_TICK);
    }

    /** Returns nanoseconds since 1970, clamped to what 64 bits hold. */
    static long nanos(long ticks) {
        long sinceEpoch = ticks - EPOCH_SECONDS * TICKS_A_SECOND;
        long limit = Long.MAX_VALUE / NANOS_A_TICK;
        return Math.clamp(sinceEpoch, -limit, limit) * NANOS_A_TICK;
    }

    /** Returns the time as Windows counts it, what is finer than it counts left out. */
    static long ticks(Instant time) {
        return (time.getEpochSecond() + EPOCH_SECONDS) * TICKS_A_SECOND + time.getNano() / NANOS_A_TICK;
    }
}
