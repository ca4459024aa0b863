package aka.os.fake;

import aka.file.FileFacts;
import aka.file.FileFacts.Owner;
import aka.file.FileFacts.Trait;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.RawPath;
import aka.os.Body;
import aka.os.Draft;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Glimpse;
import aka.os.Listing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An opened folder of the fake. It stays that folder whatever becomes of its name. */
final class FakeFolder implements Folder {

    final FakePlace place;
    private final FakeFileCalls calls;
    private final Path path;
    private boolean open = true;

    FakeFolder(FakeFileCalls calls, FakePlace place, Path path) {
        this.calls = calls;
        this.place = place;
        this.path = path;
        calls.opened(this, "folder " + Slashes.in(path.toString()));
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
    public Optional<byte[]> accessList() throws FileCallException {
        return calls.call(
                new FakeCall("accessList", path),
                call -> Optional.ofNullable(node().attributes.get("system.posix_acl_access")));
    }

    @Override
    public FileFacts facts(Leaf leaf) throws FileCallException {
        return calls.call(new FakeCall("facts", leaf.in(path)), call -> {
            FakePlace found = entry(leaf, call);
            return found.node().facts(found.mount());
        });
    }

    private FakePlace entry(Leaf leaf, FakeCall call) throws FileCallException {
        node();
        return calls.tree.step(place, leaf, call);
    }

    @Override
    public Listing list() throws FileCallException {
        return calls.call(new FakeCall("list", path), call -> new FakeListing(calls, this));
    }

    @Override
    public Folder openFolder(byte[] below, boolean crossMounts) throws FileCallException {
        Path end = below(below);
        return calls.call(new FakeCall("openFolder", end), call -> {
            node();
            return new FakeFolder(calls, calls.tree.descend(place, FakeTree.leaves(below), crossMounts, call), end);
        });
    }

    @Override
    public Body openBody(byte[] below) throws FileCallException {
        Path end = below(below);
        return calls.call(new FakeCall("openBody", end), call -> {
            List<Leaf> leaves = FakeTree.leaves(below);
            node();
            FakePlace in = calls.tree.descend(place, leaves.subList(0, leaves.size() - 1), true, call);
            FakePlace found = calls.tree.step(in, leaves.getLast(), call);
            requireFile(found.node().kind, call);
            return new FakeBody(calls, found, end, call, FakeAccess.READ);
        });
    }

    @Override
    public Optional<Glimpse> glimpse(byte[] below) throws FileCallException {
        return Optional.of(new FakeGlimpse(openSeenBody(below)));
    }

    /** Only whether it was asked for: what is in memory is the same here. */
    @Override
    public boolean fetch(byte[] below, long bytes) {
        calls.fetched(below(below), bytes);
        return true;
    }

    private Path below(byte[] below) {
        return path.resolve(RawPath.path(below));
    }

    private static void requireFile(Kind kind, FakeCall call) throws FileCallException {
        switch (kind) {
            case FILE -> {}
            case FOLDER -> throw call.failed(FakeError.EISDIR);
            case SYMLINK, JUNCTION -> throw call.failed(FakeError.IS_LINK);
            case OTHER, UNKNOWN -> throw call.failed(FakeError.NOT_A_FILE);
        }
    }

    @Override
    public Body hold(Leaf leaf) throws FileCallException {
        return calls.call(
                new FakeCall("hold", leaf.in(path)),
                call -> new FakeBody(calls, entry(leaf, call), leaf.in(path), call));
    }

    @Override
    public void link(Body existing, Leaf newName) throws FileCallException {
        calls.act(new FakeCall("link", existing.path(), newName.in(path)), call -> {
            FakePlace body = calls.body(existing).place;
            requireLinkable(body, existing instanceof FakeDraft, call);
            requireFree(newName, call);
            node().put(newName, body.node());
        });
    }

    private void requireLinkable(FakePlace body, boolean draft, FakeCall call) throws FileCallException {
        FakeNode node = body.node();
        requireFile(node.kind, call);
        if (node.volume != node().volume) {
            throw call.failed(FakeError.EXDEV);
        }
        if (body.mount().id() != place.mount().id()) {
            throw call.failed(FakeError.OTHER_MOUNT);
        }
        if (!node.volume.links) {
            throw call.failed(FakeError.NO_LINKS);
        }
        if (node.traits.contains(Trait.IMMUTABLE) || node.traits.contains(Trait.APPEND_ONLY)) {
            throw call.failed(FakeError.EPERM);
        }
        if (node.links == 0 && !draft) {
            throw call.failed(FakeError.ENOENT);
        }
        if (node.volume.maxLinks.isPresent() && node.links >= node.volume.maxLinks.getAsLong()) {
            throw call.failed(FakeError.EMLINK);
        }
    }

    /** Makes sure that an entry may be made here by this name. */
    void requireFree(Leaf leaf, FakeCall call) throws FileCallException {
        if (leaf.length() > node().volume.nameBytes) {
            throw call.failed(FakeError.ENAMETOOLONG);
        }
        if (node().entries.containsKey(leaf)) {
            throw call.failed(FakeError.EEXIST);
        }
        requireChangeable(call);
    }

    private void requireChangeable(FakeCall call) throws FileCallException {
        if (node().volume.readOnly) {
            throw call.failed(FakeError.EROFS);
        }
        if (node().traits.contains(Trait.IMMUTABLE)) {
            throw call.failed(FakeError.EPERM);
        }
    }

    /** Makes sure that the entry is there and may be taken from its name. */
    private FakeNode requireMovable(Leaf leaf, FakeCall call) throws FileCallException {
        FakeNode node = entry(leaf, call).node();
        requireChangeable(call);
        if (!node.traits.isEmpty()) {
            throw call.failed(FakeError.EPERM);
        }
        node.opens.requireShared(FakeAccess.DELETE, call);
        return node;
    }

    private FakeCall two(String name, Leaf one, Folder into, Leaf other) {
        return new FakeCall(name, one.in(path), other.in(into.path()));
    }

    /** Makes sure that an entry can move there: neither to another volume, nor through another mount. */
    private void requireOneMount(FakeFolder into, FakeCall call) throws FileCallException {
        if (node().volume != into.node().volume
                || place.mount().id() != into.place.mount().id()) {
            throw call.failed(FakeError.EXDEV);
        }
    }

    @Override
    public void rename(Leaf leaf, Folder into, Leaf newLeaf) throws FileCallException {
        FakeFolder to = calls.folder(into);
        calls.act(two("rename", leaf, into, newLeaf), call -> {
            requireOneMount(to, call);
            FakeNode node = requireMovable(leaf, call);
            if (takesFurtherNameAway(node, leaf, to, newLeaf)) {
                return;
            }
            to.requireFree(newLeaf, call);
            node().move(leaf, node, to.node(), newLeaf);
        });
    }

    /** On Windows a rename onto another name of the same body leaves that one; onto itself it changes nothing. */
    private boolean takesFurtherNameAway(FakeNode node, Leaf leaf, FakeFolder to, Leaf newLeaf) {
        boolean further = node.volume.shareModes && to.node().entries.get(newLeaf) == node;
        if (further && !(to.node() == node() && newLeaf.equals(leaf))) {
            node().remove(leaf);
        }
        return further;
    }

    @Override
    public void exchange(Leaf one, Folder into, Leaf other) throws FileCallException {
        FakeFolder to = calls.folder(into);
        calls.act(two("exchange", one, into, other), call -> {
            if (node().volume.shareModes) {
                throw call.failed(FakeError.EINVAL); // Windows has no such call, and so looks at nothing
            }
            requireOneMount(to, call);
            FakeNode first = requireMovable(one, call);
            FakeNode second = to.requireMovable(other, call);
            if (!node().volume.exchange) {
                throw call.failed(FakeError.EINVAL);
            }
            node().exchange(one, first, to.node(), other, second);
        });
    }

    @Override
    public void renameOver(Leaf leaf, Folder into, Leaf replaced) throws FileCallException {
        FakeFolder to = calls.folder(into);
        calls.act(two("renameOver", leaf, into, replaced), call -> {
            requireOneMount(to, call);
            FakeNode node = requireMovable(leaf, call);
            FakeNode gone = to.node().entries.get(replaced);
            if (gone == node) {
                takesFurtherNameAway(node, leaf, to, replaced);
                return;
            }
            if (gone == null) {
                to.requireFree(replaced, call);
            } else {
                to.requireMovable(replaced, call);
                requireNoFolder(gone, call);
                to.node().remove(replaced);
            }
            node().move(leaf, node, to.node(), replaced);
        });
    }

    private static void requireNoFolder(FakeNode node, FakeCall call) throws FileCallException {
        if (node.kind == Kind.FOLDER) {
            throw call.failed(FakeError.EISDIR);
        }
    }

    @Override
    public void setModified(Instant modified) throws FileCallException {
        calls.act(new FakeCall("setModified", path), call -> {
            requireChangeable(call);
            node().metadataChanged();
            node().modified = modified;
        });
    }

    @Override
    public void unlink(Leaf leaf) throws FileCallException {
        calls.act(new FakeCall("unlink", leaf.in(path)), call -> {
            requireNoFolder(requireMovable(leaf, call), call);
            node().remove(leaf);
        });
    }

    @Override
    public void removeFolder(Leaf leaf) throws FileCallException {
        calls.act(new FakeCall("removeFolder", leaf.in(path)), call -> {
            FakeNode removed = requireMovable(leaf, call);
            if (removed.kind != Kind.FOLDER) {
                throw call.failed(FakeError.ENOTDIR);
            }
            if (!removed.entries.isEmpty()) {
                throw call.failed(FakeError.ENOTEMPTY);
            }
            node().remove(leaf);
        });
    }

    @Override
    public void createFolder(Leaf leaf, boolean open) throws FileCallException {
        calls.act(new FakeCall("createFolder", leaf.in(path)), call -> {
            requireFree(leaf, call);
            FakeNode made = calls.node(node().volume, Kind.FOLDER);
            made.owner = new Owner(made.owner.uid(), made.owner.gid(), open ? 0755 : 0700);
            node().put(leaf, made);
        });
    }

    @Override
    public Draft draft(Leaf temporary) throws FileCallException {
        return calls.call(new FakeCall("draft", temporary.in(path)), call -> {
            requireChangeable(call);
            FakeNode made = calls.node(node().volume, Kind.FILE);
            made.owner = new Owner(made.owner.uid(), made.owner.gid(), 0600);
            if (!made.volume.namelessDrafts) {
                requireFree(temporary, call);
                node().put(temporary, made);
            }
            FakePlace at = new FakePlace(made, place.mount());
            return new FakeDraft(calls, at, this, temporary, call);
        });
    }

    @Override
    public void close() {
        calls.locked(() -> {
            open = false;
            return open;
        });
        calls.closed(this);
    }
}
