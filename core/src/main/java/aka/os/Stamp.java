package aka.os;

import aka.file.VolumeId;

/**
 * What tells one state of a body from another, as one look at it showed: a single object that is filled again for every body, so
 * that a look at each of a million files makes none.
 */
public final class Stamp {

    private VolumeId volume = new VolumeId(0, 0, false);
    private long fileHigh;
    private long fileLow;
    private long sizeBytes;
    private long modifiedNanos;
    private long changedNanos;

    /** Takes over what a look has shown; the numbers are as {@link Listing} has them. */
    public void fill(VolumeId seenVolume, long seenHigh, long seenLow, long seenBytes, long modified, long changed) {
        volume = seenVolume;
        fileHigh = seenHigh;
        fileLow = seenLow;
        sizeBytes = seenBytes;
        modifiedNanos = modified;
        changedNanos = changed;
    }

    /** Returns the volume that the body is on. */
    public VolumeId volume() {
        return volume;
    }

    /** Returns the upper half of the file id; 0 where ids have 64 bits. */
    public long fileHigh() {
        return fileHigh;
    }

    /** Returns the lower half of the file id. */
    public long fileLow() {
        return fileLow;
    }

    /** Returns the length in bytes. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Returns when the bytes last changed, as {@link EntryFacts#modifiedNanos} does. */
    public long modifiedNanos() {
        return modifiedNanos;
    }

    /** Returns when anything of the body last changed, as {@link EntryFacts#changedNanos} does. */
    public long changedNanos() {
        return changedNanos;
    }
}
