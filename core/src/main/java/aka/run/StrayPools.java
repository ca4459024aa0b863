package aka.run;

import aka.file.Leaf;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Listing;
import aka.os.Trouble;
import aka.plan.RunId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Private folders of runs, found where runs have worked. Most belong to a run that has a journal. Of one whose journal is gone,
 * the manifest tells whose it is; what is in it is removed only if its file has another name that was found.
 */
final class StrayPools {

    private static final int MANIFEST_BYTES = 64 * 1024;

    private final FileCalls calls;
    private final CancelToken cancel;
    private final List<Found> found = new ArrayList<>();

    private record Found(Path above, Leaf leaf, RunId run) {}

    private StrayPools(FileCalls calls, CancelToken cancel) {
        this.calls = calls;
        this.cancel = cancel;
    }

    /** Looks into folders, not below them. One that cannot be read is passed over: it may be on a volume that is away. */
    static StrayPools in(FileCalls calls, Collection<Path> folders, CancelToken cancel) {
        StrayPools pools = new StrayPools(calls, cancel);
        for (Path folder : folders) {
            cancel.check();
            pools.look(folder);
        }
        return pools;
    }

    private void look(Path path) {
        try (Folder folder = calls.openFolder(path);
                Listing listing = folder.list()) {
            while (listing.next()) {
                Leaf leaf = listing.leaf();
                LeftPool.runOf(leaf).ifPresent(run -> found.add(new Found(path, leaf, new RunId(run))));
            }
        } catch (FileCallException unreadable) {
            // Nothing was found there.
            return;
        }
    }

    /** Returns whether a run has left such a folder. */
    boolean has(RunId run) {
        return found.stream().anyMatch(pool -> pool.run().equals(run));
    }

    /**
     * Clears the folders of runs that are not among {@code known}, or only looks.
     *
     * @param acts whether it is done
     */
    List<Finding> clear(Set<RunId> known, boolean acts) {
        List<Finding> findings = new ArrayList<>();
        for (Found pool : found) {
            if (!known.contains(pool.run())) {
                findings.addAll(clear(pool, acts));
            }
        }
        return findings;
    }

    private List<Finding> clear(Found pool, boolean acts) {
        Path path = pool.leaf().in(pool.above());
        try (Folder above = calls.openFolder(pool.above())) {
            Optional<String> elsewhere = elsewhere(above, pool);
            if (elsewhere.isPresent()) {
                return List.of(new Finding(Optional.empty(), path, Remedy.HANDS_OFF, elsewhere.get()));
            }
            return new LeftPool(calls, above, pool.leaf(), false, acts, cancel).clear(Set.of());
        } catch (FileCallException failed) {
            return List.of(new Finding(Optional.empty(), path, Remedy.WAIT, failed.getMessage()));
        }
    }

    /** Returns why somebody else is to recover it; empty if its journal is gone for good. */
    private Optional<String> elsewhere(Folder above, Found pool) throws FileCallException {
        List<String> manifest = manifest(above, pool);
        Optional<String> run = value(manifest, "run ");
        Optional<String> machine = value(manifest, "machine ");
        Optional<String> journal = value(manifest, "journal ");
        if (run.isEmpty() || machine.isEmpty() || journal.isEmpty()) {
            return Optional.of("nothing in it tells whose it is");
        }
        if (!run.get().equals(pool.run().hex())) {
            return Optional.of("it says that it belongs to another run");
        }
        if (!machine.get().equals(calls.host().machine())) {
            return Optional.of("its run was made on another machine: recover it there");
        }
        Path path = Path.of(journal.get());
        return !path.isAbsolute() || isThere(path)
                ? Optional.of(
                        "its journal is in another state folder: recover it with that (AKA_HOME), " + journal.get())
                : Optional.empty();
    }

    private boolean isThere(Path journal) {
        try {
            calls.facts(journal);
            return true;
        } catch (FileCallException failed) {
            return failed.trouble() != Trouble.MISSING;
        }
    }

    private static Optional<String> value(List<String> manifest, String key) {
        return manifest.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .findFirst();
    }

    private static List<String> manifest(Folder above, Found pool) throws FileCallException {
        try (Folder folder = above.openFolder(pool.leaf().bytes(), false);
                Body manifest = folder.openBody(Pool.MANIFEST.bytes())) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(MANIFEST_BYTES);
            manifest.read(bytes, 0);
            return StandardCharsets.UTF_8
                    .decode(bytes.flip())
                    .toString()
                    .lines()
                    .toList();
        } catch (FileCallException missing) {
            if (missing.trouble() == Trouble.MISSING) {
                return List.of();
            }
            throw missing;
        }
    }
}
