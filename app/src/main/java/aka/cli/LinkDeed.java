package aka.cli;

import aka.file.DosNames;
import aka.file.FileFacts;
import aka.file.Kind;
import aka.journal.StepReason;
import aka.link.LinkCheck;
import aka.link.LinkOptions;
import aka.link.LinkResult;
import aka.link.Refusal;
import aka.link.Volumes;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.plan.LinkStep.Create;
import aka.plan.Plan;
import aka.report.MklinkStep;
import aka.report.PlannedSteps;
import aka.report.Problem;
import aka.report.Problem.Severity;
import aka.report.Reason;
import aka.report.Step;
import aka.report.Step.Action;
import aka.report.Step.Outcome;
import aka.run.DirectPlan;
import aka.run.RunListener;
import aka.run.StepResult;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes names, or shows how it would, and tells of each: what {@code link}, {@code ln}, {@code mklink}, {@code ni} share.
 *
 * <p>Names that can be made, as far as a look tells, are made together at the end by one run. What a look refuses is refused
 * by the very call that makes a name without a run, which is also how names are made where the system lacks what a run needs.
 */
final class LinkDeed {

    private final Invocation invocation;
    private final boolean asMklink;
    private final LinkOptions options;
    private final boolean dryRun;
    private final boolean journalled;
    private final DirectPlan plan;
    private final Set<Path> newFolders = new HashSet<>();
    private int steps;
    private long done;
    private long already;
    private long failed;

    LinkDeed(Invocation invocation, String origin, LinkOptions options, boolean dryRun) {
        this.invocation = invocation;
        this.asMklink = origin.equals(CommandName.MKLINK.word());
        this.options = options;
        this.dryRun = dryRun;
        this.journalled = DirectRun.isPossible(invocation.volumes().calls());
        this.plan = DirectRun.plan(invocation, origin);
    }

    /** Makes {@code newName} a name of {@code existing}, now or at the end. */
    void link(Path existing, Path newName) {
        invocation.cancel().check();
        if (dryRun) {
            plan(existing, newName);
        } else if (!journalled || !isAdded(existing, newName)) {
            run(existing, newName);
        }
    }

    /**
     * Makes what is still to be made, and gives the summary its figures.
     *
     * @throws FileCallException if there is no place for the journal
     */
    void finish() throws FileCallException {
        try {
            Plan ready = plan.plan();
            DirectRun.run(invocation, ready, new Teller(ready));
        } finally {
            invocation.count(dryRun ? "planned" : "done", done);
            invocation.count("skipped", already);
            invocation.count("failed", failed);
            invocation.count("freedBytes", 0);
        }
    }

    /** Returns whether the name will be made at the end; if not, trying to make it at once tells why. */
    private boolean isAdded(Path existing, Path newName) {
        FileCalls calls = invocation.volumes().calls();
        try {
            FileFacts facts = calls.facts(existing);
            boolean trap = DosNames.trapAt(newName, existing).isPresent();
            if (facts.kind() != Kind.FILE || trap || NewNames.isThere(calls, newName)) {
                return false;
            }
            List<Path> missing = NewNames.missingFolders(calls, newName);
            if (missing.stream().anyMatch(folder -> DosNames.trapAt(folder).isPresent())) {
                return false;
            }
            missing.removeAll(newFolders);
            if (!missing.isEmpty() && !options.parents()) {
                return false;
            }
            plan.create(existing, facts, newName, missing);
            newFolders.addAll(missing);
            return true;
        } catch (FileCallException refused) {
            return false;
        }
    }

    private void run(Path existing, Path newName) {
        try {
            switch (invocation.volumes().link(existing, newName, options)) {
                case LinkResult.Made made -> {
                    done++;
                    print(existing, newName, made.facts().sizeBytes(), Outcome.DONE, null);
                }
                case LinkResult.AlreadyOne one -> {
                    already++;
                    print(existing, newName, one.facts().sizeBytes(), Outcome.SKIPPED, Reason.ALREADY_ONE);
                }
            }
        } catch (FileCallException e) {
            fail(existing, newName);
            invocation.problem(Problem.error(e));
        }
    }

    private void plan(Path existing, Path newName) {
        Volumes volumes = invocation.volumes();
        switch (volumes.check(existing, newName, invocation.cancel())) {
            case LinkCheck.Possible() -> planned(existing, newName);
            case LinkCheck.Unknown unknown -> planned(existing, newName);
            case LinkCheck.Refused(List < Refusal > reasons) -> refused(existing, newName, reasons);
        }
    }

    private void refused(Path existing, Path newName, List<Refusal> reasons) {
        if (options.ensure() && has(reasons, Refusal.Code.ALREADY_ONE)) {
            already++;
            print(existing, newName, -1, Outcome.SKIPPED, Reason.ALREADY_ONE);
        } else if (options.parents() && reasons.size() == 1 && has(reasons, Refusal.Code.NO_PARENT)) {
            planned(existing, newName);
        } else {
            fail(existing, newName);
            for (Refusal reason : reasons) {
                invocation.problem(Problem.of(reason, existing, newName));
            }
        }
    }

    private void planned(Path existing, Path newName) {
        done++;
        print(existing, newName, -1, Outcome.PLANNED, null);
    }

    private void fail(Path existing, Path newName) {
        failed++;
        print(existing, newName, -1, Outcome.FAILED, Reason.PROBLEM);
    }

    private static boolean has(List<Refusal> reasons, Refusal.Code code) {
        for (Refusal reason : reasons) {
            if (reason.code() == code) {
                return true;
            }
        }
        return false;
    }

    private void print(Path existing, Path newName, long sizeBytes, Outcome outcome, @Nullable Reason reason) {
        steps++;
        OptionalLong size = sizeBytes < 0 ? OptionalLong.empty() : OptionalLong.of(sizeBytes);
        tell(new Step(Optional.empty(), steps, Action.LINK, existing, List.of(newName), size, outcome, reason));
    }

    private void tell(Step step) {
        invocation.print(asMklink ? new MklinkStep(step) : step);
    }

    /** Tells of each step as it ends. */
    private final class Teller implements RunListener {

        private final Plan plan;

        Teller(Plan plan) {
            this.plan = plan;
        }

        @Override
        public void ended(StepResult result) {
            boolean name = result.step() instanceof Create;
            switch (result) {
                case StepResult.Done made -> {
                    done += name ? 1 : 0;
                    if (name
                            || invocation.options().json()
                            || invocation.options().verbose()) {
                        print(made, Outcome.DONE, null);
                    }
                }
                case StepResult.NotDone not -> {
                    if (not.reason() != StepReason.CANCELLED) {
                        failed += name ? 1 : 0;
                        print(not, Outcome.FAILED, Reason.of(not.reason()));
                        invocation.problem(Problem.error(not.why()));
                    }
                }
            }
        }

        @Override
        public void warning(FileCallException what) {
            invocation.problem(Problem.of(what, Severity.WARNING));
        }

        private void print(StepResult result, Outcome outcome, @Nullable Reason reason) {
            steps++;
            tell(PlannedSteps.of(plan, invocation.run(), steps, result.step(), outcome, reason));
        }
    }
}
