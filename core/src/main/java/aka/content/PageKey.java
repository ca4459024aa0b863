package aka.content;

import aka.file.FileKey;
import aka.file.VolumeId;

/**
 * Names a {@link HashPage}: the entries of those bodies on a volume whose file ids differ in the last eight bits only. Files
 * that were made one after the other are mostly on one page, and come with it in one look.
 *
 * @param page the lower half of the file id without its last eight bits
 */
public record PageKey(VolumeId volume, long fileHigh, long page) implements Comparable<PageKey> {

    /** Returns the page that has the entry of {@code body}. */
    public static PageKey of(FileKey body) {
        return new PageKey(body.volume(), body.fileHigh(), pageOf(body.fileLow()));
    }

    /** Returns the number of the page that has the entry of a body with this file id. */
    public static long pageOf(long fileLow) {
        return fileLow >>> Byte.SIZE;
    }

    /**
     * Compares in the order in which pages are read and written fastest. Not by a comparator that is put together: each part of one
     * is a call more, for each file of a search.
     */
    @Override
    public int compareTo(PageKey other) {
        int order = Long.compare(volume.high(), other.volume.high());
        if (order == 0) {
            order = Long.compare(volume.low(), other.volume.low());
        }
        if (order == 0) {
            order = Long.compare(fileHigh, other.fileHigh);
        }
        return order == 0 ? Long.compare(page, other.page) : order;
    }
}
