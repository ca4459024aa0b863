package aka.os.fake;

import aka.file.FileFacts;
import aka.file.FileFacts.Owner;
import aka.file.FileFacts.Trait;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.RawPath;
import aka.file.RawText;
import aka.os.Body;
import aka.os.CallStatus;
import aka.os.Clones;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Metadata;
import aka.os.Support;
import aka.os.Volume;
import aka.os.WriterGuard;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A system in memory. Its paths are absolute, and never touch the disk. A test builds a tree,
 *
 * <pre>{@code
 * FakeFileCalls fake = new FakeFileCalls()
 *         .file("/a/b.txt", "bytes")
 *         .link("/a/c.txt", "/a/b.txt")
 *         .mount("/usb", "vfat", usb -> usb.links(false));
 * }</pre>
 *
 * <p>says what is to go wrong ({@link #script}), runs what it tests, asks what became of the tree ({@link #names}, {@link
 * #text}, {@link #linkCount}), and ends with {@link #checkNoOpenHandles}. Thread-safe: every call is one instant.
 */
public final class FakeFileCalls implements FileCalls {

    final FakeTree tree;
    private final InstantSource clock;
    private final Object lock = new Object();
    private final Script script = new Script();
    private final FakeVolume first;
    private final IdentityHashMap<Object, String> handles = new IdentityHashMap<>();
    private final FakeCompanions companions = new FakeCompanions(this);
    private long volumes;
    private boolean bare;

    /** A deed on the tree that gives something back. */
    interface Deed<T> {
        T run(FakeCall call) throws FileCallException;
    }

    /** A deed on the tree. */
    interface Act {
        void run(FakeCall call) throws FileCallException;
    }

    /** A program that has a body open for writing. */
    public interface Writer extends AutoCloseable {
        void write(long offset, String text);

        @Override
        void close();
    }

    /** Makes an empty tree in which it is always the first of January 2026. */
    public FakeFileCalls() {
        this(() -> Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** Makes an empty tree whose times come from {@code clock}. */
    public FakeFileCalls(InstantSource clock) {
        this.clock = clock;
        this.first = newVolume("fake");
        this.tree = new FakeTree(first);
    }

    private FakeVolume newVolume(String fileSystem) {
        volumes++;
        return new FakeVolume(fileSystem, volumes, clock);
    }

    // What a test builds. None of it counts as a call.

    /** Makes a file with these bytes (UTF-8), and the folders that lead to it. */
    public FakeFileCalls file(String path, String bytes) {
        return file(Path.of(path), bytes.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a file with these bytes at a path that need not be text, and the folders that lead to it. */
    public FakeFileCalls file(Path path, byte[] bytes) {
        return put(path, Kind.FILE, node -> node.bytes.write(0, bytes));
    }

    /** Makes a file that is all hole. */
    public FakeFileCalls sparse(String path, long sizeBytes) {
        return put(Path.of(path), Kind.FILE, node -> node.bytes.truncate(sizeBytes));
    }

    /** Makes a folder, and those that lead to it. */
    public FakeFileCalls folder(String path) {
        return locked(() -> {
            folderAt(Path.of(path));
            return this;
        });
    }

    /** Makes a symbolic link that says {@code target}. */
    public FakeFileCalls symlink(String path, String target) {
        return put(Path.of(path), Kind.SYMLINK, node -> node.target = RawText.bytes(target));
    }

    /** Makes a pipe, a socket or a device. */
    public FakeFileCalls other(String path) {
        return put(Path.of(path), Kind.OTHER, node -> {});
    }

    /** Makes {@code newName} another name of {@code existing}, whatever the limits say. */
    public FakeFileCalls link(String newName, String existing) {
        return locked(() -> {
            FakeNode node = node(existing);
            Path path = Path.of(newName);
            folderAt(parent(path)).put(Leaf.of(path), node);
            return this;
        });
    }

    /** Mounts a new volume on a folder, which is made. */
    public FakeFileCalls mount(String path, String fileSystem, Consumer<FakeVolume> settings) {
        return locked(() -> {
            FakeVolume volume = newVolume(fileSystem);
            settings.accept(volume);
            return cover(path, volume.root);
        });
    }

    /** Mounts a folder that is there on another, which is made (a bind mount). */
    public FakeFileCalls bind(String path, String existing) {
        return locked(() -> cover(path, node(existing)));
    }

    private FakeFileCalls cover(String path, FakeNode root) {
        Path point = Path.of(path);
        folderAt(point);
        tree.mount(root, point, place(point));
        return this;
    }

    /** Sets what the volume at {@code path} can do. */
    public FakeFileCalls set(String path, Consumer<FakeVolume> settings) {
        return locked(() -> {
            settings.accept(node(path).volume);
            return this;
        });
    }

    public FakeFileCalls owner(String path, int uid, int gid, int mode) {
        return change(path, node -> node.owner = new Owner(uid, gid, mode));
    }

    public FakeFileCalls attribute(String path, String name, String value) {
        return change(path, node -> node.attributes.put(name, value.getBytes(StandardCharsets.UTF_8)));
    }

    public FakeFileCalls trait(String path, Trait trait) {
        return change(path, node -> node.traits.add(trait));
    }

    public FakeFileCalls modified(String path, Instant time) {
        return change(path, node -> node.modified = time);
    }

    /** Leaves out metadata, clones, guards and durability, as the portable route does. */
    public FakeFileCalls withoutCompanions() {
        bare = true;
        return this;
    }

    private FakeFileCalls put(Path at, Kind kind, Consumer<FakeNode> fill) {
        return locked(() -> {
            FakeNode folder = folderAt(parent(at));
            FakeNode made = folder.volume.node(kind, clock);
            fill.accept(made);
            folder.put(Leaf.of(at), made);
            return this;
        });
    }

    private FakeFileCalls change(String path, Consumer<FakeNode> change) {
        return locked(() -> {
            FakeNode node = node(path);
            change.accept(node);
            node.metadataChanged();
            return this;
        });
    }

    private FakeNode folderAt(Path path) {
        Path at = Path.of("/");
        for (Path part : path) {
            FakeNode in = place(at).node();
            at = at.resolve(part);
            if (!in.entries.containsKey(Leaf.of(part))) {
                in.put(Leaf.of(part), in.volume.node(Kind.FOLDER, clock));
            }
        }
        return place(path).node();
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("the root is there already");
        }
        return parent;
    }

    // What another program does.

    /** Opens a body for writing, which disturbs every guard on it. */
    public Writer openForWriting(String path) {
        return locked(() -> {
            FakeNode node = node(path);
            node.guards.forEach(FakeGuard::disturb);
            node.writers++;
            return new Writer() {
                @Override
                public void write(long offset, String text) {
                    locked(() -> {
                        node.bytes.write(offset, text.getBytes(StandardCharsets.UTF_8));
                        node.bytesChanged();
                        return this;
                    });
                }

                @Override
                public void close() {
                    locked(() -> node.writers--);
                }
            };
        });
    }

    /** Puts {@code text} over the bytes at {@code offset}, as another program that opens, writes and closes. */
    public FakeFileCalls write(String path, long offset, String text) {
        try (Writer writer = openForWriting(path)) {
            writer.write(offset, text);
        }
        return this;
    }

    /** Removes a name, or a folder with all that is in it, as another program. */
    public FakeFileCalls remove(String path) {
        return locked(() -> {
            Path at = Path.of(path);
            place(parent(at)).node().remove(Leaf.of(at));
            return this;
        });
    }

    /** Takes the advisory lock of a body as another process. */
    public FakeFileCalls lock(String path) {
        return locked(() -> {
            node(path).locker = script;
            return this;
        });
    }

    /** Returns what happens around the calls: faults, delays, other actors, the order. */
    public Script script() {
        return script;
    }

    // What a test asks.

    /** Returns whether there is such a name, its last part not followed. */
    public boolean exists(String path) {
        return locked(() -> {
            try {
                tree.find(Path.of(path), false, new FakeCall("find", Path.of(path)));
                return true;
            } catch (FileCallException missing) {
                return false;
            }
        });
    }

    /** Returns the bytes of a file as text. */
    public String text(String path) {
        return locked(() -> new String(node(path).bytes.all(), StandardCharsets.UTF_8));
    }

    public int linkCount(String path) {
        return locked(() -> node(path).linkCount());
    }

    /** Returns whether two names have one body. */
    public boolean oneBody(String one, String other) {
        return locked(() -> node(one) == node(other));
    }

    /** Returns whether nothing about the body, or the folder's names, has changed since it was forced to the disk. */
    public boolean isForced(String path) {
        return locked(() -> node(path).forced);
    }

    /** Returns what {@code df} would call used on the volume at {@code path}. */
    public long usedBytes(String path) {
        return locked(() -> node(path).volume.usedBytes());
    }

    /** Returns every name in the tree that is no folder, in order: to see that no litter is left. */
    public List<String> names() {
        return locked(() -> {
            List<String> names = new ArrayList<>();
            collect(Path.of("/"), names);
            return names;
        });
    }

    private void collect(Path folder, List<String> names) {
        place(folder).node().entries.forEach((leaf, node) -> {
            if (node.kind == Kind.FOLDER) {
                collect(leaf.in(folder), names);
            } else {
                names.add(RawText.of(RawPath.bytes(leaf.in(folder))));
            }
        });
    }

    /** Returns what is open and how it was opened. */
    public List<String> openHandles() {
        return locked(() -> List.copyOf(handles.values()));
    }

    /** Fails unless every folder, listing, body and guard was closed. */
    public void checkNoOpenHandles() {
        List<String> open = openHandles();
        if (!open.isEmpty()) {
            throw new AssertionError("still open: " + open);
        }
    }

    private FakePlace place(Path path) {
        try {
            return tree.find(path, false, new FakeCall("find", path));
        } catch (FileCallException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private FakeNode node(String path) {
        return place(Path.of(path)).node();
    }

    // What its parts use.

    <T> T call(FakeCall call, Deed<T> deed) throws FileCallException {
        script.before(call);
        synchronized (lock) {
            return deed.run(call);
        }
    }

    void act(FakeCall call, Act act) throws FileCallException {
        script.before(call);
        synchronized (lock) {
            act.run(call);
        }
    }

    <T> T locked(Supplier<T> deed) {
        synchronized (lock) {
            return deed.get();
        }
    }

    FakeNode node(FakeVolume volume, Kind kind) {
        return volume.node(kind, clock);
    }

    void opened(Object handle, String how) {
        handles.put(handle, how);
    }

    void closed(Object handle) {
        locked(() -> handles.remove(handle));
    }

    FakeBody body(Body body) {
        return (FakeBody) body;
    }

    FakeFolder folder(Folder folder) {
        return (FakeFolder) folder;
    }

    // The contract.

    @Override
    public String route() {
        return "fake";
    }

    @Override
    public List<CallStatus> callStatuses() {
        return List.of(new CallStatus("memory", true, ""));
    }

    @Override
    public FileFacts facts(Path path) throws FileCallException {
        return call(new FakeCall("facts", path), call -> {
            FakePlace found = tree.find(path, false, call);
            return found.node().facts(found.mount());
        });
    }

    @Override
    public Folder openFolder(Path path) throws FileCallException {
        return call(new FakeCall("openFolder", path), call -> {
            FakePlace found = tree.find(path, true, call);
            if (found.node().kind != Kind.FOLDER) {
                throw call.failed(FakeError.ENOTDIR);
            }
            return new FakeFolder(this, found, path);
        });
    }

    @Override
    public Path linkTarget(Path path) throws FileCallException {
        return call(new FakeCall("linkTarget", path), call -> {
            FakeNode node = tree.find(path, false, call).node();
            if (node.kind != Kind.SYMLINK) {
                throw call.failed(FakeError.EINVAL);
            }
            return RawPath.path(node.target);
        });
    }

    /** The user of the fake may do everything, as root may. */
    @Override
    public Support mayAddNames(Path path) {
        return Support.YES;
    }

    @Override
    public Support mayLink(Path path) {
        return Support.YES;
    }

    @Override
    public Volume volume(Path path) throws FileCallException {
        return call(new FakeCall("volume", path), call -> {
            FakePlace found = tree.find(path, false, call);
            FakeVolume volume = found.node().volume;
            return new Volume(
                    volume.id,
                    volume.fileSystem,
                    Optional.of(found.mount().point()),
                    OptionalLong.of(found.mount().id()),
                    volume.readOnly,
                    volume.maxLinks,
                    FakeVolume.support(volume.links),
                    FakeVolume.support(volume.leases),
                    FakeVolume.support(volume.exchange),
                    FakeVolume.support(volume.clones),
                    Support.YES,
                    false);
        });
    }

    @Override
    public Optional<Metadata> metadata() {
        return bare ? Optional.empty() : Optional.of(companions);
    }

    @Override
    public Optional<Clones> clones() {
        return bare ? Optional.empty() : Optional.of(companions);
    }

    @Override
    public Optional<WriterGuard> writerGuard() {
        return bare ? Optional.empty() : Optional.of(companions);
    }

    @Override
    public Optional<Durability> durability() {
        return bare ? Optional.empty() : Optional.of(companions);
    }

    @Override
    public void close() {
        checkNoOpenHandles();
    }
}
