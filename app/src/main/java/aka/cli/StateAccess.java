package aka.cli;

import aka.file.FileKey;
import aka.journal.RunLock;
import aka.journal.StateFolder;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a command that runs a plan needs of the state folder: the folder itself, and the lock that keeps other such commands
 * off. A command that surely changes nothing needs neither.
 */
final class StateAccess implements AutoCloseable {

    private final Optional<StateFolder> folder;
    private final Optional<RunLock> lock;

    private StateAccess(Optional<StateFolder> folder, Optional<RunLock> lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens the state folder and takes the lock if {@code options} leave anything to be changed.
     *
     * @param what what the lock says about its holder
     * @throws FileCallException if the folder cannot be used, or another run holds the lock too long
     */
    static StateAccess forRun(Invocation invocation, RunOptions options, String what) throws FileCallException {
        if (!options.mayAct(invocation)) {
            return new StateAccess(Optional.empty(), Optional.empty());
        }
        StateFolder folder = open(invocation);
        return new StateAccess(Optional.of(folder), Optional.of(lock(folder, invocation, options, what)));
    }

    private static RunLock lock(StateFolder folder, Invocation invocation, RunOptions options, String what)
            throws FileCallException {
        try {
            return folder.lock(what, Duration.ZERO, invocation.cancel());
        } catch (FileCallException busy) {
            if (busy.trouble() != Trouble.BUSY || options.patience().isZero()) {
                throw busy;
            }
            invocation.note("waiting for another run of aka to end");
            return folder.lock(what, options.patience(), invocation.cancel());
        }
    }

    /**
     * The same without the lock, for what harms no other run.
     *
     * @throws FileCallException if the folder cannot be used
     */
    static StateAccess unlocked(Invocation invocation, RunOptions options) throws FileCallException {
        return new StateAccess(
                options.mayAct(invocation) ? Optional.of(open(invocation)) : Optional.empty(), Optional.empty());
    }

    /**
     * Returns the state folder, which is made if it is not there.
     *
     * @throws FileCallException if it cannot be used
     */
    static StateFolder open(Invocation invocation) throws FileCallException {
        return StateFolder.open(invocation.volumes().calls(), home(invocation));
    }

    /**
     * Returns the state folder if it is there, and makes none.
     *
     * @throws FileCallException if it cannot be used
     */
    static Optional<StateFolder> existing(Invocation invocation) throws FileCallException {
        return isThere(invocation) ? Optional.of(open(invocation)) : Optional.empty();
    }

    private static boolean isThere(Invocation invocation) throws FileCallException {
        return invocation.volumes().calls().find(home(invocation)).isPresent();
    }

    /** Returns which folder it is, so that no walk enters it; none if it is not there yet. */
    static Set<FileKey> key(Invocation invocation) throws FileCallException {
        if (!isThere(invocation)) {
            return Set.of();
        }
        try (Folder folder = invocation.volumes().calls().openFolder(home(invocation))) {
            Optional<FileKey> key = folder.facts().key();
            return key.isPresent() ? Set.of(key.get()) : Set.of();
        }
    }

    /** Returns the path of the state folder, whether or not it is there. */
    static Path home(Invocation invocation) throws FileCallException {
        return StateHome.of(invocation.around().environment()).path();
    }

    /** Returns the state folder of a command that may act. */
    StateFolder folder() {
        return folder.orElseThrow();
    }

    @Override
    public void close() throws FileCallException {
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
