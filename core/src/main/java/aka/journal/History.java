package aka.journal;

import aka.journal.JournalRecord.Began;
import aka.journal.JournalRecord.Rescued;
import aka.os.FileCallException;
import aka.plan.RunId;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The runs of a state folder. Of a run that has come to its end only the two ends of its journal are read. */
public final class History {

    private final StateFolder state;
    private final String machine;

    /** By run, those that took it back, or part of it. */
    private final Map<RunId, List<RunId>> undoneBy = new HashMap<>();

    /** Runs that did all they were to do, and something at all. */
    private final Set<RunId> wholly = new HashSet<>();

    private History(StateFolder state) {
        this.state = state;
        this.machine = state.host().machine();
    }

    /**
     * Returns every run, the oldest first. One whose journal cannot be read is among them.
     *
     * @throws FileCallException if the state folder itself cannot be read
     */
    public static List<RunSummary> of(StateFolder state) throws FileCallException {
        return new History(state).summaries();
    }

    private List<RunSummary> summaries() throws FileCallException {
        List<JournalEnds> runs = state.ends();
        for (JournalEnds run : runs) {
            Optional<RunId> undoes = run.began().flatMap(Began::undoes);
            undoes.ifPresent(undone ->
                    undoneBy.computeIfAbsent(undone, id -> new ArrayList<>()).add(run.run()));
            run.end()
                    .filter(end -> end.ended().outcome() == RunOutcome.COMPLETE
                            && end.ended().done() > 0)
                    .ifPresent(end -> wholly.add(run.run()));
        }
        List<RunSummary> summaries = new ArrayList<>(runs.size());
        for (JournalEnds run : runs) {
            summaries.add(summary(run));
        }
        return summaries;
    }

    private RunSummary summary(JournalEnds run) {
        if (run.trouble().isPresent()) {
            return summary(run, RunState.UNREADABLE, RunCounts.NONE, run.trouble());
        }
        if (run.end().isPresent() && run.began().isPresent()) {
            RunCounts counts = RunCounts.of(run.end().get());
            RunState state = state(run.end().get().ended().outcome());
            return summary(run, state, counts, hindrance(run.run(), counts));
        }
        return withoutEnd(run);
    }

    private RunSummary withoutEnd(JournalEnds run) {
        try {
            boolean running = state.isRunning(run.run());
            Reading reading = state.read(run.run());
            if (reading.began().isEmpty() && !reading.flaws().isEmpty()) {
                Optional<String> flaw = Optional.of(
                        "its first line: " + reading.flaws().getFirst().words());
                return summary(run, RunState.UNREADABLE, RunCounts.of(reading), flaw);
            }
            if (reading.ended().isPresent() && !running) {
                RunCounts counts = RunCounts.of(reading);
                return summary(run, state(reading.ended().get().outcome()), counts, hindrance(run.run(), counts));
            }
            return running
                    ? summary(run, RunState.RUNNING, RunCounts.of(reading), Optional.of("it still runs"))
                    : summary(
                            run,
                            RunState.UNFINISHED,
                            RunCounts.of(reading),
                            Optional.of(
                                    reading.began().isEmpty()
                                            ? "it was cut off before it did anything"
                                            : "it was cut off: 'aka recover' comes first"));
        } catch (FileCallException unreadable) {
            return summary(run, RunState.UNREADABLE, RunCounts.NONE, Optional.of(unreadable.getReason()));
        }
    }

    private static RunState state(RunOutcome outcome) {
        return switch (outcome) {
            case COMPLETE -> RunState.COMPLETE;
            case PARTIAL -> RunState.PARTIAL;
            case CANCELLED -> RunState.CANCELLED;
        };
    }

    private Optional<String> hindrance(RunId run, RunCounts counts) {
        if (counts.done() == 0) {
            return Optional.of("it did nothing");
        }
        return undoneBy.getOrDefault(run, List.of()).stream()
                .filter(wholly::contains)
                .findFirst()
                .map(undo -> "run " + undo.brief() + " took it back");
    }

    private RunSummary summary(JournalEnds run, RunState state, RunCounts counts, Optional<String> hindrance) {
        return new RunSummary(
                run.run(),
                run.began().map(Began::command).orElse(""),
                run.began().map(Began::origin).orElse(""),
                run.at(),
                state,
                counts.done(),
                counts.notDone(),
                counts.rescued(),
                counts.freedBytes(),
                run.began().flatMap(Began::undoes),
                undoneBy.getOrDefault(run.run(), List.of()),
                hindrance,
                run.began()
                        .map(began -> !began.host().machine().equals(machine))
                        .orElse(false));
    }

    /**
     * Forgets the runs that began before a time, for good: they cannot be taken back any more. Those stay that have not come
     * to their end, that run, that cannot be read, that such a run takes back, and that rescued something which is still
     * there, since nothing else tells where.
     *
     * @return what was removed
     * @throws FileCallException if the state folder cannot be read or changed; what was removed before stays removed
     */
    public static List<RunSummary> prune(StateFolder state, Instant olderThan) throws FileCallException {
        List<RunSummary> runs = of(state);
        Set<RunId> needed = new HashSet<>();
        for (RunSummary run : runs) {
            if (!hasEnded(run)) {
                run.undoes().ifPresent(needed::add);
            }
        }
        List<RunSummary> removed = new ArrayList<>();
        for (RunSummary run : runs) {
            boolean old = run.at().isBefore(olderThan);
            if (old && hasEnded(run) && !needed.contains(run.run()) && !keepsSomethingRescued(state, run)) {
                state.remove(run.run());
                removed.add(run);
            }
        }
        return removed;
    }

    private static boolean hasEnded(RunSummary run) {
        return switch (run.state()) {
            case COMPLETE, PARTIAL, CANCELLED -> true;
            case UNFINISHED, RUNNING, UNREADABLE -> false;
        };
    }

    private static boolean keepsSomethingRescued(StateFolder state, RunSummary run) throws FileCallException {
        if (run.rescued() == 0) {
            return false;
        }
        Reading reading = state.read(run.run());
        return !reading.flaws().isEmpty()
                || reading.records().stream()
                        .anyMatch(record -> record instanceof Rescued rescued && isStillThere(rescued));
    }

    /** What cannot be looked at counts as there. */
    private static boolean isStillThere(Rescued rescued) {
        return !Files.notExists(rescued.path(), LinkOption.NOFOLLOW_LINKS);
    }
}
