package aka.cli;

import aka.journal.History;
import aka.journal.RunState;
import aka.journal.RunSummary;
import aka.journal.StateFolder;
import aka.os.FileCallException;
import aka.report.Figures;
import aka.report.RunSeen;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka history}. */
final class HistoryCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.flag(spec, "Forget runs for good: they can no longer be taken back. Wants --older.", "--prune");
        Options.value(spec, "TIME", "Runs that began before this only: 90d, 12h, 2026-11-22.", "--older");
        spec.usageMessage()
                .footer(
                        "The runs, the oldest first: when, what, how much, and whether they can be taken back.",
                        "--prune never forgets a run that was cut off, or one that left something only you may remove.",
                        "",
                        "Example:  aka history --prune --older 90d");
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws FileCallException {
        Optional<Instant> older = given.text("--older")
                .map(text -> TimeText.parse("--older", text, Instant.now(), ZoneId.systemDefault()));
        if (given.has("--prune") && older.isEmpty()) {
            throw new WrongUsage("--prune wants to know how old", "Add --older 90d, for example.");
        }
        invocation.start(List.of());
        Optional<StateFolder> state = StateAccess.existing(invocation);
        if (given.has("--prune")) {
            List<RunSummary> forgotten =
                    state.isPresent() ? History.prune(state.get(), older.orElseThrow()) : List.of();
            print(forgotten, invocation);
            invocation.count("pruned", forgotten.size());
            invocation.note("forgot " + Figures.count(forgotten.size(), "run"));
            return ExitCode.DONE;
        }
        List<RunSummary> runs = state.isPresent() ? History.of(state.get()) : List.of();
        show(older.isEmpty() ? runs : before(older.get(), runs), invocation);
        return ExitCode.DONE;
    }

    private static List<RunSummary> before(Instant time, List<RunSummary> runs) {
        return runs.stream().filter(run -> run.at().isBefore(time)).toList();
    }

    private static void show(List<RunSummary> runs, Invocation invocation) {
        print(runs, invocation);
        long cutOff =
                runs.stream().filter(run -> run.state() == RunState.UNFINISHED).count();
        invocation.count("runs", runs.size());
        invocation.count("unfinished", cutOff);
        if (runs.isEmpty()) {
            invocation.note("no runs");
        }
        if (cutOff > 0) {
            invocation.note(Figures.count(cutOff, "run") + (cutOff == 1 ? " was" : " were")
                    + " cut off: aka recover comes first");
        }
    }

    private static void print(List<RunSummary> runs, Invocation invocation) {
        for (RunSummary run : runs) {
            invocation.print(new RunSeen(run));
        }
    }
}
