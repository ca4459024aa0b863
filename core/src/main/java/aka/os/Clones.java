package aka.os;

/** Blocks that several bodies share, each free to change without the others. Obtained by {@link FileCalls#clones}. */
public interface Clones {

    /**
     * Returns whether two bodies hold the same blocks throughout: they are clones of one another.
     *
     * @return {@link Support#UNKNOWN} where the file system does not tell which blocks a body holds
     */
    Support areClones(Body one, Body other) throws FileCallException;
}
