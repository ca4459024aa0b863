package aka.os.fake;

import aka.file.FileFacts;
import aka.file.FileFacts.Owner;
import aka.file.FileFacts.Trait;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.RawPath;
import aka.file.RawText;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.BodyMetadata.Treatment;
import aka.os.CallStatus;
import aka.os.Clones;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Host;
import aka.os.Metadata;
import aka.os.NameIndex;
import aka.os.Pins;
import aka.os.Support;
import aka.os.UserSettings;
import aka.os.Volume;
import aka.os.WriterGuard;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    final Map<FakeNode, String> pinned = new LinkedHashMap<>();
    private final InstantSource clock;
    private final Object lock = new Object();
    private final Script script = new Script();
    private final IdentityHashMap<Object, String> handles = new IdentityHashMap<>();
    private final FakeCompanions companions = new FakeCompanions(this);
    private final List<FakeVolume> volumes = new ArrayList<>();
    private final String origin;

    /** Whether a call was made: what was built before is on the disk. */
    private boolean started;

    private boolean bare;
    private boolean indexed;
    private boolean waiting;
    private final List<String> fetched = new CopyOnWriteArrayList<>();
    private @Nullable Predicate<String> cold;
    private long blocksRead;
    private int concurrency = 1;
    private int user = 1000;
    private Host host = new Host("fake", "first boot");

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

        /** Returns whether a real one would still wait, or try in vain: as long as somebody guards the body. */
        boolean waits();

        void write(long offset, String text);

        /** Writes at the end. */
        void append(String text);

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
        this.origin = "as it was built";
        this.tree = new FakeTree(newVolume("fake"));
    }

    /** Makes a system of what was copied of another. */
    private FakeFileCalls(FakeFileCalls other, FakeCopy copy, Host host, String origin) {
        this.clock = other.clock;
        this.origin = origin;
        other.volumes.forEach(volume -> volumes.add(copy.volume(volume)));
        copy.fill();
        this.tree = other.tree.copy(copy);
        this.bare = other.bare;
        this.indexed = other.indexed;
        this.user = other.user;
        this.host = host;
        other.pinned.forEach((node, reason) -> {
            FakeNode reached = copy.reached(node);
            if (reached != null) {
                pinned.put(reached, reason);
            }
        });
    }

    private FakeVolume newVolume(String fileSystem) {
        FakeVolume made = new FakeVolume(fileSystem, volumes.size() + 1L, clock);
        volumes.add(made);
        return made;
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

    /** Makes a subvolume: another volume, reached through the same mount. */
    public FakeFileCalls subvolume(String path) {
        return locked(() -> {
            Path at = Path.of(path);
            folderAt(parent(at)).put(Leaf.of(at), newVolume("btrfs").root);
            return this;
        });
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

    public FakeFileCalls treatment(String path, Treatment treatment) {
        return change(path, node -> node.treatments.add(treatment));
    }

    public FakeFileCalls flags(String path, int flags) {
        return change(path, node -> node.flags = OptionalInt.of(flags));
    }

    /** Makes a file read-only, as Windows knows it: by an attribute of the body. */
    public FakeFileCalls readOnly(String path) {
        return change(path, node -> node.attributes.put(BodyMetadata.WINDOWS_ATTRIBUTES, new byte[] {1, 0, 0, 0}));
    }

    /** Sets when a body was made. */
    public FakeFileCalls born(String path, Instant time) {
        return change(path, node -> node.born = time);
    }

    /** Lets a body be said to have this many names, as after damage to a file system. */
    public FakeFileCalls miscount(String path, int links) {
        return change(path, node -> node.toldLinks = OptionalInt.of(links));
    }

    /** Pins a body to its names, or a folder's bodies to theirs, with the reason for people. */
    public FakeFileCalls pin(String path, String reason) {
        return locked(() -> {
            pinned.put(node(path), reason);
            return this;
        });
    }

    /** Says in whose name calls are made, which is user 1000 else, to whom all that is built belongs. */
    public FakeFileCalls user(int uid) {
        user = uid;
        return this;
    }

    /** Says which machine it is. */
    public FakeFileCalls host(Host machine) {
        host = machine;
        return this;
    }

    /** Leaves out metadata, clones, guards, durability and pins, as the portable route does. */
    public FakeFileCalls withoutCompanions() {
        bare = true;
        return this;
    }

    /** Lets the system tell all names of a file without a walk, as Windows does. */
    public FakeFileCalls withNameIndex() {
        indexed = true;
        return this;
    }

    /** Lets every call wait for the disk, as the system then tells. */
    public FakeFileCalls withWaits() {
        waiting = true;
        return this;
    }

    /** Lets {@code threads} threads get more done than one. */
    public FakeFileCalls withConcurrency(int threads) {
        concurrency = threads;
        return this;
    }

    /** Returns the files that were asked for to be brought into memory, in that order, and how many bytes of each. */
    public List<String> fetched() {
        return List.copyOf(fetched);
    }

    /** Counts blocks that are read for what is fetched: one for each path of which {@code notInMemory} is true. */
    public FakeFileCalls withBlocksCounted(Predicate<String> notInMemory) {
        cold = notInMemory;
        return this;
    }

    void fetched(Path path, long bytes) {
        String shown = Slashes.in(path.toString());
        fetched.add(shown + " " + bytes);
        blocksRead += cold != null && cold.test(shown) ? 1 : 0;
    }

    private FakeFileCalls put(Path at, Kind kind, Consumer<FakeNode> fill) {
        return locked(() -> {
            FakeNode folder = folderAt(parent(at));
            FakeNode made = folder.volume.node(kind, clock);
            fill.accept(made);
            made.bytesForced = false;
            folder.put(Leaf.of(at), made);
            if (!started) {
                made.forceBytes();
            }
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

    /** Opens a body for writing, which disturbs every guard on it, or waits where files have share modes. */
    public Writer openForWriting(String path) {
        return locked(() -> openForWriting(node(path), path));
    }

    private Writer openForWriting(FakeNode found, String path) {
        return new FakeWriter(this, found, () -> exists(path) ? node(path) : null);
    }

    /** Maps a body into memory for writing, and closes it; it is mapped until what is returned is closed. */
    public AutoCloseable mapForWriting(String path) {
        return locked(() -> {
            FakeOpens opens = node(path).opens;
            opens.writableViews++;
            return () -> locked(() -> opens.writableViews--);
        });
    }

    /**
     * Opens a body as a program does that lets others do no more than {@code lets}. Where files have no share modes, nothing is
     * kept from anyone.
     */
    public AutoCloseable openSharing(String path, FakeAccess may, FakeAccess... lets) {
        return locked(() -> {
            FakeOpens opens = node(path).opens;
            boolean mayNot = may == FakeAccess.WRITE && node(path).isReadOnly();
            FakeOpen opened = mayNot ? null : opens.tryOpen(Set.of(may), Set.of(lets));
            if (opened == null) {
                throw new IllegalStateException("another program does not let it be opened so: " + path);
            }
            return () -> locked(() -> {
                opens.close(opened);
                return this;
            });
        });
    }

    /** A program that has found the body behind a name, and has not yet opened it: what the name leads to later is nothing to it. */
    public interface LateWriter {
        /** Opens the body for writing, which disturbs every guard on it then. */
        Writer open();
    }

    /** Finds a body for a writer that is held up before it opens it. */
    public LateWriter lateWriter(String path) {
        return locked(() -> {
            FakeNode node = node(path);
            return () -> locked(() -> new FakeWriter(this, node, () -> node));
        });
    }

    /** Cuts a body to a length without any guard seeing it, as an open with {@code O_RDONLY|O_TRUNC} does; times move. */
    public FakeFileCalls truncateUnseen(String path, long sizeBytes) {
        return locked(() -> {
            FakeNode node = node(path);
            node.bytes.truncate(sizeBytes);
            node.bytesChanged();
            return this;
        });
    }

    /** Puts {@code text} over bytes through a mapping made earlier: no guard sees it, and no time moves. */
    public FakeFileCalls storeMapped(String path, long offset, String text) {
        return locked(() -> {
            FakeNode node = node(path);
            node.bytes.write(offset, text.getBytes(StandardCharsets.UTF_8));
            node.bytesForced = false;
            return this;
        });
    }

    /** Lets the body be gone, and another have its name and its file id. */
    public FakeFileCalls reborn(String path, String bytes, Instant born) {
        return locked(() -> {
            FakeNode old = node(path);
            Path at = Path.of(path);
            FakeNode made = old.volume.node(old.inode, Kind.FILE, clock);
            made.bytes.write(0, bytes.getBytes(StandardCharsets.UTF_8));
            made.born = born;
            made.bytesChanged();
            FakeNode folder = place(parent(at)).node();
            folder.remove(Leaf.of(at));
            folder.put(Leaf.of(at), made);
            return this;
        });
    }

    /** Puts {@code text} over the bytes at {@code offset}, as another program that opens, writes and closes. */
    public FakeFileCalls write(String path, long offset, String text) {
        try (Writer writer = openForWriting(path)) {
            writer.write(offset, text);
        }
        return this;
    }

    /**
     * Puts {@code text} over the first bytes as a program that finds the body by its name now, and waits until nobody guards
     * it, as one does whose open breaks a lease.
     */
    public FakeFileCalls writeOnceUnguarded(String path, String text) {
        return locked(() -> {
            writeOnceUnguarded(node(path), path, text.getBytes(StandardCharsets.UTF_8));
            return this;
        });
    }

    private void writeOnceUnguarded(FakeNode node, String path, byte[] bytes) {
        node.disturb();
        node.whenUnguarded(() -> {
            // Who is kept out by a share mode has not opened anything: he comes again by the name.
            FakeNode found = node.volume.shareModes ? node(path) : node;
            if (!found.guards.isEmpty()) {
                writeOnceUnguarded(found, path, bytes);
                return;
            }
            found.bytes.write(0, bytes);
            found.bytesChanged();
        });
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

    /** Returns whether a file has the attribute of Windows that keeps it from being written. */
    public boolean isReadOnly(String path) {
        return locked(() -> node(path).isReadOnly());
    }

    /** Returns whether two names have one body. */
    public boolean oneBody(String one, String other) {
        return locked(() -> node(one) == node(other));
    }

    /** Returns whether all that was done to the body, or to the folder's names, is on the disk. */
    public boolean isForced(String path) {
        return locked(() -> node(path).volume.disk.isForced(node(path)));
    }

    /** Lets all that was done so far reach the disk. */
    public FakeFileCalls settle() {
        return locked(() -> {
            volumes.forEach(FakeVolume::force);
            return this;
        });
    }

    /**
     * Returns the systems that may be found if the power goes now, or went when the run was cut off ({@link
     * Script#cutBefore}). What was built before the first call is on the disk; bytes that another program wrote, by {@link
     * #write} and the like, are not, until they are forced.
     */
    public PowerCuts cuts() {
        return locked(() -> new PowerCuts(List.copyOf(volumes), parts -> locked(() -> cut(parts))));
    }

    private FakeFileCalls cut(List<FakeCut> parts) {
        IdentityHashMap<FakeNode, FakeImage> images = new IdentityHashMap<>();
        parts.forEach(part -> part.images().forEach(images::put));
        FakeCopy copy = new FakeCopy(clock, node -> Objects.requireNonNull(images.get(node)));
        return new FakeFileCalls(this, copy, new Host(host.machine(), "after a power cut"), "after a cut: " + parts);
    }

    /** Returns the system as the next process finds it after this one was killed: all that was done, nothing open. */
    public FakeFileCalls killed() {
        return locked(() -> {
            FakeCopy copy = new FakeCopy(clock, FakeImage::ofAll);
            FakeFileCalls next = new FakeFileCalls(this, copy, host, "after a kill");
            copy.keepPending();
            next.started = true;
            return next;
        });
    }

    /** Returns what the system was made of. */
    @Override
    public String toString() {
        return origin;
    }

    /** Returns whether the bytes of a body are on the disk, as they are now. */
    public boolean isForcedBytes(String path) {
        return locked(() -> node(path).bytesForced);
    }

    /** Returns what {@code df} would call used on the volume at {@code path}. */
    public long usedBytes(String path) {
        return locked(() -> node(path).volume.usedBytes());
    }

    /** Returns every name in the tree that is no folder, in order: to see that no litter is left. */
    public List<String> names() {
        return locked(() -> {
            List<String> names = new ArrayList<>();
            collect(Path.of("/"), names, false);
            return names;
        });
    }

    /** Returns every name in the tree, those of folders too. */
    public List<String> allNames() {
        return locked(() -> {
            List<String> names = new ArrayList<>();
            collect(Path.of("/"), names, true);
            return names;
        });
    }

    private void collect(Path folder, List<String> names, boolean folders) {
        place(folder).node().entries.forEach((leaf, node) -> {
            if (node.kind != Kind.FOLDER || folders) {
                names.add(Slashes.in(leaf.in(folder)));
            }
            if (node.kind == Kind.FOLDER) {
                collect(leaf.in(folder), names, folders);
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
            started = true;
            try {
                return deed.run(call);
            } finally {
                endChange(call.toString());
            }
        }
    }

    void act(FakeCall call, Act act) throws FileCallException {
        int number = script.before(call);
        synchronized (lock) {
            started = true;
            try {
                act.run(call);
            } finally {
                endChange(call.toString());
            }
        }
        script.after(number, call);
    }

    <T> T locked(Supplier<T> deed) {
        synchronized (lock) {
            try {
                return deed.get();
            } finally {
                endChange("another's deed");
            }
        }
    }

    private void endChange(String what) {
        for (FakeVolume volume : volumes) {
            volume.disk.endChange(what);
            if (!started) {
                volume.disk.forceNames();
            }
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
                    FakeVolume.support(volume.leases && !volume.blindLeases),
                    volume.exchangeKnown ? FakeVolume.support(volume.exchange) : Support.UNKNOWN,
                    FakeVolume.support(volume.clones),
                    Support.YES,
                    false);
        });
    }

    @Override
    public OptionalInt userId() {
        return OptionalInt.of(user);
    }

    @Override
    public OptionalLong maxOpenFiles() {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong blocksRead() {
        return cold == null ? OptionalLong.empty() : OptionalLong.of(blocksRead);
    }

    @Override
    public OptionalLong waits() {
        return waiting ? OptionalLong.of(script.count()) : OptionalLong.empty();
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public Host host() {
        return host;
    }

    @Override
    public Optional<Pins> pins() {
        return bare ? Optional.empty() : Optional.of(companions);
    }

    @Override
    public List<Path> mountPoints() {
        return locked(tree::points);
    }

    @Override
    public OptionalLong usableBytes(Path path) {
        return locked(() -> {
            try {
                return tree.find(path, true, new FakeCall("usableBytes", path))
                        .node()
                        .volume
                        .usableBytes();
            } catch (FileCallException missing) {
                return OptionalLong.empty();
            }
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
    public Optional<NameIndex> nameIndex() {
        return indexed ? Optional.of(companions) : Optional.empty();
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
    public Optional<UserSettings> userSettings() {
        return Optional.empty();
    }

    @Override
    public void close() {
        checkNoOpenHandles();
    }
}
