package aka.report;

/** Makes figures of speed and time out of stands that follow one another. For one thread. */
final class Meter {

    /** Before that, nobody knows how long it will take. */
    private static final long WARM_UP_NANOS = 2_000_000_000L;

    private String doing = "";
    private long began;
    private Pace reading = new Pace(0, 0);
    private Pace working = new Pace(0, 0);

    /**
     * What can be said of a stand.
     *
     * @param perSecond how many bytes are read in a second, or how many files are found where none are read; negative where that is not known
     * @param percent how much of the work is done, 0 to 100; negative where that is not known
     * @param secondsLeft how long it will take at this speed; negative where that is not known
     */
    record Reading(Stand stand, long perSecond, int percent, long secondsLeft) {}

    /** Returns what can be said of {@code stand} at {@code nanos}, a time that only grows. */
    Reading read(Stand stand, long nanos) {
        if (!stand.doing().equals(doing)) {
            doing = stand.doing();
            began = nanos;
            reading = new Pace(amount(stand), nanos);
            working = new Pace(stand.effort(), nanos);
        }
        reading.look(amount(stand), nanos);
        working.look(stand.effort(), nanos);
        return new Reading(stand, Math.round(reading.perSecond()), percent(stand), secondsLeft(stand, nanos));
    }

    private static long amount(Stand stand) {
        return stand instanceof Stand.Walking ? stand.done() : stand.readBytes();
    }

    /** All is done only when it is, so the last file is at 99. */
    private static int percent(Stand stand) {
        return stand.ofEffort() == 0 ? -1 : (int) (100.0 * stand.effort() / stand.ofEffort());
    }

    private long secondsLeft(Stand stand, long nanos) {
        if (stand.ofEffort() == 0 || nanos - began < WARM_UP_NANOS || working.perSecond() < 1e-9) {
            return -1;
        }
        return (long) Math.ceil((stand.ofEffort() - stand.effort()) / working.perSecond());
    }
}
