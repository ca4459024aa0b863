package aka.report;

/**
 * How fast something grows, as told by looks at it now and then: the average of the last few seconds, in which the latest count
 * most.
 */
final class Pace {

    private static final double SECONDS = 4;
    private static final double NANOS = 1e9;

    private long amount;
    private long nanos;
    private double perSecond;
    /** How much of the average stands on looks so far, and not on the nothing before them. */
    private double known;

    /** Begins with {@code amount} at that time. */
    Pace(long amount, long nanos) {
        this.amount = amount;
        this.nanos = nanos;
    }

    /** Takes in a later look. */
    void look(long amountNow, long nanosNow) {
        double seconds = (nanosNow - nanos) / NANOS;
        if (seconds <= 0) {
            return;
        }
        double weight = 1 - Math.exp(-seconds / SECONDS);
        perSecond += weight * ((amountNow - amount) / seconds - perSecond);
        known += weight * (1 - known);
        amount = amountNow;
        nanos = nanosNow;
    }

    /** Returns how much it grows in a second; negative before the second look, when nobody knows. */
    double perSecond() {
        return known == 0 ? -1 : perSecond / known;
    }
}
