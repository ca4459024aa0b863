package aka.report;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Numbers and times as people and scripts read them; made by hand, since the formatters of the JDK cost a start-up. */
public final class Figures {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Figures() {}

    /** Returns a size with one decimal in units of 1024: {@code 512 B}, {@code 1.5 KiB}. */
    public static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        int unit = 0;
        long divisor = 1;
        while (bytes / divisor >= 1024) {
            divisor *= 1024;
            unit++;
        }
        long tenths = Math.round(bytes * 10.0 / divisor);
        if (tenths >= 10240 && unit + 1 < UNITS.length) {
            tenths = 10;
            unit++;
        }
        return tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
    }

    /** Returns a number with a comma before each three digits: {@code 65,000}. */
    public static String number(long number) {
        String digits = Long.toString(number);
        if (digits.length() <= 3) {
            return digits;
        }
        int first = number < 0 ? 1 : 0;
        StringBuilder grouped = new StringBuilder(digits);
        for (int at = digits.length() - 3; at > first; at -= 3) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }

    /** Returns {@code 1 name} or {@code 3 names}. */
    public static String count(long number, String noun) {
        if (number == 1) {
            return "1 " + noun;
        }
        String plural = noun.endsWith("body") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return number(number) + " " + plural;
    }

    /** Returns a time as RFC 3339 in UTC with nine decimals: {@code 2026-11-22T16:21:13.000000000Z}. */
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // the seconds are written just before
    public static String rfc3339(Instant time) {
        StringBuilder text = new StringBuilder(30);
        LocalDateTime at = inUtc(time);
        day(text, at, 'T');
        digits(text.append('.'), time.getNano(), 9);
        return text.append('Z').toString();
    }

    /** Returns a time to the second, for people: {@code 2026-11-22 16:21:13 UTC}. */
    public static String time(Instant time) {
        return utc(time) + " UTC";
    }

    /** Returns a time in UTC to the second, as spreadsheets take it: {@code 2026-11-22 16:21:13}. */
    public static String utc(Instant time) {
        StringBuilder text = new StringBuilder(24);
        day(text, inUtc(time), ' ');
        return text.toString();
    }

    private static LocalDateTime inUtc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private static void day(StringBuilder text, LocalDateTime at, char separator) {
        digits(text, at.getYear(), 4);
        digits(text.append('-'), at.getMonthValue(), 2);
        digits(text.append('-'), at.getDayOfMonth(), 2);
        digits(text.append(separator), at.getHour(), 2);
        digits(text.append(':'), at.getMinute(), 2);
        digits(text.append(':'), at.getSecond(), 2);
    }

    private static void digits(StringBuilder text, int value, int width) {
        String digits = Integer.toString(value);
        text.repeat('0', Math.max(0, width - digits.length())).append(digits);
    }
}
