package aka.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** Times as people type them: {@code 2026-11-22}, {@code 2026-11-22T16:00}, RFC 3339, or an age such as {@code 30d}. */
final class TimeText {

    private TimeText() {}

    /**
     * Returns the instant that is meant. A date is its first moment, and what has no offset is local time.
     *
     * @throws WrongUsage if it is none
     */
    static Instant parse(String option, String text, Instant now, ZoneId zone) {
        try {
            if (text.length() > 1 && Character.isLetter(text.charAt(text.length() - 1)) && !text.endsWith("Z")) {
                return now.minus(age(text));
            }
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            String time = text.replace(' ', 'T');
            boolean offset = time.endsWith("Z") || time.indexOf('+') > 0 || time.lastIndexOf('-') > 10;
            return offset
                    ? OffsetDateTime.parse(time).toInstant()
                    : LocalDateTime.parse(time).atZone(zone).toInstant();
        } catch (DateTimeParseException | ArithmeticException | IllegalArgumentException e) {
            throw new WrongUsage(
                    "'" + text + "' is no time for " + option,
                    "Times are written like 30d, 12h, 2026-11-22, 2026-11-22T16:00 or 2026-11-22T16:00:00Z.");
        }
    }

    private static Duration age(String text) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            case 'd' -> Duration.ofDays(number);
            case 'w' -> Duration.ofDays(Math.multiplyExact(number, 7));
            case 'y' -> Duration.ofDays(Math.multiplyExact(number, 365));
            default -> throw new IllegalArgumentException(text);
        };
    }
}
