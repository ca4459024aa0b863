package aka.os;

/** Blocks that several bodies share, each free to change without the others. Obtained by {@link FileCalls#clones}. */
public interface Clones {

    /**
     * Returns whether two bodies hold the same blocks throughout: they are clones of one another.
     *
     * @return {@link Support#UNKNOWN} where the file system does not tell which blocks a body holds
     */
    Support areClones(Body one, Body other) throws FileCallException;

    /** What came of sharing. */
    enum Shared {
        /** Both hold the same blocks now. */
        ALL,
        /** The bytes differ: what came before the difference may be shared, and nothing was changed in either. */
        DIFFERENT
    }

    /**
     * Lets {@code sharing} hold the blocks of {@code kept} wherever the file system itself finds both equal, under its own
     * lock (Linux: {@code FIDEDUPERANGE}, in pieces of 16 MiB). Bytes never change, whoever writes meanwhile.
     *
     * @throws FileCallException {@link Trouble#UNSUPPORTED} where the file system cannot share; {@link
     *     Trouble#NO_PERMISSION}; {@link Trouble#DIFFERENT_VOLUMES}
     * @throws java.util.concurrent.CancellationException if a stop was asked for; a part is shared then
     */
    Shared share(Body kept, Body sharing, CancelToken cancel) throws FileCallException;
}
