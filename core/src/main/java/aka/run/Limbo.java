package aka.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Displacements whose former bodies wait to be let go: each until a grace is over, in which a writer that had found the name
 * before it was moved may still come, and until the volume was forced to the disk after the move.
 *
 * <p>A call of ours that took longer than the grace tells that the system stood still, and such a writer with it: then the
 * grace begins anew.
 */
final class Limbo {

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final long graceNanos;
    private long begun;
    private long ended;
    private long stall = System.nanoTime();

    Limbo(Duration grace) {
        this.graceNanos = grace.toNanos();
    }

    /**
     * @param since when the names were moved, by a clock that is never set
     * @param begun how many forces of the volumes had begun by then: none of these need have taken in the move
     */
    private record Waiting(Displacement displacement, long since, long begun) {}

    int size() {
        return waiting.size();
    }

    /** Takes in what was moved just now. */
    void add(Displacement displacement) {
        waiting.add(new Waiting(displacement, System.nanoTime(), begun));
    }

    /** Notes that the volumes begin to be forced to the disk. */
    void forceBegins() {
        begun++;
    }

    /**
     * Notes that the earliest force of those that have not ended did.
     *
     * @param nanos how long it took
     */
    void forceEnded(long nanos) {
        ended++;
        called(System.nanoTime() - nanos);
    }

    /** Notes a call that began at {@code begin}, by {@link System#nanoTime}, and has just ended. */
    void called(long begin) {
        called(begin, System.nanoTime());
    }

    /** Notes a call that began at {@code begin} and ended at {@code end}. */
    void called(long begin, long end) {
        if (end - begin > graceNanos && end - stall > 0) {
            stall = end;
        }
    }

    /** Returns whether the first in the row may be let go now. */
    boolean isRipe() {
        Waiting first = waiting.peekFirst();
        return first != null && first.begun() < ended && remaining(first) <= 0;
    }

    /** Returns the first in the row, which stays there. */
    Displacement first() {
        return waiting.getFirst().displacement();
    }

    /** Takes out the first in the row. */
    Displacement next() {
        return waiting.removeFirst().displacement();
    }

    /** Takes out all, ripe or not. */
    List<Displacement> all() {
        List<Displacement> all = new ArrayList<>();
        waiting.forEach(each -> all.add(each.displacement()));
        waiting.clear();
        return all;
    }

    /** Waits until the first in the row has been there for the grace. */
    void await() {
        long until = System.nanoTime() + remaining(waiting.getFirst());
        while (until - System.nanoTime() > 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    private long remaining(Waiting first) {
        long from = stall - first.since() > 0 ? stall : first.since();
        return from + graceNanos - System.nanoTime();
    }
}
