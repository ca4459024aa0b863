package aka.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Who holds a lock, in three lines for people. */
final class LockOwner {

    private LockOwner() {}

    static String words(long pid, Instant since, String what) {
        return "process " + pid + "\nsince " + since.truncatedTo(ChronoUnit.SECONDS) + "\n" + onOneLine(what);
    }

    private static String onOneLine(String what) {
        StringBuilder line = new StringBuilder(what);
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i)) || Character.isSurrogate(line.charAt(i))) {
                line.setCharAt(i, '?');
            }
        }
        return line.toString();
    }
}
