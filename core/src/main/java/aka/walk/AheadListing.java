package aka.walk;

import aka.file.Kind;
import aka.file.VolumeId;
import aka.os.FileCallException;
import aka.os.Listing;

/** The entries of a folder that was read ahead, as if they were being read now. */
final class AheadListing implements Listing {

    private static final EntryBatch NOTHING = new EntryBatch();

    private final FolderAhead ahead;
    private EntryBatch batch = NOTHING;
    private int row = -1;
    private int ordinal = -1;
    private boolean factsAsked;

    AheadListing(FolderAhead ahead) {
        this.ahead = ahead;
    }

    @Override
    public boolean next() throws FileCallException {
        factsAsked = false;
        while (++row >= batch.rows()) {
            EntryBatch next = ahead.awaitBatch();
            if (next == null) {
                row = batch.rows() - 1;
                return false;
            }
            giveBack();
            batch = next;
            row = -1;
        }
        ordinal++;
        return true;
    }

    /** Returns how many entries of the folder came before the one that it stands on. */
    int ordinal() {
        return ordinal;
    }

    @Override
    public Kind kind() {
        return factsAsked ? batch.kind(row) : batch.listedKind(row);
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
    public boolean readFacts() throws FileCallException {
        factsAsked = batch.hasFacts(row);
        return factsAsked;
    }

    @Override
    public VolumeId volume() {
        return batch.volume(row);
    }

    @Override
    public long fileHigh() {
        return batch.fileHigh(row);
    }

    @Override
    public long fileLow() {
        return batch.fileLow(row);
    }

    @Override
    public long sizeBytes() {
        return batch.sizeBytes(row);
    }

    @Override
    public long allocatedBytes() {
        return batch.allocatedBytes(row);
    }

    @Override
    public long linkCount() {
        return batch.linkCount(row);
    }

    @Override
    public long modifiedNanos() {
        return batch.modifiedNanos(row);
    }

    @Override
    public long changedNanos() {
        return batch.changedNanos(row);
    }

    @Override
    public boolean isMountPoint() {
        return batch.isMountPoint(row);
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
