package aka.os.fake;

import aka.file.Leaf;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.Draft;
import aka.os.FileCallException;
import java.nio.ByteBuffer;
import java.util.Map;

/** A body in the making. */
final class FakeDraft extends FakeBody implements Draft {

    private final FakeFolder folder;
    private final Leaf temporary;
    private boolean published;

    FakeDraft(FakeFileCalls calls, FakePlace place, FakeFolder folder, Leaf temporary, FakeCall call)
            throws FileCallException {
        super(calls, place, temporary.in(folder.path()), call, access(place));
        this.folder = folder;
        this.temporary = temporary;
    }

    /** That it may be written keeps guards away only where it is open as others' files are. */
    private static FakeAccess[] access(FakePlace place) {
        return place.node().volume.shareModes ? FakeAccess.values() : new FakeAccess[] {FakeAccess.READ};
    }

    @Override
    public Copied copyFrom(Body existing, CancelToken cancel) throws FileCallException {
        return calls.call(new FakeCall("copyFrom", path(), existing.path()), call -> {
            FakeBytes from = calls.body(existing).node().bytes;
            FakeNode to = node();
            to.bytesChanged();
            boolean clone = to.volume.clones && calls.body(existing).node().volume == to.volume;
            if (clone) {
                to.bytes.cloneFrom(from);
            } else {
                copy(from, to, cancel, call);
            }
            return clone ? Copied.CLONED : Copied.COPIED;
        });
    }

    private static void copy(FakeBytes from, FakeNode to, CancelToken cancel, FakeCall call) throws FileCallException {
        to.bytes.truncate(0);
        for (Map.Entry<Long, byte[]> block : from.byNumber().entrySet()) {
            cancel.check();
            to.bytes.copyBlock(block);
            if (to.volume.isOverfull()) {
                throw call.failed(FakeError.ENOSPC);
            }
        }
        to.bytes.truncate(from.size());
    }

    @Override
    public void write(ByteBuffer bytes) throws FileCallException {
        calls.act(new FakeCall("write", path()), call -> {
            byte[] added = new byte[bytes.remaining()];
            bytes.get(added);
            FakeNode node = node();
            node.bytes.write(node.bytes.size(), added);
            node.bytesChanged();
        });
    }

    @Override
    public Leaf publish() throws FileCallException {
        return calls.call(new FakeCall("publish", path()), call -> {
            FakeNode node = node();
            if (node.links == 0) {
                folder.requireFree(temporary, call);
                folder.node().put(temporary, node);
            }
            published = true;
            return temporary;
        });
    }

    @Override
    void release() {
        super.release();
        FakeNode in = folder.place.node();
        if (!calls.script().isCut() && !published && in.entries.get(temporary) == place.node()) {
            in.remove(temporary);
        }
    }
}
