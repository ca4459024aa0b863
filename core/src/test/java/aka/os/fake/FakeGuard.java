package aka.os.fake;

import aka.os.FileCallException;
import aka.os.WriterGuard;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A guard on a fake body; a writer that opens it disturbs it, and does not wait, or is kept out by its share mode. */
final class FakeGuard implements WriterGuard.Guard {

    private final FakeFileCalls calls;
    private final FakeNode node;
    private final @Nullable FakeOpen opened;
    private boolean undisturbed = true;

    FakeGuard(FakeFileCalls calls, FakeNode node, FakeCall call) throws FileCallException {
        this.calls = calls;
        this.node = node;
        this.opened = node.volume.shareModes
                ? node.opens.open(
                        Set.of(FakeAccess.READ, FakeAccess.DELETE), Set.of(FakeAccess.READ, FakeAccess.DELETE), call)
                : null;
    }

    void disturb() {
        undisturbed = node.volume.blindLeases && undisturbed;
    }

    @Override
    public boolean undisturbed() {
        return calls.locked(() -> undisturbed);
    }

    @Override
    public void close() {
        calls.locked(() -> {
            boolean removed = node.guards.remove(this);
            if (removed && opened != null) {
                node.opens.close(opened);
            }
            node.unguarded();
            return removed;
        });
        calls.closed(this);
    }
}
