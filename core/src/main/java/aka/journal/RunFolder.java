package aka.journal;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.journal.JournalRecord.Began;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.IoFailure;
import aka.plan.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The folder of one run: its journal, and the file that is locked while a process writes it. */
final class RunFolder {

    /** How long a lock is waited for that nobody else should want: someone may just be looking whether it is held. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final StateFolder state;
    private final RunId run;
    private final Path folder;
    private final Path journal;
    private final Path lock;

    RunFolder(StateFolder state, RunId run) {
        this.state = state;
        this.run = run;
        this.folder = state.runsFolder().resolve(run.hex());
        this.journal = folder.resolve("journal");
        this.lock = folder.resolve("lock");
    }

    Path journal() {
        return journal;
    }

    /** Returns whether there is a journal; one that was never written does not count. */
    boolean exists() {
        return Files.exists(journal, LinkOption.NOFOLLOW_LINKS);
    }

    Journal begin(Began began) throws FileCallException {
        state.makeFolder(state.path(), state.runsFolder(), false);
        state.makeFolder(state.runsFolder(), folder, true);
        boolean begun = false;
        try {
            Journal begins = beginIn(began);
            begun = true;
            return begins;
        } finally {
            if (!begun) {
                forget();
            }
        }
    }

    private Journal beginIn(Began began) throws FileCallException {
        RunLock held = RunLock.take(lock, began.command(), MOMENT, new CancelToken());
        FileChannel channel = null;
        boolean begun = false;
        try {
            channel = StateFiles.create(journal);
            Journal begins = Journal.begin(new JournalFile(channel, held), journal, began);
            begins.force();
            StateFiles.forceFolder(folder);
            StateFiles.forceFolder(state.runsFolder());
            StateFiles.forceFolder(state.path());
            begun = true;
            return begins;
        } finally {
            if (!begun) {
                StateFiles.closeQuietly(channel);
                held.close();
            }
        }
    }

    /** Removes what is there of a run that could not begin. What cannot be removed is an empty folder, which is no run. */
    private void forget() {
        for (Path part : List.of(journal, lock, folder)) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException left) {
                return;
            }
        }
    }

    Reading read() throws FileCallException {
        return read(new JournalReader(run, journal));
    }

    private Reading read(JournalReader reader) throws FileCallException {
        try (InputStream in = Channels.newInputStream(openForReading())) {
            return reader.read(in);
        } catch (IOException failed) {
            throw IoFailure.of("read " + journal, journal, failed);
        }
    }

    /** Opens the journal, which nobody but this user can have written. */
    FileChannel openForReading() throws FileCallException {
        check();
        try {
            return FileChannel.open(journal, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException failed) {
            throw IoFailure.of("read " + journal, journal, failed);
        }
    }

    private void check() throws FileCallException {
        if (!exists()) {
            throw missing("read its journal");
        }
        FileFacts facts = state.facts(journal);
        if (facts.kind() != Kind.FILE) {
            throw refusal(
                    "read " + journal,
                    Trouble.NOT_REGULAR,
                    "it is no regular file",
                    "aka did not make that: look what it is, and move it away.");
        }
        TrustedFolder trusted = state.trusted();
        trusted.checkOurs(journal, facts);
        for (Path above : List.of(folder, state.runsFolder())) {
            trusted.checkOurs(above, state.facts(above));
        }
    }

    Journal reopen() throws FileCallException {
        if (!exists()) {
            throw missing("take it up again");
        }
        RunLock held = RunLock.take(lock, "taking up " + run.brief(), MOMENT, new CancelToken());
        boolean opened = false;
        try {
            JournalReader reader = new JournalReader(run, journal);
            if (read(reader).began().isEmpty()) {
                throw refusal(
                        "go on with " + journal,
                        Trouble.CHANGED,
                        "its first record is missing or cannot be read",
                        "What that run was to do is not known, so nothing is done to its files.");
            }
            Journal again = append(reader, held);
            opened = true;
            return again;
        } finally {
            if (!opened) {
                held.close();
            }
        }
    }

    private Journal append(JournalReader read, RunLock held) throws FileCallException {
        try {
            FileChannel channel = FileChannel.open(journal, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            try {
                long size = channel.size();
                long whole = read.tornFrom().orElse(size);
                channel.truncate(whole).position(whole);
                return Journal.resume(new JournalFile(channel, held), journal, run, read, Instant.now(), size - whole);
            } catch (IOException failed) {
                channel.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw IoFailure.of("go on with " + journal, journal, failed);
        }
    }

    boolean isRunning() throws FileCallException {
        return RunLock.isHeld(lock);
    }

    void remove() throws FileCallException {
        if (!exists()) {
            throw missing("remove it");
        }
        RunLock held = RunLock.take(lock, "removing " + run.brief(), MOMENT, new CancelToken());
        try {
            Files.delete(journal);
            Files.delete(lock);
            // Older Windows shows the name of an open file until it is closed, and the folder is not empty as long.
            held.close();
            Files.delete(folder);
        } catch (IOException failed) {
            throw IoFailure.of("remove " + folder, folder, failed);
        } finally {
            held.close();
        }
        StateFiles.forceFolder(state.runsFolder());
    }

    private FileCallException missing(String deed) {
        return refusal(
                "find the run " + run + " to " + deed,
                Trouble.MISSING,
                "there is no such run",
                "'aka history' lists the runs.");
    }

    private FileCallException refusal(String deed, Trouble trouble, String reason, String wayOut) {
        return new FileCallException(deed, journal, null, trouble, "", 0, reason, wayOut);
    }
}
