package aka.walk;

import aka.file.Kind;
import aka.file.VolumeId;
import aka.os.EntryFacts;
import aka.os.FileCallException;
import aka.os.FolderIdentity;
import aka.os.Listing;
import java.util.function.LongPredicate;

/** A listing that does not look at a body with several names again where {@link SeenBodies} knows it. */
final class RecallingListing implements Listing {

    private final Listing listing;
    private final VolumeId folder;
    private final SeenBodies seen;
    private final long[] known = new long[BodyFacts.NUMBERS];

    /**
     * Returns {@code listing}, with such a memory if that is possible.
     *
     * @param folder the listed one
     */
    static Listing over(Listing listing, FolderIdentity folder, SeenBodies seen, EntryFilter filter) {
        if (filter.onlyCountsSingles()) {
            listing.passOverSingles(seen::mayBeShared);
        }
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
        return listing.next();
    }

    @Override
    public boolean readFacts(EntryFacts into) throws FileCallException {
        if (listing.kind() == Kind.FILE && seen.recall(listing, folder, known)) {
            into.entry(Kind.FILE, false);
            into.identity(folder, 0, listing.listedId());
            into.content(known[BodyFacts.SIZE_BYTES], known[BodyFacts.ALLOCATED_BYTES], known[BodyFacts.MODIFIED]);
            into.names(known[BodyFacts.LINK_COUNT], known[BodyFacts.CHANGED]);
            return true;
        }
        boolean there = listing.readFacts(into);
        if (there && into.kind() == Kind.FILE) {
            seen.keep(into);
        }
        return there;
    }

    @Override
    public void passOverSingles(LongPredicate others) {
        listing.passOverSingles(others);
    }

    @Override
    public long passedOver() {
        return listing.passedOver();
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
    public void close() {
        listing.close();
    }
}
