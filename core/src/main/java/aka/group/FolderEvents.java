package aka.group;

import aka.os.CancelToken;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Hears that something happened to the entries of folders, each by itself and nothing below it. What is heard is a hint where to
 * look, and no more: systems drop events, report them late, and report none where a folder is on another machine.
 */
final class FolderEvents implements AutoCloseable {

    private final WatchService service;
    /** Two paths may lead to one folder, of which the system then has one key. */
    private final Map<WatchKey, Set<Path>> folders = new HashMap<>();

    private final Map<Path, WatchKey> keys = new HashMap<>();

    /**
     * That something happened.
     *
     * @param entry the leaf of the entry; empty where that is not known, or the folder itself is heard of no more
     */
    record Heard(Path folder, Optional<Path> entry) {}

    /**
     * @param cancel ends waiting
     * @throws IOException if the system has no more of what it takes
     */
    FolderEvents(CancelToken cancel) throws IOException {
        service = FileSystems.getDefault().newWatchService();
        // To wake now and then for it would be most of what waiting takes.
        cancel.whenCancelled(this::stop);
    }

    /**
     * Listens to a folder, which may have been listened to before: by the file that its path leads to now.
     *
     * @throws IOException if it is not there, or the system listens to no more folders
     */
    void listen(Path folder) throws IOException {
        forget(folder);
        WatchKey key;
        try {
            key = folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
        } catch (ClosedWatchServiceException stopped) {
            // Nobody waits any more for what it would tell.
            return;
        }
        keys.put(folder, key);
        folders.computeIfAbsent(key, none -> new HashSet<>()).add(folder);
    }

    /** Listens to it no more. */
    void forget(Path folder) {
        WatchKey key = keys.remove(folder);
        if (key != null) {
            Set<Path> its = folders.getOrDefault(key, new HashSet<>());
            its.remove(folder);
            if (its.isEmpty()) {
                folders.remove(key);
                cancel(key);
            }
        }
    }

    private static void cancel(WatchKey key) {
        try {
            key.cancel();
        } catch (ClosedWatchServiceException stopped) {
            // All keys end with it.
            return;
        }
    }

    /** Returns whether it is listened to. */
    boolean listensTo(Path folder) {
        return keys.containsKey(folder);
    }

    /** Returns how many folders are listened to. */
    int size() {
        return keys.size();
    }

    /** Waits until something is heard, but no longer than {@code most} nor after a stop was asked for, and returns it. */
    List<Heard> await(Duration most) {
        List<Heard> heard = new ArrayList<>();
        try {
            WatchKey key = service.poll(most.toNanos(), TimeUnit.NANOSECONDS);
            while (key != null) {
                take(key, heard);
                key = service.poll();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts who watches", e);
        } catch (ClosedWatchServiceException stopped) {
            return heard;
        }
        return heard;
    }

    private void take(WatchKey key, List<Heard> heard) {
        List<WatchEvent<?>> events = key.pollEvents();
        boolean lost = !key.reset();
        for (Path folder : List.copyOf(folders.getOrDefault(key, Set.of()))) {
            for (WatchEvent<?> event : events) {
                heard.add(new Heard(
                        folder, event.context() instanceof Path entry ? Optional.of(entry) : Optional.empty()));
            }
            if (lost) {
                forget(folder);
                heard.add(new Heard(folder, Optional.empty()));
            }
        }
    }

    private void stop() {
        try {
            close();
        } catch (IOException unheard) {
            // Then it is seen when something is heard, or is due.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
