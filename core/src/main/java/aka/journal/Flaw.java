package aka.journal;

/**
 * A place in a journal that cannot be read. What it said is unknown; it is not as if it had never been written.
 *
 * @param lineNumber the line, from 1; of several in a row the first
 * @param offset how many bytes of the journal are before it
 * @param words what is wrong, for people
 */
public record Flaw(long lineNumber, long offset, String words) {}
