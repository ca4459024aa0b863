package aka.os.fake;

import aka.file.FileFacts;
import aka.os.Body;
import aka.os.FileCallException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/** An opened or held body of the fake. */
class FakeBody implements Body {

    final FakeFileCalls calls;
    final FakePlace place;
    private final Path path;
    private final boolean readable;
    private final FakeOpen opened;
    boolean open = true;

    /** Opens what {@code place} is: by others' leave, as far as it is to do what they may forbid. */
    FakeBody(FakeFileCalls calls, FakePlace place, Path path, FakeCall call, FakeAccess... access)
            throws FileCallException {
        this.calls = calls;
        this.place = place;
        this.path = path;
        this.readable = access.length > 0;
        this.opened = place.node().opens.open(Set.of(access), FakeOpen.ALL, call);
        place.node().handles++;
        calls.opened(this, (readable ? "body " : "held ") + Slashes.in(path.toString()));
    }

    FakeNode node() {
        if (!open) {
            throw new IllegalStateException("closed already: " + path);
        }
        return place.node();
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public FileFacts facts() throws FileCallException {
        return calls.call(new FakeCall("facts", path), call -> node().facts(place.mount()));
    }

    @Override
    public int read(ByteBuffer into, long offset) throws FileCallException {
        return calls.call(new FakeCall("read", path), call -> {
            if (!readable) {
                throw call.failed(FakeError.ONLY_HELD);
            }
            return node().bytes.read(into, offset);
        });
    }

    @Override
    public long dataFrom(long offset) {
        return calls.locked(() -> node().bytes.dataFrom(offset));
    }

    @Override
    public long holeFrom(long offset) {
        return calls.locked(() -> node().bytes.holeFrom(offset));
    }

    @Override
    public boolean tryLock() throws FileCallException {
        return calls.call(new FakeCall("tryLock", path), call -> {
            FakeNode node = node();
            if (!readable || node.locker != null && !node.locker.equals(this)) {
                return false;
            }
            node.locker = this;
            return true;
        });
    }

    @Override
    public void close() {
        calls.locked(() -> {
            if (open) {
                release();
                open = false;
            }
            return open;
        });
    }

    /** Gives up what the open body had; under the lock, and once. */
    void release() {
        FakeNode node = place.node();
        node.handles--;
        node.opens.close(opened);
        if (Objects.equals(node.locker, this)) {
            node.locker = null;
        }
        calls.closed(this);
    }
}
