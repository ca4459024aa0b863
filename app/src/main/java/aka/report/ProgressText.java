package aka.report;

import aka.report.Meter.Reading;

/** What a progress says: a line for people, or an object for programs. */
final class ProgressText {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;

    private ProgressText() {}

    /** Returns a line without its end, of {@code columns} characters at most. */
    static String line(Reading reading, int columns) {
        Stand stand = reading.stand();
        String words = stand.doing() + percent(reading) + ": " + figures(stand) + speed(reading) + left(reading);
        return words.substring(0, Math.min(words.length(), Math.max(columns, 0)));
    }

    /** Returns an object in a line of its own. */
    static String object(Reading reading) {
        Stand stand = reading.stand();
        boolean reads = !(stand instanceof Stand.Walking);
        return "{\"event\":\"progress\",\"doing\":\"" + stand.doing() + "\",\"done\":" + stand.done() + ",\"of\":"
                + known(stand.of(), stand.of() > 0) + ",\"bytes\":" + stand.readBytes() + ",\"doneBytes\":"
                + (stand instanceof Stand.Comparing files ? files.bytes() : "null") + ",\"ofBytes\":"
                + (stand instanceof Stand.Comparing files ? files.ofBytes() : "null") + ",\"bytesPerSecond\":"
                + known(reading.perSecond(), reads && reading.perSecond() >= 0) + ",\"percent\":"
                + known(reading.percent(), reading.percent() >= 0) + ",\"secondsLeft\":"
                + known(reading.secondsLeft(), reading.secondsLeft() >= 0) + "}\n";
    }

    private static String known(long figure, boolean known) {
        return known ? Long.toString(figure) : "null";
    }

    private static String percent(Reading reading) {
        return reading.percent() < 0 ? "" : " " + reading.percent() + " %";
    }

    private static String figures(Stand stand) {
        return switch (stand) {
            case Stand.Walking walking ->
                Figures.count(walking.files(), "file") + " in " + Figures.count(walking.folders(), "folder");
            case Stand.Comparing files ->
                Figures.number(files.done()) + " of " + Figures.count(files.of(), "file") + ", "
                        + Figures.size(files.bytes()) + " of " + Figures.size(files.ofBytes());
            case Stand.Running steps ->
                Figures.number(steps.done()) + " of " + Figures.count(steps.of(), "step")
                        + (steps.readBytes() == 0 ? "" : ", " + Figures.size(steps.readBytes()) + " compared");
        };
    }

    private static String speed(Reading reading) {
        if (reading.perSecond() <= 0) {
            return "";
        }
        return switch (reading.stand()) {
            case Stand.Walking walking -> ", " + Figures.number(reading.perSecond()) + "/s";
            case Stand.Comparing files -> ", " + Figures.size(reading.perSecond()) + "/s";
            case Stand.Running steps -> ", " + Figures.size(reading.perSecond()) + "/s";
        };
    }

    private static String left(Reading reading) {
        return reading.secondsLeft() < 0 ? "" : ", " + time(reading.secondsLeft()) + " left";
    }

    private static String time(long seconds) {
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return (seconds + MINUTE / 2) / MINUTE + " min";
        }
        return seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min";
    }
}
