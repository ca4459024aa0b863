package aka.run;

import aka.content.GuardedComparison;
import aka.file.FileFacts;
import aka.journal.JournalRecord.Began;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Metadata;
import aka.os.Support;
import aka.os.Trouble;
import aka.os.WriterGuard;
import aka.plan.PlannedName;
import aka.run.GuardedBody.Trust;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a run that was cut off worked, as it is now: its roots, the folders that are held open, and the calls. */
final class RecoverySite implements AutoCloseable {

    private final FileCalls calls;
    private final RunSettings settings;
    private final CancelToken cancel;
    private final NamesNow names;
    private final Metadata metadata;
    private final Durability durability;
    private final @Nullable WriterGuard guards;
    private final HeldFolders folders;
    private final GuardedComparison comparison = new GuardedComparison();
    private final Map<Integer, OpenRoot> roots = new HashMap<>();

    /**
     * @throws FileCallException {@link Trouble#UNSUPPORTED} where the system lacks a call that this needs
     */
    RecoverySite(FileCalls calls, Began began, RunSettings settings, RunListener listener, CancelToken cancel)
            throws FileCallException {
        this.calls = calls;
        this.settings = settings;
        this.cancel = cancel;
        this.metadata = calls.metadata().orElseThrow(() -> lacks(calls, "the calls that read owner and attributes"));
        this.durability = calls.durability().orElseThrow(() -> lacks(calls, "fsync and syncfs"));
        this.guards = calls.writerGuard().orElse(null);
        this.folders = new HeldFolders(new Warnings(listener));
        this.names = new NamesNow(calls, began);
    }

    private static FileCallException lacks(FileCalls calls, String what) {
        return new FileCallException(
                "recover",
                Path.of(""),
                null,
                Trouble.UNSUPPORTED,
                "",
                0,
                "the route '" + calls.route() + "' lacks " + what,
                "'aka doctor' tells which calls were found; the native route has them.");
    }

    CancelToken cancel() {
        return cancel;
    }

    Metadata metadata() {
        return metadata;
    }

    Durability durability() {
        return durability;
    }

    GuardedComparison comparison() {
        return comparison;
    }

    /** Returns whether {@code now} is the body that the run wrote down. */
    boolean isBody(int root, BodyId body, FileFacts now) {
        return names.root(root).filter(found -> found.isBody(body, now)).isPresent();
    }

    /** Returns the path of a name today. */
    Path path(PlannedName name) {
        return names.path(name);
    }

    /**
     * Returns a root of the run.
     *
     * @throws FileCallException if it is not here, or its volume failed to write
     */
    OpenRoot root(int number) throws FileCallException {
        OpenRoot root = roots.get(number);
        if (root == null) {
            FoundRoot found = names.root(number).orElse(null);
            if (found == null) {
                throw names.absence(number);
            }
            root = opened(found, number);
            roots.put(number, root);
        }
        if (root.failure().isPresent()) {
            throw root.failure().get();
        }
        return root;
    }

    private OpenRoot opened(FoundRoot found, int number) throws FileCallException {
        try {
            return OpenRoot.open(calls, found.today(), number);
        } catch (NotPossible other) {
            throw other.why();
        }
    }

    /**
     * Forces all that the run did to the disk: its exchanges above all, before what they displaced may go.
     *
     * @throws FileCallException if the disk fails; nothing is to be removed then
     */
    void force(int number) throws FileCallException {
        OpenRoot root = root(number);
        root.force(durability);
        if (root.failure().isPresent()) {
            throw root.failure().get();
        }
    }

    /** Returns the entry of a name; empty if its folder is gone. The folder stays open until {@link #release}. */
    Optional<HeldName> hold(PlannedName name) throws FileCallException {
        OpenRoot root = root(name.root());
        try {
            return Optional.of(folders.hold(root, name));
        } catch (FileCallException failed) {
            Trouble trouble = failed.trouble();
            if (trouble == Trouble.MISSING || trouble == Trouble.NOT_A_FOLDER || trouble == Trouble.IS_SYMLINK) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    void release(HeldName name) {
        folders.release(name);
    }

    /** Returns whether the volume of a name swaps two names in one instant. */
    boolean exchanges(HeldName name) throws FileCallException {
        return root(name.folder().root()).volume().exchange() == Support.YES;
    }

    /**
     * Opens a body by its names, one or more, with its metadata. Where writers cannot be kept away it is opened by each of them.
     *
     * @throws FileCallException {@link Trouble#BUSY} if it was changed a moment ago where writers cannot be kept away
     */
    GuardedBody open(List<HeldName> bodysNames) throws FileCallException {
        Trust trust = root(bodysNames.getFirst().folder().root()).volume().leases() == Support.YES
                ? Trust.GUARDED
                : Trust.UNTRUSTED;
        List<Body> handles = new ArrayList<>();
        boolean opened = false;
        try {
            for (HeldName name : trust == Trust.GUARDED ? bodysNames.subList(0, 1) : bodysNames) {
                Folder folder = name.folder().folder();
                handles.add(folder.openBody(name.leaf().bytes()));
            }
            FileFacts facts = handles.getFirst().facts();
            if (trust == Trust.UNTRUSTED) {
                requireAge(facts, handles.getFirst().path());
            }
            GuardedBody body = new GuardedBody(handles, facts, metadata.of(handles.getFirst()), trust, guards);
            opened = true;
            return body;
        } finally {
            if (!opened) {
                handles.forEach(Body::close);
            }
        }
    }

    private void requireAge(FileFacts facts, Path path) throws FileCallException {
        Duration age = Duration.between(facts.modified(), Instant.now()).abs();
        if (age.compareTo(settings.minimumAge()) < 0) {
            throw new FileCallException(
                    "compare " + path,
                    path,
                    null,
                    Trouble.BUSY,
                    "",
                    0,
                    "it was written to a moment ago, and writers cannot be kept away on this file system",
                    "Recover again in a while.");
        }
    }

    @Override
    public void close() {
        names.close();
        roots.values().forEach(OpenRoot::close);
    }
}
