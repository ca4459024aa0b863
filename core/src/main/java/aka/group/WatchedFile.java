package aka.group;

import aka.file.FileFacts;
import aka.group.GroupWatch.Timing;
import aka.os.FileCallException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A declared file that is watched: what was seen of it last, when it is looked at next, and how its paths are saved. */
final class WatchedFile {

    static final long NEVER = Long.MAX_VALUE;

    private Declared declared;
    private @Nullable Health last;
    private final Map<Path, Saves> saves = new HashMap<>();
    private long due = NEVER;
    private long firstHint = NEVER;
    private final HealState healing;

    /** How a path was saved so far. */
    private static final class Saves {
        private int all;
        private int newFiles;
    }

    WatchedFile(Declared declared, Timing timing) {
        this.declared = declared;
        this.healing = new HealState(timing);
    }

    HealState healing() {
        return healing;
    }

    /** Takes over how it is declared now, and returns this. */
    WatchedFile declaredAs(Declared now) {
        declared = now;
        return this;
    }

    Declared declared() {
        return declared;
    }

    Optional<Health> last() {
        return Optional.ofNullable(last);
    }

    // ---- when to look

    /** Has it looked at when nothing more is heard for {@code quiet}, but not much later than {@code longest}. */
    void hint(long now, Duration quiet, Duration longest) {
        firstHint = firstHint == NEVER ? now : firstHint;
        due = Math.min(now + quiet.toNanos(), firstHint + longest.toNanos());
    }

    void lookAt(long when) {
        due = Math.min(due, when);
    }

    /** Returns when it is looked at, by {@link System#nanoTime}; {@link #NEVER}. */
    long due() {
        return due;
    }

    void looked() {
        due = NEVER;
        firstHint = NEVER;
    }

    // ---- what was seen

    /** Returns whether a look would show something else than the last one did. */
    boolean isChanged(Sight sight) {
        if (last == null || last.verdict() == Verdict.UNKNOWN) {
            return true;
        }
        for (Place place : last.places()) {
            if (!isAsSeen(sight, place.path(), place.facts())) {
                return true;
            }
        }
        for (CopySeen copy : last.copies()) {
            if (!isAsSeen(sight, copy.path(), copy.facts())) {
                return true;
            }
        }
        return false;
    }

    /** What cannot be seen now is not known to be as it was. */
    private static boolean isAsSeen(Sight sight, Path path, Optional<FileFacts> before) {
        try {
            return isSame(before, sight.find(path));
        } catch (FileCallException unseen) {
            return false;
        }
    }

    static boolean isSame(Optional<FileFacts> before, Optional<FileFacts> now) {
        if (before.isEmpty() || now.isEmpty()) {
            return before.isEmpty() && now.isEmpty();
        }
        return before.get().sameFile(now.get())
                && before.get().linkCount().equals(now.get().linkCount())
                && isSameState(before.get(), now.get());
    }

    private static boolean isSameState(FileFacts before, FileFacts now) {
        return before.sizeBytes() == now.sizeBytes() && before.modified().equals(now.modified());
    }

    /** Takes note of a look, and returns whether it is another than the last one was: for the verdict, or which files there are. */
    boolean note(Health health) {
        Health before = last;
        last = health;
        return before == null
                || before.verdict() != health.verdict()
                || !bodies(before).equals(bodies(health));
    }

    private static List<Object> bodies(Health health) {
        List<Object> all = new ArrayList<>();
        for (DeclaredBody body : health.bodies()) {
            all.add(List.of(body.names(), body.facts().key(), body.differsAt()));
        }
        for (CopySeen copy : health.copies()) {
            all.add(List.of(copy.path(), copy.isRight()));
        }
        return all;
    }

    /** Returns which paths were saved between the last look and {@code health}, and counts that. */
    List<Save> saves(Health health, Traces traces) {
        List<Save> found = new ArrayList<>();
        if (last == null) {
            return found;
        }
        Map<Path, FileFacts> before = new HashMap<>();
        for (Place place : last.places()) {
            place.facts().ifPresent(facts -> before.put(place.path(), facts));
        }
        for (Place place : health.places()) {
            FileFacts then = before.get(place.path());
            if (then != null && place.isFile()) {
                save(place.path(), then, place.facts().orElseThrow(), traces).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Who made beside a path what tells which program it is. */
    interface Traces {
        Optional<String> of(Path path);
    }

    private Optional<Save> save(Path path, FileFacts before, FileFacts now, Traces traces) {
        boolean newFile = !before.sameFile(now);
        if (!newFile && isSameState(before, now)) {
            return Optional.empty();
        }
        Saves its = saves.computeIfAbsent(path, none -> new Saves());
        its.all++;
        its.newFiles += newFile ? 1 : 0;
        return Optional.of(new Save(path, newFile, its.all, its.newFiles, traces.of(path)));
    }
}
