package aka.os.fake;

import aka.os.fake.FakeFileCalls.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A program that opens a file for writing. A guard is disturbed by it, and gets the body that it found. Where files have share
 * modes it is kept out, and tries again, by the name, whenever it is asked whether it waits.
 */
final class FakeWriter implements Writer {

    private final FakeFileCalls calls;
    private final Supplier<@Nullable FakeNode> byName;
    private FakeNode node;
    private @Nullable FakeOpen open;

    /**
     * Opens {@code found}.
     *
     * @param byName what the name leads to by now, or null
     */
    FakeWriter(FakeFileCalls calls, FakeNode found, Supplier<@Nullable FakeNode> byName) {
        if (found.isReadOnly()) {
            throw new IllegalStateException("it is read-only");
        }
        this.calls = calls;
        this.byName = byName;
        this.node = found;
        node.disturb();
        tryOpen();
    }

    private boolean tryOpen() {
        FakeNode found = open == null && node.volume.shareModes ? byName.get() : node;
        if (open == null && found != null) {
            node = found;
            open = node.opens.tryOpen(Set.of(FakeAccess.WRITE), FakeOpen.ALL);
        }
        return open != null;
    }

    @Override
    public boolean waits() {
        return calls.locked(
                () -> node.volume.shareModes ? !tryOpen() : !node.guards.isEmpty() && !node.volume.blindLeases);
    }

    @Override
    public void append(String text) {
        calls.locked(this::tryOpen);
        write(calls.locked(node.bytes::size), text);
    }

    @Override
    public void write(long offset, String text) {
        calls.locked(() -> {
            if (!tryOpen()) {
                throw new IllegalStateException("another program lets nobody write to it");
            }
            node.bytes.write(offset, text.getBytes(StandardCharsets.UTF_8));
            node.bytesChanged();
            return this;
        });
    }

    @Override
    public void close() {
        calls.locked(() -> {
            if (open != null) {
                node.opens.close(open);
                open = null;
            }
            return this;
        });
    }
}
