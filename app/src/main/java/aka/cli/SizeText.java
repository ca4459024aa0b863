package aka.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Sizes as people type them: {@code 4096}, {@code 10K}, {@code 1.5GiB}, {@code 2MB}. */
final class SizeText {

    private static final String LETTERS = "KMGTPE";

    private SizeText() {}

    /**
     * Returns the size in bytes. {@code K KiB M MiB G GiB …} count by 1024, {@code kB MB GB …} by 1000.
     *
     * @throws WrongUsage if it is none
     */
    static long parse(String option, String text) {
        int digits = 0;
        while (digits < text.length()
                && (Character.digit(text.charAt(digits), 10) >= 0 || text.charAt(digits) == '.')) {
            digits++;
        }
        try {
            BigDecimal number = new BigDecimal(text.substring(0, digits));
            return number.multiply(unit(text.substring(digits)))
                    .setScale(0, RoundingMode.CEILING)
                    .longValueExact();
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new WrongUsage(
                    "'" + text + "' is no size for " + option, "Sizes are written like 4096, 10K, 1.5GiB or 2MB.");
        }
    }

    private static BigDecimal unit(String unit) {
        if (unit.isEmpty() || unit.equals("B")) {
            return BigDecimal.ONE;
        }
        int power = LETTERS.indexOf(unit.substring(0, 1).toUpperCase(Locale.ROOT)) + 1;
        String rest = unit.substring(1);
        if (power == 0 || !rest.isEmpty() && !rest.equals("iB") && !rest.equals("B")) {
            throw new IllegalArgumentException(unit);
        }
        return BigDecimal.valueOf(rest.equals("B") ? 1000 : 1024).pow(power);
    }
}
