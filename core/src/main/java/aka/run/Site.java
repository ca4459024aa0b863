package aka.run;

import aka.file.Leftover;
import aka.file.VolumeId;
import aka.journal.Journal;
import aka.journal.StepReason;
import aka.os.Clones;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Metadata;
import aka.os.Pinned;
import aka.os.Support;
import aka.os.Trouble;
import aka.os.WriterGuard;
import aka.plan.Barriers;
import aka.plan.Plan;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.plan.Root;
import aka.run.GuardedBody.Trust;
import aka.walk.RealPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a run works: its plan's roots, the folders and bodies that are open, its pools, and the calls that it needs. */
final class Site implements AutoCloseable {

    private final FileCalls calls;
    private final Plan plan;
    private final Journal journal;
    private final Warnings warnings;
    private final int user;
    private final Metadata metadata;
    private final Durability durability;
    private final PinnedPlaces pinned;
    private final Barriers barriers;
    private final HeldFolders folders;
    private final Scribe scribe;
    private final Lanes lanes;
    private final OpenBodies bodies;
    private final Map<Integer, OpenRoot> roots = new HashMap<>();
    private final Set<VolumeId> unguarded = new HashSet<>();
    private final Map<Integer, Path> realRoots = new HashMap<>();
    private final Map<Integer, NotPossible> closedRoots = new HashMap<>();
    private final Map<Integer, Optional<Pool>> pools = new HashMap<>();

    /**
     * @throws FileCallException {@link Trouble#UNSUPPORTED} where the system lacks a call that every run needs
     */
    Site(FileCalls calls, Plan plan, Journal journal, RunSettings settings, Warnings warnings)
            throws FileCallException {
        this.calls = calls;
        this.plan = plan;
        this.journal = journal;
        this.warnings = warnings;
        this.user = calls.userId().orElse(0);
        this.metadata = calls.metadata().orElseThrow(() -> lacks("the calls that read owner, mode and attributes"));
        this.durability = calls.durability().orElseThrow(() -> lacks("fsync and syncfs"));
        this.pinned = new PinnedPlaces(calls, look());
        this.barriers = new Barriers(calls);
        this.folders = new HeldFolders(warnings);
        this.scribe = new Scribe(journal, durability, settings.beside());
        this.lanes = new Lanes(settings.beside());
        this.bodies =
                new OpenBodies(metadata, calls.writerGuard().orElse(null), settings.minimumAge(), scribe::closeBody);
    }

    private Pinned look() throws FileCallException {
        return calls.pins().isPresent() ? calls.pins().get().look() : new Pinned(Map.of(), Map.of());
    }

    private FileCallException lacks(String what) {
        return new FileCallException(
                "run the plan",
                plan.roots().isEmpty() ? Path.of("") : plan.roots().getFirst().path(),
                null,
                Trouble.UNSUPPORTED,
                "",
                0,
                "the route '" + calls.route() + "' lacks " + what,
                "'aka doctor' tells which calls were found; the native route has them.");
    }

    FileCalls calls() {
        return calls;
    }

    Plan plan() {
        return plan;
    }

    /** Returns the user in whose name the run acts; 0, who may do everything, where there are no such numbers. */
    int user() {
        return user;
    }

    Metadata metadata() {
        return metadata;
    }

    Durability durability() {
        return durability;
    }

    /** Returns the calls that keep writers away; null where there are none. */
    @Nullable
    WriterGuard guards() {
        return calls.writerGuard().orElse(null);
    }

    Warnings warnings() {
        return warnings;
    }

    Scribe scribe() {
        return scribe;
    }

    Lanes lanes() {
        return lanes;
    }

    OpenBodies bodies() {
        return bodies;
    }

    Barriers barriers() {
        return barriers;
    }

    PinnedPlaces pinned() {
        return pinned;
    }

    /** Returns a root that was opened before. */
    OpenRoot root(int number) {
        OpenRoot root = roots.get(number);
        if (root == null) {
            throw new IllegalStateException("root " + number + " is not open");
        }
        return root;
    }

    /** Returns the root of a name, opened at its first use, as long as its volume can be trusted. */
    OpenRoot rootOf(PlannedName name) throws NotPossible, FileCallException {
        NotPossible closed = closedRoots.get(name.root());
        if (closed != null) {
            throw closed;
        }
        OpenRoot root = roots.get(name.root());
        if (root == null) {
            root = opened(name.root());
            roots.put(name.root(), root);
        }
        Optional<FileCallException> failure = root.failure();
        if (failure.isPresent()) {
            throw new NotPossible(StepReason.VOLUME_FAILED, failure.get());
        }
        return root;
    }

    private OpenRoot opened(int number) throws NotPossible, FileCallException {
        try {
            return OpenRoot.open(calls, plan.roots().get(number), number);
        } catch (FileCallException failed) {
            if (failed.trouble() == Trouble.TOO_MANY_OPEN) {
                // That passes when others are closed.
                throw failed;
            }
            NotPossible closed = NotPossible.of(failed);
            closedRoots.put(number, closed);
            throw closed;
        } catch (NotPossible other) {
            closedRoots.put(number, other);
            throw other;
        }
    }

    /** Opens the folders of names; all or none of them stay open. */
    List<HeldName> hold(Collection<PlannedName> names) throws NotPossible, FileCallException {
        List<HeldName> held = new ArrayList<>(names.size());
        boolean all = false;
        try {
            for (PlannedName name : names) {
                held.add(folders.hold(rootOf(name), name));
            }
            all = true;
            return held;
        } finally {
            if (!all) {
                release(held);
            }
        }
    }

    /** Opens the folder of one name. */
    HeldName hold(PlannedName name) throws NotPossible, FileCallException {
        return folders.hold(rootOf(name), name);
    }

    /** Lets go of what {@link #hold} opened. */
    void release(Collection<HeldName> names) {
        names.forEach(folders::release);
    }

    /**
     * Opens a body by those of its names that are known.
     *
     * @throws NotPossible if none of them leads to it, or it is not what it was
     */
    GuardedBody open(PlannedBody planned) throws NotPossible, FileCallException {
        Optional<GuardedBody> known = bodies.again(planned);
        if (known.isPresent()) {
            return known.get();
        }
        PlannedName first = planned.names().getFirst();
        return trust(rootOf(first)) == Trust.GUARDED ? openByOne(planned) : openByAll(planned);
    }

    /** A body may have thousands of names: the first that leads to it will do. */
    private GuardedBody openByOne(PlannedBody planned) throws NotPossible, FileCallException {
        NotPossible first = null;
        for (PlannedName each : planned.names()) {
            try {
                return openBy(each, planned);
            } catch (NotPossible elsewhere) {
                first = first == null ? elsewhere : first;
            } catch (FileCallException unreachable) {
                if (unreachable.trouble() == Trouble.TOO_MANY_OPEN) {
                    throw unreachable;
                }
                first = first == null ? NotPossible.of(unreachable) : first;
            }
        }
        throw Objects.requireNonNull(first);
    }

    private GuardedBody openBy(PlannedName one, PlannedBody planned) throws NotPossible, FileCallException {
        List<HeldName> name = hold(List.of(one));
        try {
            return bodies.open(planned, OpenBodies.leading(planned, name), Trust.GUARDED);
        } finally {
            release(name);
        }
    }

    private GuardedBody openByAll(PlannedBody planned) throws NotPossible, FileCallException {
        List<HeldName> names = hold(planned.names());
        try {
            return bodies.open(planned, OpenBodies.leading(planned, names), Trust.UNTRUSTED);
        } finally {
            release(names);
        }
    }

    /** Returns how far a guard can be trusted on the volume of a name. */
    Trust trust(HeldName name) {
        return trust(root(name.folder().root()));
    }

    /** Tells, once a volume, if a writer may come there whom no guard sees. */
    void tellWhetherGuarded(HeldName name) {
        OpenRoot root = root(name.folder().root());
        if (trust(root) == Trust.UNTRUSTED && unguarded.add(root.volume().id())) {
            Path path = plan.roots().get(root.number()).typed();
            warnings.add(new FileCallException(
                    "keep writers away below " + path,
                    path,
                    null,
                    Trouble.UNSUPPORTED,
                    "",
                    0,
                    "this file system cannot: sizes and times are compared instead",
                    "Let nobody write there meanwhile."));
        }
    }

    private static Trust trust(OpenRoot root) {
        return root.volume().leases() == Support.YES ? Trust.GUARDED : Trust.UNTRUSTED;
    }

    /** Returns whether two bodies are known to hold the same blocks. */
    boolean areClones(GuardedBody one, GuardedBody other) throws FileCallException {
        Optional<Clones> clones = calls.clones();
        return clones.isPresent() && clones.get().areClones(one.body(), other.body()) == Support.YES;
    }

    /** Returns the move of a name, with a temporary name in the pool of its root, or beside it where that cannot be. */
    Move move(HeldName name) throws FileCallException {
        OpenRoot root = root(name.folder().root());
        Optional<Pool> pool = pool(root);
        HeldName limbo = pool.isPresent() && pool.get().reaches(name.folder().facts())
                ? pool.get().newName(name.leaf())
                : new HeldName(name.folder(), Leftover.name("join", name.leaf()));
        if (canExchange(root, pool)) {
            return new ExchangeMove(name, limbo);
        }
        return new RenameMove(
                name, limbo, new HeldName(limbo.folder(), Leftover.withWord(limbo.leaf(), RenameMove.WORD)));
    }

    private static boolean canExchange(OpenRoot root, Optional<Pool> pool) throws FileCallException {
        return switch (root.volume().exchange()) {
            case YES -> true;
            case NO -> false;
            case UNKNOWN -> pool.isPresent() && pool.get().canExchange();
        };
    }

    private Optional<Pool> pool(OpenRoot root) throws FileCallException {
        Optional<Pool> known = pools.get(root.number());
        if (known != null) {
            return known;
        }
        Optional<Pool> made = madePool(root);
        pools.put(root.number(), made);
        return made;
    }

    private Optional<Pool> madePool(OpenRoot root) throws FileCallException {
        if (!root.facts().traits().isEmpty()) {
            // In an append-only folder one could be made, and never be taken away.
            return Optional.empty();
        }
        try {
            return Optional.of(Pool.make(root, journal, calls.host().machine(), warnings));
        } catch (FileCallException refused) {
            // One may change what is below a root without being allowed to change the root itself.
            if (refused.trouble() == Trouble.NO_PERMISSION || refused.trouble() == Trouble.UNSUPPORTED) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Takes the pools away. What is left in one was told before, and stays. */
    void removePools() {
        for (Optional<Pool> pool : pools.values()) {
            if (pool.isPresent()) {
                try {
                    pool.get().remove(warnings);
                } catch (FileCallException notRemoved) {
                    warnings.add(notRemoved);
                }
            }
        }
    }

    /**
     * Returns the absolute path of a folder below a root, without symbolic links: the folders that it is in are those above it.
     *
     * @param below the way from the root; null for the root itself
     * @throws FileCallException {@link Trouble#CHANGED} if the root's path leads elsewhere by now
     */
    Path absolute(int root, @Nullable Path below) throws FileCallException {
        Path real = realRoots.get(root);
        if (real == null) {
            real = realRoot(plan.roots().get(root));
            realRoots.put(root, real);
        }
        return below == null ? real : real.resolve(below);
    }

    private Path realRoot(Root root) throws FileCallException {
        Path real = RealPath.of(calls, root.path());
        if (!calls.facts(real).key().equals(root.key())) {
            throw new FileCallException(
                    "see what is above " + root.path(),
                    root.path(),
                    null,
                    Trouble.CHANGED,
                    "",
                    0,
                    "another folder is there by now",
                    "Make the plan anew.");
        }
        return real;
    }

    @Override
    public void close() {
        lanes.close();
        scribe.close();
        pools.values().forEach(pool -> pool.ifPresent(Pool::close));
        roots.values().forEach(OpenRoot::close);
        barriers.close();
    }
}
