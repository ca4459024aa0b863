package aka.os.fake;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.file.Leaf;
import aka.os.EntryFacts;
import aka.os.FileCallException;
import aka.os.Listing;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** A listing of the entries that the fake folder had when it began. */
final class FakeListing implements Listing {

    private static final int MOST_PASSED_OVER = 3;

    private final FakeFileCalls calls;
    private final FakeFolder folder;
    private final boolean folderIds;
    private final Iterator<Map.Entry<Leaf, FakeNode>> entries;
    private @Nullable LongPredicate others;
    private long passedOver;
    private @Nullable Leaf leaf;
    private Kind kind = Kind.UNKNOWN;

    FakeListing(FakeFileCalls calls, FakeFolder folder) {
        this.calls = calls;
        this.folder = folder;
        this.folderIds = folder.place.node().volume.idsInListings;
        this.entries = List.copyOf(folder.node().entries.entrySet()).iterator();
        calls.opened(this, "listing " + Slashes.in(folder.path().toString()));
    }

    @Override
    public boolean next() throws FileCallException {
        return calls.call(new FakeCall("next", folder.path()), call -> {
            kind = Kind.UNKNOWN;
            leaf = null;
            for (int inARow = 0; entries.hasNext(); inARow++) {
                Map.Entry<Leaf, FakeNode> entry = entries.next();
                leaf = entry.getKey();
                kind = folder.node().volume.kindsInListings ? entry.getValue().kind : Kind.UNKNOWN;
                if (inARow == MOST_PASSED_OVER || !isPassedOver(call)) {
                    return true;
                }
                passedOver++;
                leaf = null;
            }
            return false;
        });
    }

    private boolean isPassedOver(FakeCall call) throws FileCallException {
        if (others == null || kind != Kind.FILE || leaf().bytes()[0] == '.' || others.test(listedId())) {
            return false;
        }
        FakePlace found = calls.tree.step(folder.place, leaf(), call);
        FileFacts facts = found.node().facts(found.mount());
        return facts.linkCount().orElse(0) == 1
                && found.node().volume.keysKnown
                && found.mount().id() == folder.place.mount().id();
    }

    @Override
    public void passOverSingles(LongPredicate others) {
        this.others = others;
    }

    @Override
    public long passedOver() {
        return passedOver;
    }

    @Override
    public boolean readFacts(EntryFacts into) throws FileCallException {
        Path entry = leaf().in(folder.path());
        return calls.call(new FakeCall("readFacts", entry), call -> {
            if (!folder.node().entries.containsKey(leaf())) {
                return false;
            }
            FakePlace found = calls.tree.step(folder.place, leaf(), call);
            FileFacts facts = found.node().facts(found.mount());
            into.entry(facts.kind(), found.mount().id() != folder.place.mount().id());
            FakeVolume volume = found.node().volume;
            into.identity(volume.id, 0, volume.keysKnown ? found.node().inode : 0);
            into.content(facts.sizeBytes(), facts.allocatedBytes().orElse(UNKNOWN), Listing.nanos(facts.modified()));
            into.names(
                    facts.linkCount().isPresent() ? facts.linkCount().getAsInt() : UNKNOWN,
                    facts.changed().map(Listing::nanos).orElse(UNKNOWN));
            return true;
        });
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public long listedId() {
        FakeNode listed = folder.node().entries.get(leaf());
        return listed == null || !folderIds ? UNKNOWN : listed.inode;
    }

    @Override
    public int leafLength() {
        return leaf().length();
    }

    @Override
    public void copyLeaf(byte[] into, int at) {
        System.arraycopy(leaf().bytes(), 0, into, at, leafLength());
    }

    @Override
    public Leaf leaf() {
        return Objects.requireNonNull(leaf, "the cursor stands on no entry");
    }

    @Override
    public void close() {
        calls.closed(this);
    }
}
