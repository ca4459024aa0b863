package aka.walk;

import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.FolderIdentity;
import aka.os.Listing;

/** A folder that the walk has come to, and has opened now or found opened and listed already. */
sealed interface EnteredFolder extends AutoCloseable {

    /** Returns which folder it is. */
    FolderIdentity identity() throws FileCallException;

    /**
     * Returns its entries. Called once at most.
     *
     * @param identity its own
     * @param bodies those that need not be looked at again
     * @param filter what is wanted of them
     */
    Listing list(FolderIdentity identity, SeenBodies bodies, EntryFilter filter) throws FileCallException;

    @Override
    void close();

    /**
     * One that is opened now.
     *
     * @param staysOpen whether somebody else closes it
     */
    record Now(Folder folder, boolean staysOpen) implements EnteredFolder {

        @Override
        public FolderIdentity identity() throws FileCallException {
            return folder.identity();
        }

        @Override
        public Listing list(FolderIdentity identity, SeenBodies bodies, EntryFilter filter) throws FileCallException {
            return RecallingListing.over(folder.list(), identity, bodies, filter);
        }

        @Override
        public void close() {
            if (!staysOpen) {
                folder.close();
            }
        }
    }

    /** One that was read ahead. */
    record Ahead(FolderAhead ahead) implements EnteredFolder {

        @Override
        public FolderIdentity identity() throws FileCallException {
            return ahead.awaitIdentity();
        }

        @Override
        public Listing list(FolderIdentity identity, SeenBodies bodies, EntryFilter filter) throws FileCallException {
            ahead.awaitListing();
            return new AheadListing(ahead);
        }

        @Override
        public void close() {
            ahead.leave();
        }
    }
}
