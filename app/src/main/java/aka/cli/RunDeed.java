package aka.cli;

import aka.journal.RunOutcome;
import aka.os.FileCallException;
import aka.plan.LinkStep;
import aka.plan.Plan;
import aka.plan.Price;
import aka.plan.RunId;
import aka.report.Figures;
import aka.report.PlanPreview;
import aka.report.PlanPrice;
import aka.report.PlannedSteps;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.report.Progress;
import aka.run.RunListener;
import aka.run.RunResult;
import aka.run.TouchedBodies;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Shows a plan, asks once, runs it, tells what became of it and how to take it back. */
final class RunDeed {

    private final Invocation invocation;
    private final RunOptions options;
    private final StateAccess state;
    private long skippedBefore;
    private long failedBefore;
    private Optional<SearchCatalog> catalog = Optional.empty();
    private Optional<RunListener> listener = Optional.empty();

    RunDeed(Invocation invocation, RunOptions options, StateAccess state) {
        this.invocation = invocation;
        this.options = options;
        this.state = state;
    }

    /** Returns this, where steps that never came into the plan are counted as well. */
    RunDeed besides(long skipped, long failed) {
        this.skippedBefore = skipped;
        this.failedBefore = failed;
        return this;
    }

    /** Returns this, where {@code also} hears what became of each step. */
    RunDeed heardBy(RunListener also) {
        this.listener = Optional.of(also);
        return this;
    }

    /** Returns this, where what {@code remembering} has of the files is to stay true of them. */
    RunDeed renewing(SearchCatalog remembering) {
        this.catalog = Optional.of(remembering);
        return this;
    }

    /**
     * Does what can be done with {@code plan} here.
     *
     * @param verb what it is called in the question: {@code Replace}
     * @throws FileCallException if the journal cannot be begun; nothing was changed then
     */
    ExitCode run(Plan plan, String verb) throws IOException {
        return run(plan, plan.price(), verb);
    }

    /** The same, where more is known of the price than the plan tells. */
    ExitCode run(Plan plan, Price price, String verb) throws IOException {
        invocation.print(new PlanPreview(plan));
        if (!options.yes() || options.dryRun()) {
            tellSteps(plan);
        }
        invocation.print(new PlanPrice(price));
        if (plan.steps().isEmpty()) {
            count(invocation, "done", 0, price);
            invocation.note("nothing to do");
            return ExitCode.DONE;
        }
        if (options.dryRun()) {
            leave(invocation, verb, price);
            return ExitCode.DONE;
        }
        if (!options.yes()) {
            if (!invocation.canAsk()) {
                leave(invocation, verb, price);
                return invocation.noAnswer();
            }
            if (!invocation.ask(verb + " " + words(price) + "?")) {
                count(invocation, "planned", price.steps(), price);
                invocation.note("nothing was changed");
                return ExitCode.NO;
            }
        }
        return execute(plan);
    }

    private void tellSteps(Plan plan) {
        if (!invocation.options().json()) {
            return;
        }
        long number = 0;
        for (LinkStep step : plan.steps()) {
            number++;
            invocation.print(PlannedSteps.planned(plan, Optional.empty(), number, step));
        }
    }

    /** Tells what would be done, and that it is not. */
    static void leave(Invocation invocation, String verb, Price price) {
        count(invocation, "planned", price.steps(), price);
        invocation.note("would " + verb.toLowerCase(Locale.ROOT) + " " + words(price) + "; nothing was changed");
    }

    private static void count(Invocation invocation, String key, long steps, Price price) {
        invocation.count(key, steps);
        invocation.count("freedBytes", price.freedBytes());
        invocation.count("usedBytes", price.usedBytes());
    }

    private static String words(Price price) {
        String about = price.estimated() ? "about " : "";
        return (price.names() > 0 ? Figures.count(price.names(), "name") : Figures.count(price.steps(), "file"))
                + (price.freedBytes() > 0 ? ", freeing " + about + Figures.size(price.freedBytes()) : "")
                + (price.usedBytes() > 0 ? ", using " + about + Figures.size(price.usedBytes()) : "");
    }

    private ExitCode execute(Plan plan) throws FileCallException {
        try (Progress progress = invocation.progress()) {
            RunTeller teller = new RunTeller(invocation, plan, options.tolerated(), progress);
            TouchedBodies touched = new TouchedBodies(plan, withListener(teller), InstantSource.system());
            RunResult result = new JournalledRun(invocation, state.folder()).run(plan, touched);
            progress.finish();
            ExitCode exit = ended(plan, result, teller);
            catalog.ifPresent(remembering -> remembering.renew(touched));
            return exit;
        }
    }

    private RunListener withListener(RunTeller teller) {
        return listener.isPresent() ? new BothHear(teller, listener.get()) : teller;
    }

    private ExitCode ended(Plan plan, RunResult result, RunTeller teller) {
        invocation.count("done", result.done());
        invocation.count("skipped", skippedBefore + result.notDone() - teller.failed());
        invocation.count("failed", failedBefore + teller.failed());
        invocation.count("freedBytes", result.freedBytes());
        invocation.count("usedBytes", result.usedBytes());
        invocation.note(teller.words()
                + notDone(result)
                + (result.freedBytes() > 0 ? ", freed " + Figures.size(result.freedBytes()) : "")
                + (result.usedBytes() > 0 ? ", used " + Figures.size(result.usedBytes()) : ""));
        if (result.outcome() == RunOutcome.CANCELLED || teller.stopped()) {
            return stopped(plan, result, teller);
        }
        if (result.notDone() > teller.failed() + teller.skipped()) {
            cutOff(result);
        }
        if (teller.hasWayBack()) {
            invocation.note(wayBack(result.run()));
        }
        return ExitCode.DONE;
    }

    /** The journal could not be written to, which was told: the steps that were not reached are as they were. */
    private void cutOff(RunResult result) {
        invocation.problem(
                Problem.of(
                        Code.CUT_OFF,
                        Severity.ERROR,
                        null,
                        "the run " + result.run().brief() + " came to an early end",
                        "No bytes are lost. Make room for journals or choose another AKA_HOME, then type the same command again."));
    }

    private static String notDone(RunResult result) {
        return result.notDone() > 0 ? ", " + Figures.count(result.notDone(), "step") + " not done" : "";
    }

    /** Returns the sentence that says how a run is taken back. */
    static String wayBack(RunId run) {
        return "aka undo " + run.brief() + " takes it back";
    }

    private ExitCode stopped(Plan plan, RunResult result, RunTeller teller) {
        invocation.problem(Problem.of(
                Code.STOPPED,
                Severity.ERROR,
                null,
                "stopped on request: " + result.done() + " of "
                        + Figures.count(plan.steps().size(), "step") + " done",
                "Nothing is half done: type the same command again to do the rest"
                        + (teller.hasWayBack() ? "; " + wayBack(result.run()) + "." : ".")));
        return invocation.stopped();
    }
}
