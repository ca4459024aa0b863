package aka.dedupe;

/**
 * How far the comparing of candidates is.
 *
 * @param files how many candidates are finished
 * @param ofFiles how many there are
 * @param bytes how many of their bytes were read, or need not be read any more
 * @param ofBytes how many bytes they have
 * @param readBytes how many bytes were read, those that were read twice counted twice
 */
public record Compared(long files, long ofFiles, long bytes, long ofBytes, long readBytes) {}
