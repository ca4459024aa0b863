package aka.group;

import aka.file.FileKey;
import aka.group.FolderEvents.Heard;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.plan.IoFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The folders that are listened to by their paths: those that are asked for, and those right above them, since a folder may be moved
 * away and another come in its place. Further above nothing is listened to; whether a path leads elsewhere by now is looked at in
 * turn.
 */
final class WatchedFolders implements AutoCloseable {

    /** Of how many folders it is looked at a time whether their paths lead to others by now. */
    private static final int AT_A_TIME = 25;

    private final FileCalls calls;
    private final Consumer<FileCallException> trouble;
    private final FolderEvents events;
    private final Map<Path, Set<Path>> above = new HashMap<>();
    private final Map<Path, FileKey> identities = new HashMap<>();
    private final Set<Path> unheard = new LinkedHashSet<>();
    private Set<Path> folders = Set.of();
    private Set<Path> projects = Set.of();
    private final Queue<Path> turn = new ArrayDeque<>();
    private boolean troubleTold;
    private int changes;

    /**
     * @param trouble hears why the first folder that cannot be listened to cannot
     * @param cancel ends waiting
     * @throws IOException if the system has no more of what it takes
     */
    WatchedFolders(FileCalls calls, Consumer<FileCallException> trouble, CancelToken cancel) throws IOException {
        this.events = new FolderEvents(cancel);
        this.calls = calls;
        this.trouble = trouble;
    }

    /**
     * Listens to these folders, and to no others any more.
     *
     * @param inProjects folders of projects: no link in them is followed
     */
    void set(Set<Path> wanted, Set<Path> inProjects) {
        folders = Set.copyOf(wanted);
        projects = Set.copyOf(inProjects);
        above.clear();
        unheard.clear();
        for (Path folder : folders) {
            Path over = folder.getParent();
            if (over != null) {
                above.computeIfAbsent(over, none -> new HashSet<>()).add(folder);
            }
        }
        for (Path old : List.copyOf(identities.keySet())) {
            if (!folders.contains(old) && !above.containsKey(old)) {
                events.forget(old);
                identities.remove(old);
            }
        }
        folders.forEach(this::listen);
        above.keySet().forEach(this::listen);
        turn.clear();
        turn.addAll(above.keySet());
        folders.stream().filter(folder -> !above.containsKey(folder)).forEach(turn::add);
        changes++;
    }

    /** Returns whether changes in a folder are heard. */
    boolean isHeard(Path folder) {
        return !unheard.contains(folder);
    }

    /** Returns those that were asked for and cannot be listened to: they are not there, or the system does not let them be. */
    List<Path> unheard() {
        return List.copyOf(unheard);
    }

    /** Returns how often it has changed which folders are heard. */
    int changes() {
        return changes;
    }

    /** Waits until something is heard, but no longer than {@code most} nor after a stop was asked for, and returns it. */
    List<Heard> await(Duration most) {
        return events.await(most);
    }

    /** Returns the folders in which anything may be otherwise by now: of what is in them nothing was told, or not all. */
    Set<Path> after(Heard heard) {
        Set<Path> otherwise = new LinkedHashSet<>();
        for (Path below : above.getOrDefault(heard.folder(), Set.of())) {
            boolean its = heard.entry().isEmpty() || heard.entry().get().equals(below.getFileName());
            if (its) {
                listenAnew(below, otherwise);
            }
        }
        if (heard.entry().isEmpty()) {
            // Something was dropped, or the folder itself is gone.
            listenAnew(heard.folder(), otherwise);
            otherwise.add(heard.folder());
        }
        return otherwise;
    }

    /** Tries again to listen to those that cannot be. Returns those that lead elsewhere now. */
    Set<Path> tryUnheard() {
        Set<Path> otherwise = new LinkedHashSet<>();
        unheard().forEach(folder -> listenAnew(folder, otherwise));
        return otherwise;
    }

    /** Looks at some in turn. Returns those that were asked for and lead elsewhere now. */
    Set<Path> lookAtSome() {
        Set<Path> otherwise = new LinkedHashSet<>();
        List<Path> some = new ArrayList<>();
        while (some.size() < AT_A_TIME && !turn.isEmpty()) {
            some.add(turn.remove());
        }
        turn.addAll(some);
        some.forEach(folder -> listenAnew(folder, otherwise));
        return otherwise;
    }

    /** Listens to a folder and, where its path leads elsewhere than before, to those below it: theirs do so, too. */
    private void listenAnew(Path folder, Set<Path> otherwise) {
        if (!listen(folder)) {
            return;
        }
        if (folders.contains(folder)) {
            otherwise.add(folder);
        }
        above.getOrDefault(folder, Set.of()).forEach(below -> listenAnew(below, otherwise));
    }

    /** Listens to the folder that a path leads to now. Returns whether that is another one than before, or none any more. */
    private boolean listen(Path folder) {
        Optional<FileKey> key = identity(folder);
        if (key.isPresent() && key.get().equals(identities.get(folder)) && events.listensTo(folder)) {
            unheard.remove(folder);
            return false;
        }
        boolean heardBefore = identities.remove(folder) != null;
        events.forget(folder);
        boolean heardNow = key.isPresent() && isListenedTo(folder);
        if (heardNow) {
            identities.put(folder, key.get());
            unheard.remove(folder);
        } else if (folders.contains(folder)) {
            unheard.add(folder);
        }
        changes += heardBefore || heardNow ? 1 : 0;
        return heardBefore || heardNow;
    }

    private boolean isListenedTo(Path folder) {
        try {
            events.listen(folder);
            return true;
        } catch (IOException refused) {
            if (!troubleTold) {
                troubleTold = true;
                trouble.accept(
                        IoFailure.of("listen to " + folder + ", which is looked into each second", folder, refused));
            }
            return false;
        }
    }

    /** Returns which folder a path leads to; a link that leads out of a project is not followed. */
    private Optional<FileKey> identity(Path folder) {
        Optional<Path> project = projects.stream().filter(folder::startsWith).findFirst();
        try (Folder open = new Sight(calls, project).folder(folder)) {
            return open.facts().key();
        } catch (FileCallException absent) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
