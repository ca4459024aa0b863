package aka.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** A time to wait as people type it: {@code 30}, {@code 0.5}. */
final class Seconds {

    /** So that sums of times do not overflow: some 31 years. */
    private static final int MOST = 1_000_000_000;

    private Seconds() {}

    /**
     * Returns how long is to be waited at most; no time at all if nothing was typed.
     *
     * @throws WrongUsage if it is no number, or a negative one
     */
    static Duration parse(String option, Optional<String> text) {
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        try {
            BigDecimal seconds = new BigDecimal(text.get());
            if (seconds.signum() >= 0) {
                return Duration.ofMillis(seconds.min(BigDecimal.valueOf(MOST))
                        .movePointRight(3)
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact());
            }
        } catch (NumberFormatException e) {
            // Told below, as a negative number is.
        }
        throw new WrongUsage(
                "'" + text.get() + "' is no number of seconds for " + option, "It is 0 or more, such as 30.");
    }
}
