package aka.walk;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.file.VolumeId;
import aka.os.FileCallException;
import aka.os.Listing;

/** A listing that does not look at a body with several names again where {@link SeenBodies} knows it. */
final class RecallingListing implements Listing {

    private final Listing listing;
    private final VolumeId folder;
    private final SeenBodies seen;
    private final long[] facts = new long[BodyFacts.NUMBERS];
    private boolean recalled;

    /**
     * Returns {@code listing}, with such a memory if that is possible.
     *
     * @param folder the facts of the listed folder
     */
    static Listing over(Listing listing, FileFacts folder, SeenBodies seen) {
        return folder.key().isEmpty()
                ? listing
                : new RecallingListing(listing, folder.key().get().volume(), seen);
    }

    private RecallingListing(Listing listing, VolumeId folder, SeenBodies seen) {
        this.listing = listing;
        this.folder = folder;
        this.seen = seen;
    }

    @Override
    public boolean next() throws FileCallException {
        recalled = false;
        return listing.next();
    }

    @Override
    public boolean readFacts() throws FileCallException {
        recalled = listing.kind() == Kind.FILE && seen.recall(listing, folder, facts);
        if (recalled) {
            return true;
        }
        boolean there = listing.readFacts();
        if (there && listing.kind() == Kind.FILE) {
            seen.keep(listing);
        }
        return there;
    }

    @Override
    public Kind kind() {
        return listing.kind();
    }

    @Override
    public int leafLength() {
        return listing.leafLength();
    }

    @Override
    public void copyLeaf(byte[] into, int at) {
        listing.copyLeaf(into, at);
    }

    @Override
    public VolumeId volume() {
        return recalled ? folder : listing.volume();
    }

    @Override
    public long fileHigh() {
        return recalled ? 0 : listing.fileHigh();
    }

    @Override
    public long fileLow() {
        return recalled ? listing.listedId() : listing.fileLow();
    }

    @Override
    public long sizeBytes() {
        return recalled ? facts[BodyFacts.SIZE_BYTES] : listing.sizeBytes();
    }

    @Override
    public long allocatedBytes() {
        return recalled ? facts[BodyFacts.ALLOCATED_BYTES] : listing.allocatedBytes();
    }

    @Override
    public long linkCount() {
        return recalled ? facts[BodyFacts.LINK_COUNT] : listing.linkCount();
    }

    @Override
    public long modifiedNanos() {
        return recalled ? facts[BodyFacts.MODIFIED] : listing.modifiedNanos();
    }

    @Override
    public long changedNanos() {
        return recalled ? facts[BodyFacts.CHANGED] : listing.changedNanos();
    }

    @Override
    public boolean isMountPoint() {
        return !recalled && listing.isMountPoint();
    }

    @Override
    public void close() {
        listing.close();
    }
}
