package aka.plan;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Times as RFC 3339 in UTC with nanoseconds: {@code 2026-11-22T16:21:13.000000000Z}. A year outside 0 to 9999, which a file
 * may well have, is written as ISO 8601 does: with a sign, and with as many digits of the second as it takes.
 */
final class TimeText {

    private static final long DAY_SECONDS = 86_400;
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int LENGTH = 30;
    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd.dddddddddZ";

    private TimeText() {}

    static String of(Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds < FIRST || seconds > LAST) {
            return time.toString();
        }
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY_SECONDS));
        int second = (int) Math.floorMod(seconds, DAY_SECONDS);
        byte[] text = new byte[LENGTH];
        digits(text, 0, 4, day.getYear(), '-');
        digits(text, 5, 2, day.getMonthValue(), '-');
        digits(text, 8, 2, day.getDayOfMonth(), 'T');
        digits(text, 11, 2, second / 3600, ':');
        digits(text, 14, 2, second / 60 % 60, ':');
        digits(text, 17, 2, second % 60, '.');
        digits(text, 20, 9, time.getNano(), 'Z');
        return new String(text, StandardCharsets.US_ASCII);
    }

    private static void digits(byte[] text, int at, int count, int value, char after) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        text[at + count] = (byte) after;
    }

    /**
     * @throws DateTimeException if it is no time
     */
    static Instant parse(String text) {
        if (!hasShape(text)) {
            return Instant.parse(text);
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("no time of a day: " + text);
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        return Instant.ofEpochSecond(
                day * DAY_SECONDS + hour * 3600L + minute * 60L + second, number(text, 20, LENGTH - 1));
    }

    private static boolean hasShape(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (SHAPE.charAt(i) == 'd' ? c < '0' || c > '9' : c != SHAPE.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = 10 * value + text.charAt(i) - '0';
        }
        return value;
    }
}
