package aka.cli;

import aka.journal.History;
import aka.journal.Reading;
import aka.journal.RunSummary;
import aka.journal.StateFolder;
import aka.journal.StepReason;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Trouble;
import aka.plan.RunId;
import aka.report.PlanPreview;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.run.KeptAsToday;
import aka.run.LeftAsIs;
import aka.run.Undo;
import aka.run.UndoOptions;
import aka.run.UndoPlan;
import aka.walk.Glob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka undo}. */
final class UndoCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(
                spec, "RUN", "The first digits of the run's id; the last that can be taken back if none is given.");
        Options.values(spec, "GLOB", "Take back names that fit one of these only; ** crosses folders.", "--path");
        Options.flag(
                spec,
                "Where a file was edited since, give each name a body of its own with today's bytes.",
                "--split-changed");
        RunOptions.describe(spec, false);
        spec.usageMessage()
                .footer(
                        "Every name that a run replaced gets its own body again, with the metadata it had.",
                        "aka history lists the runs. Taking back can itself be taken back.",
                        "",
                        "Example:  aka undo -n");
    }

    @Override
    public boolean acts() {
        return true;
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        RunOptions options = RunOptions.of(given);
        UndoOptions wanted = new UndoOptions(given.has("--split-changed"), globs(given.texts("--path")));
        if (given.operands().size() > 1) {
            throw new WrongUsage("it takes one run, not " + given.operands().size(), "Take them back one by one.");
        }
        invocation.start(List.of());
        Optional<StateFolder> existing = StateAccess.existing(invocation);
        if (existing.isEmpty()) {
            throw nothing(StateAccess.home(invocation));
        }
        StateFolder folder = existing.get();
        try (StateAccess state = StateAccess.forRun(invocation, options, invocation.typed());
                SearchCatalog catalog = SearchCatalog.ofEarlierSearches(invocation, folder)) {
            RunId run = given.operands().isEmpty()
                    ? last(folder)
                    : folder.find(given.operands().getFirst());
            UndoPlan undo = plan(folder, run, wanted, invocation);
            long left = tell(undo, options, invocation);
            if (!undo.shortages().isEmpty()) {
                invocation.print(new PlanPreview(undo.plan()));
                undo.requireSpace();
            }
            invocation.count("left", left);
            return new RunDeed(invocation, options, state).renewing(catalog).run(undo.plan(), "Take back");
        }
    }

    private static List<Glob> globs(List<String> texts) {
        List<Glob> globs = new ArrayList<>();
        for (String text : texts) {
            try {
                globs.add(Glob.of(text, false));
            } catch (IllegalArgumentException badGlob) {
                throw new WrongUsage(
                        String.valueOf(badGlob.getMessage()), "A \\ before a character takes it as it is in a glob.");
            }
        }
        return globs;
    }

    private static RunId last(StateFolder folder) throws FileCallException {
        for (RunSummary run : History.of(folder).reversed()) {
            if (run.undoable() && run.undoes().isEmpty()) {
                return run.run();
            }
        }
        throw nothing(folder.path());
    }

    private static FileCallException nothing(Path home) {
        return new FileCallException(
                "take back the last run",
                home,
                null,
                Trouble.MISSING,
                "",
                0,
                "there is none that could be",
                "aka history lists the runs.");
    }

    private static UndoPlan plan(StateFolder folder, RunId run, UndoOptions wanted, Invocation invocation)
            throws FileCallException {
        FileCalls calls = invocation.volumes().calls();
        Reading reading = folder.read(run);
        if (!reading.flaws().isEmpty()) {
            invocation.problem(Problem.of(
                    Code.DAMAGED_JOURNAL,
                    Severity.WARNING,
                    null,
                    "the journal of the run " + run.brief() + " is damaged: "
                            + reading.flaws().getFirst().words(),
                    "What it told there is unknown, and is left as it is."));
        }
        return Undo.plan(folder, reading, calls, wanted, invocation.cancel());
    }

    /** Returns how many names stay as they are. */
    private static long tell(UndoPlan undo, RunOptions options, Invocation invocation) {
        for (LeftAsIs left : undo.left()) {
            boolean expected = left.reason() == StepReason.ALREADY_DONE
                    || Tolerated.covers(options.tolerated(), left.reason(), Trouble.OTHER);
            invocation.problem(Problem.of(
                    Code.LEFT_AS_IS,
                    expected ? Severity.WARNING : Severity.ERROR,
                    left.path(),
                    left.path() + " stays as it is: " + left.words(),
                    ""));
        }
        for (KeptAsToday kept : undo.kept()) {
            invocation.problem(Problem.of(
                    Code.NOT_KEPT,
                    Severity.WARNING,
                    kept.path(),
                    kept.path() + " keeps what was changed since: " + String.join(", ", kept.fields()),
                    ""));
        }
        return undo.left().size();
    }
}
