package aka.cli;

import aka.file.FileFacts;
import aka.link.LinkCheck;
import aka.link.Refusal;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.MetadataPart;
import aka.plan.LinkStep.Replace;
import aka.plan.Plan;
import aka.report.Problem;
import aka.report.Reason;
import aka.report.Step;
import aka.report.Step.Action;
import aka.report.Step.Outcome;
import aka.run.DirectPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** {@code aka link --replace}: a name that is taken by a file of equal bytes comes to lead to the existing file. */
final class ReplaceDeed {

    private final Invocation invocation;
    private final RunOptions asked;
    private final Set<MetadataPart> waived;
    private final FileCalls calls;
    private final DirectPlan plan;
    private long already;
    private long failed;

    ReplaceDeed(Invocation invocation, RunOptions asked, Set<MetadataPart> waived) {
        this.invocation = invocation;
        this.asked = asked;
        this.waived = waived;
        this.calls = invocation.volumes().calls();
        this.plan = DirectRun.plan(invocation, "link");
    }

    /** Adds what has to be done for {@code newName}, or tells why it is not done. */
    void link(Path existing, Path newName) {
        switch (invocation.volumes().check(existing, newName, invocation.cancel())) {
            case LinkCheck.Possible possible -> create(existing, newName);
            case LinkCheck.Unknown unknown -> refuse(existing, newName, unknown.reasons());
            case LinkCheck.Refused refused -> refused(existing, newName, refused);
        }
    }

    /** Shows what was added, asks once if anything is to be replaced, and does it. */
    ExitCode finish() throws IOException {
        Plan all = plan.waiving(waived);
        boolean replaces = all.steps().stream().anyMatch(Replace.class::isInstance);
        RunOptions options = replaces ? asked : asked.withYes();
        try (StateAccess state = StateAccess.forRun(invocation, options, invocation.typed())) {
            return new RunDeed(invocation, options, state)
                    .besides(already, failed)
                    .run(all, "Replace");
        }
    }

    private void refused(Path existing, Path newName, LinkCheck.Refused refused) {
        if (refused.isAlreadyOne()) {
            already++;
            print(existing, newName, Outcome.SKIPPED, Reason.ALREADY_ONE);
        } else if (refused.isReplaceable(!waived.isEmpty())) {
            replace(existing, newName);
        } else {
            refuse(existing, newName, refused.reasons());
        }
    }

    private void create(Path existing, Path newName) {
        try {
            plan.create(existing, calls.facts(existing), newName, List.of());
        } catch (FileCallException e) {
            fail(existing, newName);
            invocation.problem(Problem.error(e));
        }
    }

    private void replace(Path existing, Path newName) {
        try {
            FileFacts kept = calls.facts(existing);
            plan.replace(List.of(existing), kept, newName, calls.facts(newName));
        } catch (FileCallException e) {
            fail(existing, newName);
            invocation.problem(Problem.error(e));
        }
    }

    private void refuse(Path existing, Path newName, List<Refusal> reasons) {
        fail(existing, newName);
        for (Refusal reason : LinkCheck.hindrances(reasons)) {
            invocation.problem(Problem.of(reason, existing, newName));
        }
    }

    private void fail(Path existing, Path newName) {
        failed++;
        print(existing, newName, Outcome.FAILED, Reason.PROBLEM);
    }

    private void print(Path existing, Path newName, Outcome outcome, Reason reason) {
        invocation.print(new Step(
                Optional.empty(),
                plan.size() + already + failed,
                Action.LINK,
                existing,
                List.of(newName),
                OptionalLong.empty(),
                outcome,
                reason));
    }
}
