package aka.content;

/**
 * What is remembered of one body: its hashes, and what it looked like when they were made. They stand for it as long as its
 * length and both times are the same.
 *
 * @param fileLow the lower half of its file id
 * @param day when a search last came by, in days since 1970; 0 to 65,535
 * @param modifiedNanos as {@link aka.os.EntryFacts#modifiedNanos} tells it
 * @param changedNanos as {@link aka.os.EntryFacts#changedNanos} tells it
 */
public record HashEntry(
        long fileLow, int day, long sizeBytes, long modifiedNanos, long changedNanos, BodyHashes hashes) {

    /** Returns whether the hashes are those of a body that looks like this. */
    public boolean isOf(long itsSizeBytes, long itsModifiedNanos, long itsChangedNanos) {
        return sizeBytes == itsSizeBytes && modifiedNanos == itsModifiedNanos && changedNanos == itsChangedNanos;
    }

    /**
     * Returns what is remembered of a body of which only names have changed since.
     *
     * @param nanos when its last change was then
     */
    public HashEntry changedAt(long nanos) {
        return new HashEntry(fileLow, day, sizeBytes, modifiedNanos, nanos, hashes);
    }
}
