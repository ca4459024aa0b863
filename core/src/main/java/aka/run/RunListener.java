package aka.run;

import aka.os.FileCallException;

/**
 * Hears what becomes of a run, step by step. Called by one thread; quick to return. What it throws stops the run at the next safe
 * point, and is thrown to who started that.
 */
public interface RunListener {

    /** A listener that hears nothing. */
    RunListener NONE = new RunListener() {};

    /** A step has come to its end. Steps end in an order of their own. */
    default void ended(StepResult result) {}

    /** Something that should be known, though no step failed by it: a way that is less safe, a folder's time not kept. */
    default void warning(FileCallException what) {}

    /**
     * Called now and then.
     *
     * @param done how many steps have ended
     * @param steps how many there are
     * @param readBytes how many bytes were read so far
     */
    default void progress(long done, long steps, long readBytes) {}
}
