package aka.os.fake;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.VolumeId;
import aka.os.FileCallException;
import aka.os.Listing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A listing of the entries that the fake folder had when it began. */
final class FakeListing implements Listing {

    private final FakeFileCalls calls;
    private final FakeFolder folder;
    private final VolumeId folderVolume;
    private final boolean folderIds;
    private final Iterator<Map.Entry<Leaf, FakeNode>> entries;
    private @Nullable Leaf leaf;
    private Kind kind = Kind.UNKNOWN;
    private @Nullable FakePlace place;
    private @Nullable FileFacts facts;

    FakeListing(FakeFileCalls calls, FakeFolder folder) {
        this.calls = calls;
        this.folder = folder;
        this.folderVolume = folder.place.node().volume.id;
        this.folderIds = folder.place.node().volume.idsInListings;
        this.entries = List.copyOf(folder.node().entries.entrySet()).iterator();
        calls.opened(this, "listing " + Slashes.in(folder.path().toString()));
    }

    @Override
    public boolean next() throws FileCallException {
        return calls.call(new FakeCall("next", folder.path()), call -> {
            facts = null;
            place = null;
            kind = Kind.UNKNOWN;
            if (!entries.hasNext()) {
                leaf = null;
                return false;
            }
            Map.Entry<Leaf, FakeNode> entry = entries.next();
            leaf = entry.getKey();
            kind = folder.node().volume.kindsInListings ? entry.getValue().kind : Kind.UNKNOWN;
            return true;
        });
    }

    @Override
    public boolean readFacts() throws FileCallException {
        Path entry = leaf().in(folder.path());
        return calls.call(new FakeCall("readFacts", entry), call -> {
            if (!folder.node().entries.containsKey(leaf())) {
                return false;
            }
            FakePlace found = calls.tree.step(folder.place, leaf(), call);
            place = found;
            facts = found.node().facts(found.mount());
            kind = facts.kind();
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
    public VolumeId volume() {
        return place == null ? folderVolume : place.node().volume.id;
    }

    @Override
    public long fileHigh() {
        return 0;
    }

    @Override
    public long fileLow() {
        return place == null || !place.node().volume.keysKnown ? 0 : place.node().inode;
    }

    @Override
    public long sizeBytes() {
        return facts == null ? UNKNOWN : facts.sizeBytes();
    }

    @Override
    public long allocatedBytes() {
        return facts == null ? UNKNOWN : facts.allocatedBytes().orElse(UNKNOWN);
    }

    @Override
    public long linkCount() {
        return facts == null || facts.linkCount().isEmpty()
                ? UNKNOWN
                : facts.linkCount().getAsInt();
    }

    @Override
    public long modifiedNanos() {
        Optional<Instant> modified = Optional.ofNullable(facts).map(FileFacts::modified);
        return modified.map(time -> time.getEpochSecond() * 1_000_000_000 + time.getNano())
                .orElse(UNKNOWN);
    }

    @Override
    public long changedNanos() {
        Optional<Instant> changed = Optional.ofNullable(facts).flatMap(FileFacts::changed);
        return changed.map(time -> time.getEpochSecond() * 1_000_000_000 + time.getNano())
                .orElse(UNKNOWN);
    }

    @Override
    public boolean isMountPoint() {
        return place != null && place.mount().id() != folder.place.mount().id();
    }

    @Override
    public void close() {
        calls.closed(this);
    }
}
