package aka.cli;

import aka.journal.StepReason;
import aka.link.RemovalForecast;
import aka.link.RemovalForecast.Fate;
import aka.link.RemovalForecast.OfBody;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.Plan;
import aka.report.Figures;
import aka.report.Forecast;
import aka.report.PlannedSteps;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.report.Reason;
import aka.report.Step;
import aka.report.Step.Action;
import aka.report.Step.Outcome;
import aka.run.DirectPlan;
import aka.run.RunListener;
import aka.run.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka rm}: the forecast first, then the deed, unless the last name of something is among it. */
final class RmCommand implements Command {

    private static final String WAY_OUT = "Nothing of the command was removed; with --last it would be, for good.";

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "PATH...", "Names to remove.");
        Options.flag(spec, "Remove folders with all that is in them; asks once.", "-r", "--recursive");
        Options.flag(spec, "Remove last names too: their data is lost.", "--last");
        Options.flag(spec, "Answer the question of -r with yes.", "--yes");
        Options.dryRun(spec);
        Options.stdin(spec);
        spec.usageMessage()
                .footer(
                        "Without --last nothing of the command is removed if a last name is among it.",
                        "",
                        "Example:  aka rm -n link.txt");
    }

    @Override
    public boolean acts() {
        return true;
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        List<Path> paths = Operands.atLeast(1, given, invocation);
        invocation.start(paths);
        new Leftovers(invocation.volumes().calls(), invocation).tellBeside(paths);
        boolean recursive = given.has("--recursive");
        boolean last = given.has("--last");
        RemovalForecast forecast = invocation.volumes().forecast(paths, recursive, invocation.cancel());
        print(forecast, invocation);
        if (forecast.losesData() && !last) {
            refuse(forecast, invocation);
            return ExitCode.NOT_ALL;
        }
        warnOfNoWayBack(forecast, invocation);
        if (given.has("--dry-run")) {
            plan(forecast, invocation);
            return ExitCode.DONE;
        }
        if (recursive && !given.has("--yes")) {
            if (!invocation.canAsk()) {
                return noAnswer(forecast, invocation);
            }
            if (!invocation.ask(question(forecast))) {
                invocation.note("nothing was removed");
                return ExitCode.NO;
            }
        }
        remove(forecast, last, invocation);
        return ExitCode.DONE;
    }

    private static void print(RemovalForecast forecast, Invocation invocation) {
        for (OfBody body : forecast.bodies()) {
            invocation.print(new Forecast(body));
        }
        for (FileCallException trouble : forecast.troubles()) {
            invocation.unreadable(trouble);
        }
    }

    /** What can be brought back and what cannot is to be known beforehand. */
    private static void warnOfNoWayBack(RemovalForecast forecast, Invocation invocation) {
        if (forecast.losesData()) {
            invocation.note("what loses its last name is gone for good: aka undo cannot bring it back");
        }
        if (!forecast.others().isEmpty()) {
            invocation.note(Figures.count(forecast.others().size(), "name")
                    + " of no file (symbolic links, pipes) cannot be brought back by aka undo");
        }
    }

    private static void refuse(RemovalForecast forecast, Invocation invocation) {
        for (OfBody body : forecast.bodies()) {
            Path path = body.going().getFirst();
            switch (body.fate()) {
                case SURVIVES -> {}
                case LOST -> invocation.problem(lastName(path, lost(body)));
                case UNKNOWN ->
                    invocation.problem(Problem.of(
                            Code.UNKNOWN_COUNT,
                            Severity.ERROR,
                            path,
                            "cannot remove " + path
                                    + ": how many names its data has is not known, and would be lost with"
                                    + " the last one",
                            WAY_OUT));
            }
        }
        invocation.count("removed", 0);
        invocation.count("freedBytes", 0);
        invocation.note("nothing was removed");
    }

    private static Problem lastName(Path path, String message) {
        return new Problem(Trouble.LAST_NAME.name(), Severity.ERROR, path, null, "", 0, message, WAY_OUT);
    }

    private static String lost(OfBody body) {
        int going = body.going().size();
        String names = going == 1
                ? body.going().getFirst() + ": it is the last name"
                : body.going().getFirst() + " and "
                        + (going == 2 ? body.going().get(1).toString() : Figures.count(going - 1, "other name"))
                        + ": they are all the names";
        return "cannot remove " + names + " of its data, and " + Figures.size(body.sizeBytes()) + " would be lost";
    }

    private static void plan(RemovalForecast forecast, Invocation invocation) {
        int step = 0;
        for (OfBody body : forecast.bodies()) {
            for (Path path : body.going()) {
                step++;
                if (invocation.options().json()) {
                    invocation.print(unlink(step, path, OptionalLong.of(body.sizeBytes()), Outcome.PLANNED, null));
                }
            }
        }
        for (Path path : forecast.others()) {
            step++;
            invocation.print(unlink(step, path, OptionalLong.empty(), Outcome.PLANNED, null));
        }
        for (Path folder : forecast.folders()) {
            step++;
            invocation.print(new Step(
                    Optional.empty(),
                    step,
                    Action.REMOVE_FOLDER,
                    null,
                    List.of(folder),
                    OptionalLong.empty(),
                    Outcome.PLANNED,
                    null));
        }
        invocation.count("planned", step);
        OptionalLong freed = freed(forecast);
        invocation.count("freedBytes", freed);
        invocation.note(
                "would remove " + Figures.count(step, "name") + ", freeing " + words(freed) + "; nothing was changed");
    }

    private static ExitCode noAnswer(RemovalForecast forecast, Invocation invocation) {
        plan(forecast, invocation);
        invocation.problem(Problem.of(
                Code.NEEDS_ANSWER,
                Severity.ERROR,
                null,
                "rm -r asks before it removes folders, and there is no terminal to ask on",
                "Nothing was changed; --yes is the answer."));
        return ExitCode.USAGE;
    }

    private static String question(RemovalForecast forecast) {
        int names = forecast.others().size() + forecast.folders().size();
        long lostBytes = 0;
        for (OfBody body : forecast.bodies()) {
            names += body.going().size();
            lostBytes += body.fate() == Fate.SURVIVES ? 0 : body.sizeBytes();
        }
        return "Remove " + Figures.count(names, "name") + ", freeing " + words(freed(forecast))
                + (lostBytes == 0 ? "" : ", losing " + Figures.size(lostBytes) + " of data") + "?";
    }

    private static void remove(RemovalForecast forecast, boolean last, Invocation invocation) throws FileCallException {
        Teller teller = new Teller(forecast, invocation);
        try {
            if (DirectRun.isPossible(invocation.volumes().calls())) {
                run(forecast, last, teller, invocation);
            } else {
                unwritten(forecast, last, teller, invocation);
            }
            teller.note();
        } finally {
            teller.finish();
        }
    }

    /**
     * What is no file cannot be given its name again, and goes first, without a journal; as does, or is refused, a file whose
     * names are not known. The rest is one run.
     */
    private static void run(RemovalForecast forecast, boolean last, Teller teller, Invocation invocation)
            throws FileCallException {
        DirectPlan plan = DirectRun.plan(invocation, "rm");
        for (Path folder : forecast.folders().reversed()) {
            plan.reachFromAbove(folder);
        }
        List<OfBody> unknown = new ArrayList<>();
        for (OfBody body : forecast.bodies()) {
            if (body.key().isPresent() && body.linkCount().isPresent()) {
                plan.unlink(body.going(), body.facts(), last && body.fate() != Fate.SURVIVES);
            } else {
                unknown.add(body);
            }
        }
        for (Path folder : forecast.folders()) {
            plan.removeFolder(folder);
        }
        unwritten(new RemovalForecast(unknown, forecast.others(), List.of(), List.of()), last, teller, invocation);
        Plan ready = plan.plan();
        DirectRun.run(invocation, ready, teller.of(ready));
    }

    private static void unwritten(RemovalForecast forecast, boolean last, Teller teller, Invocation invocation) {
        teller.freed(forecast.remove(invocation.volumes().calls(), last, teller, invocation.cancel()));
    }

    /** Returns the sum over all bodies; empty if one is not known. */
    private static OptionalLong freed(RemovalForecast forecast) {
        long sum = 0;
        for (OfBody body : forecast.bodies()) {
            if (body.freedBytes().isEmpty()) {
                return OptionalLong.empty();
            }
            sum += body.freedBytes().getAsLong();
        }
        return OptionalLong.of(sum);
    }

    private static String words(OptionalLong bytes) {
        return bytes.isPresent() ? Figures.size(bytes.getAsLong()) : "an unknown amount";
    }

    private static Step unlink(int number, Path path, OptionalLong size, Outcome outcome, @Nullable Reason reason) {
        return new Step(Optional.empty(), number, Action.UNLINK, null, List.of(path), size, outcome, reason);
    }

    /** Tells of each name as it goes. */
    private static final class Teller implements RemovalForecast.Listener {

        private final Invocation invocation;
        private final Map<Path, Long> sizes = new HashMap<>();
        private final Set<Path> folders;
        private int steps;
        private long removed;
        private long failed;
        private long freedBytes;

        Teller(RemovalForecast forecast, Invocation invocation) {
            this.invocation = invocation;
            this.folders = Set.copyOf(forecast.folders());
            for (OfBody body : forecast.bodies()) {
                for (Path path : body.going()) {
                    sizes.put(path, body.sizeBytes());
                }
            }
        }

        @Override
        public void removed(Path path) {
            steps++;
            removed++;
            if (invocation.options().json() || invocation.options().verbose()) {
                invocation.print(step(path, Outcome.DONE, null));
            }
        }

        /** Adds to what came free. */
        void freed(long bytes) {
            freedBytes += bytes;
        }

        /** Returns who tells the same of a run. */
        RunListener of(Plan plan) {
            return new RunListener() {
                @Override
                public void ended(StepResult result) {
                    Path path = PlannedSteps.of(plan, Optional.empty(), 1, result.step(), Outcome.DONE, null)
                            .names()
                            .getFirst();
                    switch (result) {
                        case StepResult.Done done -> {
                            freed(done.freedBytes());
                            removed(path);
                        }
                        case StepResult.NotDone not -> {
                            if (not.reason() != StepReason.CANCELLED) {
                                kept(path, not.why());
                            }
                        }
                    }
                }

                @Override
                public void warning(FileCallException what) {
                    invocation.problem(Problem.of(what, Severity.WARNING));
                }
            };
        }

        @Override
        public void kept(Path path, FileCallException why) {
            steps++;
            failed++;
            invocation.print(step(path, Outcome.FAILED, Reason.PROBLEM));
            invocation.problem(Problem.error(why));
        }

        void note() {
            invocation.note("removed " + Figures.count(removed, "name") + ", freed " + Figures.size(freedBytes));
        }

        void finish() {
            invocation.count("removed", removed);
            invocation.count("failed", failed);
            invocation.count("freedBytes", freedBytes);
        }

        private Step step(Path path, Outcome outcome, @Nullable Reason reason) {
            Action action = folders.contains(path) ? Action.REMOVE_FOLDER : Action.UNLINK;
            return new Step(invocation.run(), steps, action, null, List.of(path), size(path), outcome, reason);
        }

        private OptionalLong size(Path path) {
            Long size = sizes.get(path);
            return size == null ? OptionalLong.empty() : OptionalLong.of(size);
        }
    }
}
