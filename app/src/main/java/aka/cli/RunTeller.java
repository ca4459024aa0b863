package aka.cli;

import aka.journal.StepReason;
import aka.os.FileCallException;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Share;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import aka.plan.Plan;
import aka.report.Figures;
import aka.report.PlannedSteps;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.report.Progress;
import aka.report.Reason;
import aka.report.Stand;
import aka.report.Step.Outcome;
import aka.run.RunListener;
import aka.run.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells of each step of a run as it ends, and keeps count. */
final class RunTeller implements RunListener {

    private final Invocation invocation;
    private final Plan plan;
    private final Set<Tolerated> tolerated;
    private final Progress progress;
    private long replaced;
    private long shared;
    private long split;
    private long repointed;
    private long made;
    private long removed;
    private long foldersMade;
    private long foldersRemoved;
    private long skipped;
    private long failed;
    private boolean stopped;

    RunTeller(Invocation invocation, Plan plan, Set<Tolerated> tolerated, Progress progress) {
        this.invocation = invocation;
        this.plan = plan;
        this.tolerated = tolerated;
        this.progress = progress;
    }

    @Override
    public void ended(StepResult result) {
        switch (result) {
            case StepResult.Done done -> done(done);
            case StepResult.NotDone notDone -> notDone(notDone);
        }
    }

    @Override
    public void warning(FileCallException what) {
        invocation.problem(Problem.of(what, Severity.WARNING));
    }

    @Override
    public void progress(long done, long steps, long readBytes) {
        progress.at(new Stand.Running(done, steps, readBytes));
    }

    /** Returns how many steps were not done, as they should have been. */
    long failed() {
        return failed;
    }

    /** Returns how many steps were not done, and need not have been. */
    long skipped() {
        return skipped;
    }

    /** Returns whether a step was given up because of a stop. */
    boolean stopped() {
        return stopped;
    }

    /** Returns whether something was done that can be taken back: files that share their storage are separate anyway. */
    boolean hasWayBack() {
        return replaced + split + repointed + made + removed + foldersMade + foldersRemoved > 0;
    }

    /** Returns what was done, in words: {@code replaced 3 names, made 1 folder}. */
    String words() {
        List<String> words = new ArrayList<>();
        add(words, replaced, "replaced ", "name", "");
        add(words, shared, "let ", "file", " share storage");
        add(words, split, "split ", "name", " off");
        add(words, repointed, "led ", "name", " to another file");
        add(words, made, "made ", "name", "");
        add(words, foldersMade, "made ", "folder", "");
        add(words, removed, "removed ", "name", "");
        add(words, foldersRemoved, "removed ", "folder", "");
        return words.isEmpty() ? "nothing was changed" : String.join(", ", words);
    }

    private static void add(List<String> words, long number, String before, String noun, String after) {
        if (number > 0) {
            words.add(before + Figures.count(number, noun) + after);
        }
    }

    private void done(StepResult.Done done) {
        count(done.step());
        if (invocation.options().json() || invocation.options().verbose()) {
            print(done, Outcome.DONE, null);
        }
    }

    private void count(LinkStep step) {
        switch (step) {
            case Replace replace -> replaced += replace.replaced().names().size();
            case Share share -> shared++;
            case Split each -> split += each.names().size();
            case Repoint repoint -> repointed++;
            case Create create -> made++;
            case Unlink unlink -> removed++;
            case CreateFolder folder -> foldersMade++;
            case RemoveFolder folder -> foldersRemoved++;
        }
    }

    private void notDone(StepResult.NotDone notDone) {
        boolean failure = isFailure(notDone);
        stopped |= notDone.reason() == StepReason.CANCELLED;
        failed += failure ? 1 : 0;
        skipped += failure ? 0 : 1;
        if (notDone.reason() != StepReason.CANCELLED || invocation.options().json()) {
            print(notDone, failure ? Outcome.FAILED : Outcome.SKIPPED, Reason.of(notDone.reason()));
        }
        if (failure || !isExpected(notDone.reason())) {
            invocation.problem(Problem.of(notDone.why(), failure ? Severity.ERROR : Severity.WARNING));
        }
        rescued(notDone).ifPresent(invocation::problem);
    }

    private boolean isFailure(StepResult.NotDone notDone) {
        return !isExpected(notDone.reason())
                && !Tolerated.covers(tolerated, notDone.reason(), notDone.why().trouble());
    }

    /** These need no word of their own: there was nothing to do, or the whole run was stopped. */
    private static boolean isExpected(StepReason reason) {
        return reason == StepReason.ALREADY_DONE || reason == StepReason.CANCELLED;
    }

    /** Returns the problem that something was left which only the user may remove; empty if nothing was. */
    static Optional<Problem> rescued(StepResult.NotDone notDone) {
        return notDone.rescued()
                .map(
                        path -> Problem.of(
                                Code.RESCUED,
                                Severity.ERROR,
                                path,
                                path + " may be the only name of bytes that were at "
                                        + notDone.why().path(),
                                "aka leaves it alone: compare it with that file, then move it to where it belongs or remove it."));
    }

    private void print(StepResult result, Outcome outcome, @Nullable Reason reason) {
        invocation.print(PlannedSteps.of(plan, invocation.run(), result.number(), result.step(), outcome, reason));
    }
}
