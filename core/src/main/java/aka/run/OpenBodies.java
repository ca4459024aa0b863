package aka.run;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.journal.StepReason;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.Metadata;
import aka.os.Metadata.Seen;
import aka.os.WriterGuard;
import aka.plan.PlannedBody;
import aka.run.GuardedBody.Trust;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The bodies that unfinished steps concern, each opened once however many of them do. */
final class OpenBodies {

    private final Metadata metadata;
    private final @Nullable WriterGuard guards;
    private final Duration minimumAge;
    private final Consumer<GuardedBody> closing;
    private final Map<FileKey, Shared> open = new HashMap<>();
    /** What bodies were when they were closed, of those that must have been left alone for a while before they are opened. */
    private final Map<FileKey, FileFacts> left = new HashMap<>();

    /**
     * @param guards null where there are none
     * @param minimumAge as {@link RunSettings#minimumAge}
     * @param closing closes a body that nobody uses any more
     */
    OpenBodies(Metadata metadata, @Nullable WriterGuard guards, Duration minimumAge, Consumer<GuardedBody> closing) {
        this.closing = closing;
        this.metadata = metadata;
        this.guards = guards;
        this.minimumAge = minimumAge;
    }

    private static final class Shared {
        private final GuardedBody body;
        private int users;

        Shared(GuardedBody body) {
            this.body = body;
        }
    }

    /**
     * Returns the body that the plan saw, opened by one of {@code names}, or by each of them where that is needed. It stays
     * open until {@link #release}.
     *
     * @param names those of its names that are at hand, one or more
     * @throws NotPossible if it is not what it was
     */
    GuardedBody open(PlannedBody planned, List<HeldName> names, Trust trust) throws NotPossible, FileCallException {
        Optional<GuardedBody> known = again(planned);
        if (known.isPresent()) {
            return known.get();
        }
        Shared shared = new Shared(opened(planned, names, trust));
        open.put(planned.key(), shared);
        shared.users++;
        return shared.body;
    }

    /** Returns the body if another step has it open; it stays open until one more {@link #release}. */
    Optional<GuardedBody> again(PlannedBody planned) {
        Shared shared = open.get(planned.key());
        if (shared == null) {
            return Optional.empty();
        }
        shared.users++;
        return Optional.of(shared.body);
    }

    /** Lets go of a body, which is closed with the last that uses it. */
    void release(GuardedBody body) {
        FileKey key = body.facts().key().orElseThrow();
        Shared shared = Objects.requireNonNull(open.get(key));
        shared.users--;
        if (shared.users == 0) {
            open.remove(key);
            if (body.isUntrusted()) {
                left.put(key, body.facts());
            }
            closing.accept(shared.body);
        }
    }

    private GuardedBody opened(PlannedBody planned, List<HeldName> names, Trust trust)
            throws NotPossible, FileCallException {
        List<Body> handles = new ArrayList<>();
        boolean opened = false;
        try {
            for (HeldName name : names) {
                handles.add(name.folder().folder().openBody(name.leaf().bytes()));
                if (trust == Trust.GUARDED) {
                    break;
                }
            }
            Seen seen = metadata.look(handles.getFirst());
            FileFacts facts = seen.facts();
            requirePlanned(planned, facts, names.getFirst().path());
            FileFacts before = left.get(planned.key());
            // Where only we have changed it since it was opened first, its age was looked at then.
            if (trust == Trust.UNTRUSTED && (before == null || !before.unchangedIn(facts))) {
                requireAge(facts, names.getFirst().path());
            }
            GuardedBody body = new GuardedBody(handles, facts, seen.metadata(), trust, guards);
            opened = true;
            return body;
        } finally {
            if (!opened) {
                handles.forEach(Body::close);
            }
        }
    }

    /**
     * Takes note that a link of ours moved the time of a body's last change.
     *
     * @param before what it was right before that
     * @param after what it is now
     */
    void linked(FileFacts before, FileFacts after) {
        boolean same = before.sameFile(after)
                && before.sizeBytes() == after.sizeBytes()
                && before.modified().equals(after.modified());
        FileFacts known = before.key().map(left::get).orElse(null);
        boolean ours = known != null && known.unchangedIn(before);
        if (same && (ours || !isYoung(before))) {
            before.key().ifPresent(key -> left.put(key, after));
        }
    }

    /** A file id is given again once it is free, so that its time of birth must be the same as well. */
    private static void requirePlanned(PlannedBody planned, FileFacts facts, Path path) throws NotPossible {
        boolean same = facts.key().filter(planned.key()::equals).isPresent()
                && facts.born().equals(planned.born());
        if (!same) {
            throw changed(path, "another file is there than when the plan was made");
        }
        if (facts.sizeBytes() != planned.sizeBytes() || !facts.modified().equals(planned.modified())) {
            throw changed(path, "it was written to since the plan was made");
        }
    }

    /** Where a guard may miss a writer, what was changed a moment ago may be in the middle of being written. */
    private void requireAge(FileFacts facts, Path path) throws NotPossible {
        if (isYoung(facts)) {
            throw NotPossible.because(
                    StepReason.BUSY,
                    "work on " + path,
                    path,
                    null,
                    "it changed within the last " + minimumAge.toSeconds()
                            + " seconds, and writers cannot be kept away on this file system",
                    "Try again later.");
        }
    }

    private boolean isYoung(FileFacts facts) {
        Instant young = Instant.now().minus(minimumAge);
        return facts.modified().isAfter(young)
                || facts.changed().filter(young::isBefore).isPresent();
    }

    static NotPossible changed(Path path, String words) {
        return NotPossible.because(
                StepReason.CHANGED, "work on " + path, path, null, words, "Look again what is there.");
    }

    /** Returns the first of {@code names} that leads to the body, with those that do behind it. */
    static List<HeldName> leading(PlannedBody planned, List<HeldName> names) throws NotPossible, FileCallException {
        List<HeldName> leading = new ArrayList<>();
        for (HeldName name : names) {
            if (name.look()
                    .flatMap(FileFacts::key)
                    .filter(planned.key()::equals)
                    .isPresent()) {
                leading.add(name);
            }
        }
        if (leading.isEmpty()) {
            Path path = names.getFirst().path();
            boolean gone = names.getFirst().look().isEmpty();
            throw NotPossible.because(
                    gone ? StepReason.VANISHED : StepReason.CHANGED,
                    "work on " + path,
                    path,
                    null,
                    gone ? "it is gone" : "another file is there by now",
                    "Look again what is there.");
        }
        return leading;
    }
}
