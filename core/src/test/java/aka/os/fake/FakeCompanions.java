package aka.os.fake;

import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Name;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.CancelToken;
import aka.os.Clones;
import aka.os.Draft;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Glimpse;
import aka.os.Metadata;
import aka.os.NameIndex;
import aka.os.Pinned;
import aka.os.Pins;
import aka.os.Support;
import aka.os.WriterGuard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Metadata, clones, guards and durability of the fake. */
record FakeCompanions(FakeFileCalls calls) implements Metadata, Clones, NameIndex, WriterGuard, Durability, Pins {

    /** {@code chattr +C}, as on Linux. */
    private static final int NOCOW = 0x00800000;

    @Override
    public Seen look(Body body) throws FileCallException {
        return calls.call(new FakeCall("metadata", body.path()), call -> {
            FakeNode node = calls.body(body).node();
            BodyMetadata metadata = new BodyMetadata(
                    Optional.of(node.owner),
                    node.accessed,
                    node.modified,
                    node.attributes,
                    node.flags,
                    node.treatments,
                    node.projectId);
            return new Seen(node.facts(calls.body(body).place.mount()), metadata);
        });
    }

    @Override
    public Optional<Seen> look(Glimpse glimpse) throws FileCallException {
        return Optional.of(look(((FakeGlimpse) glimpse).body()));
    }

    @Override
    public void prepare(BodyMetadata metadata, Draft draft) throws FileCallException {
        calls.act(new FakeCall("prepare", draft.path()), call -> {
            FakeNode node = calls.body(draft).node();
            node.flags = withEarly(node.flags, metadata.flags());
            node.metadataChanged();
        });
    }

    /** Returns the flags with those that count only while a file is empty as {@code early} has them. */
    private static OptionalInt withEarly(OptionalInt flags, OptionalInt early) {
        return OptionalInt.of(flags.orElse(0) & ~NOCOW | early.orElse(0) & NOCOW);
    }

    @Override
    public void apply(BodyMetadata metadata, Draft draft) throws FileCallException {
        calls.act(new FakeCall("apply", draft.path()), call -> {
            FakeNode node = calls.body(draft).node();
            node.owner = metadata.owner().orElse(node.owner);
            node.attributes.clear();
            node.attributes.putAll(metadata.attributes());
            OptionalInt flags = node.bytes.size() == 0 ? metadata.flags() : withEarly(metadata.flags(), node.flags);
            if (!flags.equals(metadata.flags())) {
                throw call.failed(FakeError.EPERM);
            }
            node.flags = flags;
            node.projectId = metadata.projectId();
            node.metadataChanged();
            node.accessed = metadata.accessed();
            node.modified = metadata.modified();
        });
    }

    @Override
    public Support areClones(Body one, Body other) throws FileCallException {
        return calls.call(new FakeCall("areClones", one.path(), other.path()), call -> {
            FakeNode first = calls.body(one).node();
            FakeNode second = calls.body(other).node();
            return FakeVolume.support(first.bytes.sharesAllWith(second.bytes));
        });
    }

    @Override
    public Shared share(Body kept, Body sharing, CancelToken cancel) throws FileCallException {
        return calls.call(new FakeCall("share", kept.path(), sharing.path()), call -> {
            FakeNode from = calls.body(kept).node();
            FakeNode to = calls.body(sharing).node();
            if (from.volume != to.volume) {
                throw call.failed(FakeError.EXDEV);
            }
            if (!from.volume.clones) {
                throw call.failed(FakeError.EOPNOTSUPP);
            }
            cancel.check();
            if (!from.bytes.sameAs(to.bytes)) {
                return Shared.DIFFERENT;
            }
            to.bytes.cloneFrom(from.bytes);
            return Shared.ALL;
        });
    }

    /** Those that were made last come first. */
    @Override
    public List<Name> names(Path path) throws FileCallException {
        return calls.call(new FakeCall("names", path), call -> {
            FakePlace found = calls.tree.find(path, false, call);
            List<Name> names = new ArrayList<>();
            collect(found.mount().root(), found.mount().point(), found.node(), names);
            return names.reversed();
        });
    }

    private static void collect(FakeNode folder, Path path, FakeNode wanted, List<Name> names) {
        folder.entries.forEach((leaf, node) -> {
            if (node == wanted) {
                names.add(new Name(path, leaf));
            }
            if (node.kind == Kind.FOLDER && node.volume == folder.volume) {
                collect(node, leaf.in(path), wanted, names);
            }
        });
    }

    @Override
    public Guard guard(Body body) throws FileCallException {
        return calls.call(new FakeCall("guard", body.path()), call -> {
            FakeNode node = calls.body(body).node();
            if (!node.volume.leases && !node.volume.blindLeases) {
                throw call.failed(FakeError.EINVAL);
            }
            if (!node.volume.shareModes && node.opens.hasWriters()) {
                throw call.failed(FakeError.EAGAIN);
            }
            FakeGuard guard = new FakeGuard(calls, node, call);
            node.guards.add(guard);
            calls.opened(guard, "guard " + Slashes.in(body.path().toString()));
            return guard;
        });
    }

    @Override
    public void force(Body body) throws FileCallException {
        calls.act(new FakeCall("force", body.path()), call -> {
            FakeNode node = calls.body(body).node();
            requireForcible(node, body instanceof Draft, call);
            node.volume.disk.force(node, node.volume.journalled);
        });
    }

    /** On Windows only who may write to a file may force it, or who may force all there is. */
    private static void requireForcible(FakeNode node, boolean draft, FakeCall call) throws FileCallException {
        if (node.volume.shareModes && !node.volume.flushedWhole && !draft) {
            if (node.isReadOnly()) {
                throw call.failed(FakeError.ACCESS_DENIED);
            }
            node.opens.requireShared(FakeAccess.WRITE, call);
        }
    }

    @Override
    public boolean coversBodies(Body body) {
        return calls.locked(() -> calls.body(body).node().volume.flushedWhole);
    }

    @Override
    public void forceVolume(Folder folder) throws FileCallException {
        calls.act(
                new FakeCall("forceVolume", folder.path()),
                call -> calls.folder(folder).node().volume.force());
    }

    @Override
    public Pinned look() throws FileCallException {
        return calls.call(new FakeCall("pins", Path.of("/")), call -> {
            Map<FileKey, String> bodies = new HashMap<>();
            Map<FileKey, String> folders = new HashMap<>();
            calls.pinned.forEach(
                    (node, reason) -> (node.kind == Kind.FOLDER ? folders : bodies).put(node.key(), reason));
            return new Pinned(bodies, folders);
        });
    }
}
