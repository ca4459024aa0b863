package aka.os.fake;

import aka.file.FileFacts.Owner;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.Clones;
import aka.os.Draft;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Metadata;
import aka.os.Support;
import aka.os.WriterGuard;

/** Metadata, clones, guards and durability of the fake. */
record FakeCompanions(FakeFileCalls calls) implements Metadata, Clones, WriterGuard, Durability {

    @Override
    public BodyMetadata of(Body body) throws FileCallException {
        return calls.call(new FakeCall("metadata", body.path()), call -> {
            FakeNode node = calls.body(body).node();
            return new BodyMetadata(
                    node.owner, node.accessed, node.modified, node.attributes, node.flags, node.projectId);
        });
    }

    @Override
    public void apply(BodyMetadata metadata, Draft draft) throws FileCallException {
        calls.act(new FakeCall("apply", draft.path()), call -> {
            FakeNode node = calls.body(draft).node();
            Owner owner = metadata.owner();
            node.owner = new Owner(owner.uid(), owner.gid(), owner.mode());
            node.attributes.clear();
            node.attributes.putAll(metadata.attributes());
            node.flags = metadata.flags();
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
    public Guard guard(Body body) throws FileCallException {
        return calls.call(new FakeCall("guard", body.path()), call -> {
            FakeNode node = calls.body(body).node();
            if (!node.volume.leases) {
                throw call.failed(FakeError.EINVAL);
            }
            if (node.writers > 0) {
                throw call.failed(FakeError.EAGAIN);
            }
            FakeGuard guard = new FakeGuard(calls, node);
            node.guards.add(guard);
            calls.opened(guard, "guard " + body.path());
            return guard;
        });
    }

    @Override
    public void force(Body body) throws FileCallException {
        calls.act(new FakeCall("force", body.path()), call -> calls.body(body).node().forced = true);
    }

    @Override
    public void force(Folder folder) throws FileCallException {
        calls.act(
                new FakeCall("force", folder.path()),
                call -> calls.folder(folder).node().forced = true);
    }

    @Override
    public void forceVolume(Folder folder) throws FileCallException {
        calls.act(
                new FakeCall("forceVolume", folder.path()),
                call -> calls.folder(folder).node().volume.nodes.forEach(node -> node.forced = true));
    }
}
