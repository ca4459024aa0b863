package aka.plan;

/** One line of a file of checked lines. */
public sealed interface Line {

    /** Returns its number in the file, from 1. */
    long number();

    /** Returns how many bytes of the file are before it. */
    long offset();

    /**
     * It is what was written.
     *
     * @param fields what it holds
     */
    record Whole(long number, long offset, LineFields fields) implements Line {}

    /**
     * It is not what was written: what it said is unknown.
     *
     * @param words what is wrong with it
     */
    record Bad(long number, long offset, String words) implements Line {}

    /** The file ends within it: the writer was cut off here. */
    record Torn(long number, long offset) implements Line {}
}
