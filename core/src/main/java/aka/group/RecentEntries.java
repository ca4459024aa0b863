package aka.group;

import aka.file.Leaf;
import aka.file.RawText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The last entries that came or went in each folder: what a program made beside a file while it saved that. */
final class RecentEntries {

    private static final long RECENT_NANOS = Duration.ofSeconds(5).toNanos();

    /** A program makes a few; who writes a log beside a file makes millions. */
    private static final int ENTRIES_MOST = 32;

    private final Map<Path, Deque<Recent>> folders = new HashMap<>();

    private record Recent(Path entry, long at) {}

    void add(Path folder, Path entry, long now) {
        Deque<Recent> entries = folders.computeIfAbsent(folder, none -> new ArrayDeque<>());
        Recent last = entries.peekLast();
        if (last != null && last.entry().equals(entry)) {
            entries.removeLast();
        }
        entries.addLast(new Recent(entry, now));
        if (entries.size() > ENTRIES_MOST) {
            entries.removeFirst();
        }
    }

    /** Forgets the folders but for those that are still listened to. */
    void retain(Map<Path, ?> listened) {
        folders.keySet().retainAll(listened.keySet());
    }

    /** Returns which program saved a path just now, as far as that can be told. */
    Optional<String> program(Path path, long now) {
        String saved = RawText.of(Leaf.of(path).bytes());
        for (Recent recent : folders.getOrDefault(Sight.parent(path), new ArrayDeque<>())) {
            if (now - recent.at() < RECENT_NANOS) {
                Optional<String> program =
                        SaveTrace.program(RawText.of(Leaf.of(recent.entry()).bytes()), saved);
                if (program.isPresent()) {
                    return program;
                }
            }
        }
        return Optional.empty();
    }
}
