package aka.report;

import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows on stderr how far something is: a line on a terminal ten times a second at most, an object a second for a program, or
 * nothing, and then without a thread and without a look at the clock. Any thread may tell; another one shows.
 */
public final class Progress implements AutoCloseable {

    private static final long LINE_MILLIS = 100;
    private static final long JSON_MILLIS = 1000;

    private final @Nullable Thread shower;
    private final Object pause = new Object();
    private volatile @Nullable Stand stand;
    private boolean over;

    private Progress() {
        shower = null;
    }

    private Progress(long millis, Ink err, IntSupplier columns, boolean json) {
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("aka-progress")
                .unstarted(() -> show(millis, json ? new ObjectASecond(err) : new Line(err, columns)));
        shower = thread;
        thread.start();
    }

    /** Returns one that shows nothing. */
    public static Progress none() {
        return new Progress();
    }

    /**
     * Returns one that writes a line over and over, and removes it when it is closed.
     *
     * @param columns tells how many columns the terminal has, now
     */
    public static Progress line(Ink err, IntSupplier columns) {
        return new Progress(LINE_MILLIS, err, columns, false);
    }

    /** Returns one that writes an object a second. */
    public static Progress json(Ink err) {
        return new Progress(JSON_MILLIS, err, () -> 0, true);
    }

    /** Tells how far it is. */
    public void at(Stand now) {
        stand = now;
    }

    @Override
    public void close() {
        finish();
    }

    /** Shows nothing any more, so that results may follow; does nothing the second time. */
    public void finish() {
        if (shower == null) {
            return;
        }
        synchronized (pause) {
            over = true;
            pause.notifyAll();
        }
        try {
            shower.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it is shown. */
    private interface Shown {

        void show(Meter.Reading reading);

        void remove();
    }

    private record Line(Ink err, IntSupplier columns) implements Shown {

        @Override
        public void show(Meter.Reading reading) {
            // A terminal goes on to the next line behind its last column.
            err.transientLine(ProgressText.line(reading, columns.getAsInt() - 1));
        }

        @Override
        public void remove() {
            err.erase();
        }
    }

    private record ObjectASecond(Ink err) implements Shown {

        @Override
        public void show(Meter.Reading reading) {
            err.whole(ProgressText.object(reading));
        }

        @Override
        public void remove() {}
    }

    private void show(long millis, Shown shown) {
        Meter meter = new Meter();
        while (!isOverAfter(millis)) {
            Stand now = stand;
            if (now != null) {
                shown.show(meter.read(now, System.nanoTime()));
            }
        }
        shown.remove();
    }

    private boolean isOverAfter(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (pause) {
            for (long left = millis; !over && left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
                try {
                    pause.wait(left);
                } catch (InterruptedException nobodyDoes) {
                    return true;
                }
            }
            return over;
        }
    }
}
