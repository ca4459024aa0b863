package aka.os.fake;

import aka.os.WriterGuard;

/** A guard on a fake body; a writer that opens it disturbs it, and does not wait. */
final class FakeGuard implements WriterGuard.Guard {

    private final FakeFileCalls calls;
    private final FakeNode node;
    private boolean undisturbed = true;

    FakeGuard(FakeFileCalls calls, FakeNode node) {
        this.calls = calls;
        this.node = node;
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
            node.unguarded();
            return removed;
        });
        calls.closed(this);
    }
}
