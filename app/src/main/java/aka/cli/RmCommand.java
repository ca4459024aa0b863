package aka.cli;

import aka.link.RemovalForecast;
import aka.link.RemovalForecast.Fate;
import aka.link.RemovalForecast.OfBody;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.report.Figures;
import aka.report.Forecast;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.report.Step;
import aka.report.Step.Action;
import aka.report.Step.Outcome;
import aka.report.Step.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            invocation.print(
                    new Step(step, Action.REMOVE_FOLDER, null, folder, OptionalLong.empty(), Outcome.PLANNED, null));
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

    private static void remove(RemovalForecast forecast, boolean last, Invocation invocation) {
        Teller teller = new Teller(forecast, invocation);
        try {
            long freedBytes = forecast.remove(invocation.volumes().calls(), last, teller, invocation.cancel());
            invocation.count("freedBytes", freedBytes);
            teller.note(freedBytes);
        } finally {
            teller.finish();
        }
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
        return new Step(number, Action.UNLINK, null, path, size, outcome, reason);
    }

    /** Tells of each name as it goes. */
    private static final class Teller implements RemovalForecast.Listener {

        private final Invocation invocation;
        private final Map<Path, Long> sizes = new HashMap<>();
        private final Set<Path> folders;
        private int steps;
        private long removed;
        private long failed;

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

        @Override
        public void kept(Path path, FileCallException why) {
            steps++;
            failed++;
            invocation.print(step(path, Outcome.FAILED, Reason.PROBLEM));
            invocation.problem(Problem.error(why));
        }

        void note(long freedBytes) {
            invocation.note("removed " + Figures.count(removed, "name") + ", freed " + Figures.size(freedBytes));
        }

        void finish() {
            invocation.count("removed", removed);
            invocation.count("failed", failed);
        }

        private Step step(Path path, Outcome outcome, @Nullable Reason reason) {
            Action action = folders.contains(path) ? Action.REMOVE_FOLDER : Action.UNLINK;
            return new Step(steps, action, null, path, size(path), outcome, reason);
        }

        private OptionalLong size(Path path) {
            Long size = sizes.get(path);
            return size == null ? OptionalLong.empty() : OptionalLong.of(size);
        }
    }
}
