package aka.journal;

import aka.journal.JournalRecord.Began;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.IoFailure;
import aka.plan.LineWriter;
import aka.plan.RunId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A journal that is being written. Records are collected and written together; only {@link #force} says that they are on the
 * disk. Thread-safe.
 */
public final class Journal implements AutoCloseable {

    private static final int COLLECTED_BYTES = 1 << 16;

    private final RunId run;
    private final Path path;
    private final JournalMedium medium;
    private final RecordWriter writer;
    private @Nullable FileCallException forceFailed;
    private boolean closed;

    private Journal(RunId run, Path path, JournalMedium medium, RecordWriter writer) {
        this.run = run;
        this.path = path;
        this.medium = medium;
        this.writer = writer;
    }

    /** Starts a journal that has no file, as tests need it. Its first record is written, not forced. */
    public static Journal over(JournalMedium medium, Began began) throws FileCallException {
        return begin(medium, Path.of("runs", began.run().hex(), "journal"), began);
    }

    static Journal begin(JournalMedium medium, Path path, Began began) throws FileCallException {
        Journal journal = new Journal(began.run(), path, medium, new RecordWriter(began.run(), 0, 0));
        journal.write(began);
        return journal;
    }

    /** Goes on with a journal whose lines were read before. */
    static Journal resume(JournalMedium medium, Path path, RunId run, JournalReader read, Instant at, long tornBytes) {
        RecordWriter writer = new RecordWriter(run, read.lastSequence(), read.rescued());
        writer.resumed(at, tornBytes);
        return new Journal(run, path, medium, writer);
    }

    /** Returns whose journal it is. */
    public RunId run() {
        return run;
    }

    /** Returns where it lies. */
    public Path path() {
        return path;
    }

    /**
     * Adds a record, which may wait in memory for others.
     *
     * @throws FileCallException {@link Trouble#NO_SPACE}, {@link Trouble#IO_ERROR}. The record is kept, and written by the next
     *     call that can
     */
    public synchronized void write(JournalRecord record) throws FileCallException {
        if (closed) {
            throw new IllegalStateException("the journal is closed");
        }
        writer.write(record);
        if (writer.lines().waitingBytes() >= COLLECTED_BYTES) {
            append();
        }
    }

    /**
     * Returns when all records are on the disk.
     *
     * @throws FileCallException as {@link #write}. Once the disk has failed to take something, this fails for good: a system
     *     tells of such a loss only once, and what it says later is no promise
     */
    public synchronized void force() throws FileCallException {
        append();
        if (forceFailed != null) {
            throw forceFailed;
        }
        try {
            medium.force();
        } catch (IOException failed) {
            forceFailed = IoFailure.of("force the journal " + path + " to the disk", path, failed);
            throw forceFailed;
        }
    }

    private void append() throws FileCallException {
        LineWriter lines = writer.lines();
        ByteBuffer bytes = lines.waiting();
        try {
            medium.append(bytes);
        } catch (IOException failed) {
            throw IoFailure.of("write the journal " + path, path, failed);
        } finally {
            lines.drained(bytes.position());
        }
    }

    /** Forces what is left, and lets others have the journal. To close it again does nothing. */
    @Override
    public synchronized void close() throws FileCallException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            force();
        } finally {
            closeMedium();
        }
    }

    private void closeMedium() throws FileCallException {
        try {
            medium.close();
        } catch (IOException failed) {
            throw IoFailure.of("close the journal " + path, path, failed);
        }
    }
}
