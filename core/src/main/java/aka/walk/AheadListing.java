package aka.walk;

import aka.file.Kind;
import aka.os.EntryFacts;
import aka.os.FileCallException;
import aka.os.Listing;

/** The entries of a folder that was read ahead, as if they were being read now. */
final class AheadListing implements Listing {

    private static final EntryBatch NOTHING = new EntryBatch();

    private final FolderAhead ahead;
    private EntryBatch batch = NOTHING;
    private int row = -1;
    private int ordinal = -1;
    private long passedOver;

    AheadListing(FolderAhead ahead) {
        this.ahead = ahead;
    }

    @Override
    public boolean next() throws FileCallException {
        while (++row >= batch.rows()) {
            EntryBatch next = batch.isLast() ? null : ahead.awaitBatch();
            if (next == null) {
                row = batch.rows() - 1;
                return false;
            }
            giveBack();
            batch = next;
            passedOver = next.passedOver();
            row = -1;
        }
        ordinal++;
        return true;
    }

    @Override
    public long passedOver() {
        return passedOver;
    }

    /** Returns how many entries of the folder, but those passed over, came before the one that it stands on. */
    int ordinal() {
        return ordinal;
    }

    @Override
    public Kind kind() {
        return batch.listedKind(row);
    }

    @Override
    public int leafLength() {
        return batch.leafLength(row);
    }

    @Override
    public void copyLeaf(byte[] into, int at) {
        batch.copyLeaf(row, into, at);
    }

    @Override
    public boolean readFacts(EntryFacts into) throws FileCallException {
        return batch.takeFacts(row, into);
    }

    @Override
    public void close() {
        giveBack();
        row = -1;
        ahead.leave();
    }

    private void giveBack() {
        if (batch != NOTHING) {
            ahead.giveBack(batch);
            batch = NOTHING;
        }
    }
}
