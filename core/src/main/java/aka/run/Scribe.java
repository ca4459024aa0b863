package aka.run;

import aka.file.VolumeId;
import aka.journal.Journal;
import aka.journal.JournalRecord;
import aka.journal.JournalRecord.Forced;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Does what the run need not wait for, one thing after another in the order in which it was asked for: writes the records of
 * the journal, forces the journal and the volumes to the disk, closes bodies that are done with (the storage of one that has no
 * name any more comes free in that call, which takes its time).
 *
 * <p>Once the journal has failed, nothing more is written or forced: what came after would be told without what came before.
 * To be asked by the thread of the run only.
 */
final class Scribe implements AutoCloseable {

    /** So many deeds are handed over together at the latest. Whoever waits hands over what there is. */
    private static final int GATHERED = 128;

    private final Journal journal;
    private final Durability durability;
    private final @Nullable ExecutorService thread;
    /** Deeds that the thread has not been given yet: to wake it for each takes longer than most of them do. */
    private List<Runnable> gathered = new ArrayList<>();

    private volatile @Nullable FileCallException failure;
    private volatile @Nullable Throwable fault;

    /**
     * @param beside whether it has a thread of its own; otherwise all is done when it is asked for
     */
    Scribe(Journal journal, Durability durability, boolean beside) {
        this.journal = journal;
        this.durability = durability;
        this.thread = beside
                ? Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("aka-scribe").daemon().factory())
                : null;
    }

    /** A force that has begun. */
    final class Forcing {

        private final long begun = System.nanoTime();
        private final CompletableFuture<Long> ended = new CompletableFuture<>();

        /**
         * Returns when all is on the disk, or it is known that it is not.
         *
         * @return how long it took, in nanoseconds
         */
        long await() {
            // Not to be interrupted: whoever asks the run to stop still needs to know what is on the disk.
            return ended.join() - begun;
        }

        private void run(Runnable deed) {
            try {
                if (thread == null) {
                    deed.run();
                } else {
                    // A fault is known before whoever waits goes on.
                    runCarefully(deed);
                }
            } finally {
                ended.complete(System.nanoTime());
            }
        }
    }

    /** Writes a record. */
    void write(JournalRecord record) {
        later(() -> writeNow(record));
    }

    /**
     * Forces all to the disk that the journal was told, and then the volumes of these roots, if the journal could be.
     *
     * @param batch which batch's intents are on the disk then, for the journal
     */
    Forcing force(Collection<OpenRoot> roots, int batch) {
        List<OpenRoot> all = new ArrayList<>(roots);
        return forcing(() -> {
            forceJournal();
            if (isSound()) {
                forceVolumes(all);
                writeNow(new Forced(batch));
            }
        });
    }

    /** Returns when the journal is on the disk, or has failed. */
    void forceJournalNow() {
        forcing(this::forceJournal).await();
    }

    /** Returns when the volumes were forced to the disk. */
    void forceVolumesNow(Collection<OpenRoot> roots) {
        List<OpenRoot> all = new ArrayList<>(roots);
        forcing(() -> forceVolumes(all)).await();
    }

    /** Closes a body that nobody uses any more. */
    void closeBody(GuardedBody body) {
        later(body::close);
    }

    /** Returns when all is done that was asked for. */
    void await() {
        forcing(() -> {}).await();
    }

    /** Returns why the journal takes nothing more: it failed, or we did. */
    Optional<FileCallException> failure() {
        Throwable ours = fault;
        return ours == null ? Optional.ofNullable(failure) : Optional.of(unwritten(ours));
    }

    private FileCallException unwritten(Throwable ours) {
        Path path = journal.path();
        return new FileCallException(
                "write the journal " + path,
                path,
                null,
                Trouble.OTHER,
                "",
                0,
                "a fault in aka itself: " + ours,
                "'aka recover' finishes what was begun, or takes it back.");
    }

    /** Throws if something that should never go wrong went wrong beside the run. */
    void requireNoFault() {
        Throwable ours = fault;
        if (ours != null) {
            throw new IllegalStateException("what the journal was to be told could not be written", ours);
        }
    }

    private void writeNow(JournalRecord record) {
        if (isSound()) {
            try {
                journal.write(record);
            } catch (FileCallException failed) {
                failure = failed;
            }
        }
    }

    private boolean isSound() {
        return failure == null && fault == null;
    }

    private void forceJournal() {
        if (isSound()) {
            try {
                journal.force();
            } catch (FileCallException failed) {
                failure = failed;
            }
        }
    }

    private void forceVolumes(List<OpenRoot> roots) {
        Map<VolumeId, OpenRoot> forced = new HashMap<>();
        for (OpenRoot root : roots) {
            OpenRoot first = forced.putIfAbsent(root.volume().id(), root);
            if (first == null) {
                root.force(durability);
            } else {
                root.forcedAs(first);
            }
        }
    }

    private Forcing forcing(Runnable deed) {
        Forcing forcing = new Forcing();
        later(() -> forcing.run(deed));
        handOver();
        return forcing;
    }

    private void later(Runnable deed) {
        gathered.add(deed);
        if (thread == null || gathered.size() >= GATHERED) {
            handOver();
        }
    }

    private void handOver() {
        List<Runnable> deeds = gathered;
        gathered = new ArrayList<>();
        if (thread == null) {
            deeds.forEach(Runnable::run);
        } else {
            thread.execute(() -> deeds.forEach(this::runCarefully));
        }
    }

    /** A fault, be it of the JVM's, ends all that is done here: who waits finds a failure, and nothing rests on it. */
    private void runCarefully(Runnable deed) {
        try {
            deed.run();
        } catch (Throwable thrown) {
            fault = fault == null ? thrown : fault;
        }
    }

    @Override
    public void close() {
        handOver();
        if (thread != null) {
            thread.close();
        }
    }
}
