package aka.os;

/**
 * Keeps writers away from a body for a moment, or at least tells that one came. Obtained by {@link FileCalls#writerGuard}.
 *
 * <p>Linux: a read lease ({@code fcntl(2)}, {@code F_SETLEASE}). A writer's {@code open} waits until the guard is closed, at
 * most for {@code /proc/sys/fs/lease-break-time} seconds: hold one for milliseconds. It does not see {@code
 * O_RDONLY|O_TRUNC}, a {@code chmod} or a rename; sizes, times and names are to be looked at as well. Not to be trusted where
 * {@link Volume#leases} is not {@link Support#YES}.
 */
public interface WriterGuard {

    /**
     * Starts to guard {@code body}, which must be open for reading.
     *
     * @throws FileCallException {@link Trouble#BUSY} if someone has it open for writing; {@link Trouble#UNSUPPORTED}, {@link
     *     Trouble#NO_PERMISSION} where no guard is to be had
     */
    Guard guard(Body body) throws FileCallException;

    /** A guard that is held until it is closed. */
    interface Guard extends AutoCloseable {

        /** Returns whether no writer has come since the guard began. */
        boolean undisturbed();

        /**
         * Returns whether a writer could have come, and have gone again unseen, in the instant of a deed of ours: then bytes are to
         * be compared anew. Never so on Linux.
         */
        default boolean lapsed() {
            return false;
        }

        @Override
        void close();
    }
}
