package aka.os.fake;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.VolumeId;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.Glimpse;
import aka.os.Listing;
import aka.os.Stamp;
import java.nio.ByteBuffer;

/** A body that is looked at once its bytes were read. */
record FakeGlimpse(Body body) implements Glimpse {

    @Override
    public int read(ByteBuffer into, long offset) throws FileCallException {
        return body.read(into, offset);
    }

    @Override
    public boolean look(Stamp now) throws FileCallException {
        FileFacts facts = body.facts();
        FileKey key = facts.key().orElse(new FileKey(new VolumeId(0, 0, false), 0, 0));
        now.fill(
                key.volume(),
                key.fileHigh(),
                key.fileLow(),
                facts.sizeBytes(),
                Listing.nanos(facts.modified()),
                facts.changed().map(Listing::nanos).orElse(Listing.UNKNOWN));
        return true;
    }

    @Override
    public void close() {
        body.close();
    }
}
