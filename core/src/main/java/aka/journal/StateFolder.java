package aka.journal;

import aka.file.FileFacts;
import aka.file.Leaf;
import aka.journal.JournalRecord.Began;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Host;
import aka.os.Trouble;
import aka.plan.IoFailure;
import aka.plan.RunId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The folder that holds the journals ({@code AKA_HOME}): {@code runs/<run>/journal} for each run, and what is locked while one
 * works. Nobody but its owner may read it.
 */
public final class StateFolder {

    private final FileCalls calls;
    private final TrustedFolder trusted;

    private StateFolder(FileCalls calls, TrustedFolder trusted) {
        this.calls = calls;
        this.trusted = trusted;
    }

    /**
     * Opens the folder, and makes it, with those above it, if it is not there.
     *
     * @throws FileCallException {@link Trouble#NO_PERMISSION} if it is not this user's, or if others may change it or a folder
     *     above it; {@link Trouble#NOT_A_FOLDER}; {@link Trouble#READ_ONLY}, {@link Trouble#NO_SPACE} if it cannot be made
     */
    public static StateFolder open(FileCalls calls, Path home) throws FileCallException {
        return new StateFolder(calls, TrustedFolder.open(calls, home));
    }

    /** Returns its real path. */
    public Path path() {
        return trusted.path();
    }

    /**
     * Takes the lock that lets only one run at a time work.
     *
     * @param what what it is taken for, for others to read: the command
     * @param wait how long to wait for another's end
     * @throws FileCallException {@link Trouble#BUSY}, naming who has it; {@link Trouble#READ_ONLY}, {@link Trouble#NO_SPACE};
     *     {@link Trouble#UNSUPPORTED} where there are no locks
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public RunLock lock(String what, Duration wait, CancelToken cancel) throws FileCallException {
        return RunLock.take(path().resolve("lock"), what, wait, cancel);
    }

    /** Returns the runs that have a journal, the oldest first. */
    public List<RunId> runs() throws FileCallException {
        return ends().stream().map(JournalEnds::run).toList();
    }

    /** Returns the first record of every journal in which it can be read, the oldest first. */
    public List<Began> begun() throws FileCallException {
        return ends().stream().flatMap(run -> run.began().stream()).toList();
    }

    /** Returns the ends of every run's journal, the oldest first. */
    List<JournalEnds> ends() throws FileCallException {
        List<JournalEnds> runs = new ArrayList<>();
        for (RunId run : ids()) {
            JournalEnds.read(this, run).ifPresent(runs::add);
        }
        runs.sort(Comparator.comparing(JournalEnds::at)
                .thenComparing(ends -> ends.run().hex()));
        return runs;
    }

    private List<RunId> ids() throws FileCallException {
        List<RunId> ids = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(runsFolder())) {
            for (Path folder : folders) {
                String name = String.valueOf(folder.getFileName());
                if (name.matches("[0-9a-f]{32}") && folder(new RunId(name)).exists()) {
                    ids.add(new RunId(name));
                }
            }
        } catch (NoSuchFileException none) {
            return ids;
        } catch (IOException failed) {
            throw IoFailure.of("list the runs in " + runsFolder(), runsFolder(), failed);
        }
        return ids;
    }

    /**
     * Returns the run whose id begins like this.
     *
     * @throws FileCallException {@link Trouble#MISSING} if none does; {@link Trouble#BAD_NAME} if several do
     */
    public RunId find(String prefix) throws FileCallException {
        String begin = prefix.toLowerCase(Locale.ROOT);
        List<RunId> found =
                ids().stream().filter(run -> run.hex().startsWith(begin)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        Trouble trouble = found.isEmpty() ? Trouble.MISSING : Trouble.BAD_NAME;
        String reason = found.isEmpty() ? "no run has such an id" : found.size() + " runs have an id that begins so";
        throw new FileCallException(
                "find the run " + prefix,
                runsFolder(),
                null,
                trouble,
                "",
                0,
                reason,
                "'aka history' lists the runs with their ids.");
    }

    /**
     * Starts the journal of a new run; its first record is on the disk, with all folders above it.
     *
     * @throws FileCallException {@link Trouble#NO_SPACE}, {@link Trouble#READ_ONLY}, {@link Trouble#EXISTS}
     */
    public Journal begin(Began began) throws FileCallException {
        return folder(began.run()).begin(began);
    }

    /**
     * Reads the whole journal of a run, be it one that still runs.
     *
     * @throws FileCallException {@link Trouble#MISSING} if there is no such run; {@link Trouble#UNSUPPORTED} if a later version
     *     of aka wrote it; {@link Trouble#NO_PERMISSION} if others may have changed it; {@link Trouble#IO_ERROR}
     */
    public Reading read(RunId run) throws FileCallException {
        return folder(run).read();
    }

    /**
     * Goes on with the journal of a run that was cut off. An incomplete last line is cut off: nothing was done on the strength
     * of it.
     *
     * @throws FileCallException as {@link #read}; {@link Trouble#BUSY} if the run still runs; {@link Trouble#CHANGED} if its
     *     first record cannot be read; {@link Trouble#NO_SPACE}
     */
    public Journal reopen(RunId run) throws FileCallException {
        return folder(run).reopen();
    }

    /** Returns whether some process, be it this one, is writing the run's journal. */
    public boolean isRunning(RunId run) throws FileCallException {
        return folder(run).isRunning();
    }

    /**
     * Removes the journal of a run, which cannot be explained or taken back any more.
     *
     * @throws FileCallException {@link Trouble#BUSY} if it still runs; {@link Trouble#MISSING}
     */
    public void remove(RunId run) throws FileCallException {
        folder(run).remove();
    }

    RunFolder folder(RunId run) {
        return new RunFolder(this, run);
    }

    Path runsFolder() {
        return path().resolve("runs");
    }

    TrustedFolder trusted() {
        return trusted;
    }

    FileFacts facts(Path path) throws FileCallException {
        return calls.facts(path);
    }

    Host host() {
        return calls.host();
    }

    /** Makes a folder below this one, for its owner only. */
    void makeFolder(Path parent, Path folder, boolean mustBeNew) throws FileCallException {
        try (Folder opened = calls.openFolder(parent)) {
            opened.createFolder(Leaf.of(folder), false);
        } catch (FileCallException failed) {
            if (failed.trouble() != Trouble.EXISTS || mustBeNew) {
                throw failed;
            }
        }
        trusted.checkOurs(folder, facts(folder));
    }
}
