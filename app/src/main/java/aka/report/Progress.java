package aka.report;

import org.jspecify.annotations.Nullable;

/**
 * Shows on stderr how far something is: a line on a terminal at most ten times a second, an object a second for a program,
 * or nothing, and then without a thread. Figures may be told from one thread; another shows them.
 */
public final class Progress implements AutoCloseable {

    private static final long LINE_MILLIS = 100;
    private static final long JSON_MILLIS = 1000;

    private final @Nullable Thread shower;
    private volatile String doing = "";
    private volatile long done;
    private volatile long of;
    private volatile long bytes;
    private volatile boolean over;

    private Progress() {
        shower = null;
    }

    private Progress(Ink err, boolean json) {
        Thread thread = Thread.ofPlatform().daemon().name("aka-progress").unstarted(() -> show(err, json));
        shower = thread;
        thread.start();
    }

    /** Returns a meter that shows nothing. */
    public static Progress none() {
        return new Progress();
    }

    /** Returns a meter that writes a line over and over, and removes it when it is closed. */
    public static Progress line(Ink err) {
        return new Progress(err, false);
    }

    /** Returns a meter that writes an object a second. */
    public static Progress json(Ink err) {
        return new Progress(err, true);
    }

    /**
     * Tells how far it is.
     *
     * @param what what is being done, in a word or two
     * @param of how much there is to do in all, or 0 where that is not known
     */
    public void at(String what, long done, long of, long bytes) {
        this.doing = what;
        this.done = done;
        this.of = of;
        this.bytes = bytes;
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
        over = true;
        shower.interrupt();
        try {
            shower.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(Ink err, boolean json) {
        boolean shown = false;
        while (!over) {
            try {
                Thread.sleep(json ? JSON_MILLIS : LINE_MILLIS);
            } catch (InterruptedException closed) {
                break;
            }
            if (json) {
                err.whole(object());
            } else if (!doing.isEmpty()) {
                err.transientLine(words());
                shown = true;
            }
        }
        if (shown) {
            err.transientLine("");
        }
    }

    private String object() {
        return "{\"event\":\"progress\",\"doing\":\"" + doing + "\",\"done\":" + done + ",\"of\":"
                + (of == 0 ? "null" : Long.toString(of)) + ",\"bytes\":" + bytes + "}\n";
    }

    private String words() {
        return doing + " " + Figures.number(done) + (of == 0 ? "" : " of " + Figures.number(of))
                + (bytes == 0 ? "" : ", " + Figures.size(bytes));
    }
}
