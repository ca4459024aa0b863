package aka.cli;

import aka.file.FileFacts;
import aka.group.Healing.SetAside;
import aka.journal.StepReason;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.LinkStep;
import aka.plan.Plan;
import aka.plan.RunId;
import aka.report.Problem;
import aka.report.Problem.Severity;
import aka.run.DirectPlan;
import aka.run.RunListener;
import aka.run.StepResult;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hears what became of the names under which files are set aside. One that was made for a file which then kept its own name, since
 * somebody had it open perhaps, is taken away again.
 */
final class AsideRun implements RunListener {

    private final Plan plan;
    private final List<SetAside> aside;
    private final Set<Path> led = new HashSet<>();
    private final Set<Path> made = new HashSet<>();

    AsideRun(Plan plan, List<SetAside> aside) {
        this.plan = plan;
        this.aside = aside;
    }

    @Override
    public void ended(StepResult result) {
        if (result instanceof StepResult.Done done) {
            if (done.step() instanceof LinkStep.Repoint repoint) {
                led.add(plan.shown(repoint.name()));
            } else if (done.step() instanceof LinkStep.Create create) {
                made.add(plan.shown(create.newName()));
            }
        }
    }

    /** Tells what is set aside now, and takes away what is not needed. */
    void finish(Invocation invocation, StateAccess state) {
        for (SetAside each : aside) {
            if (each.paths().stream().anyMatch(led::contains)) {
                invocation.note("what " + each.paths().getFirst() + " held is set aside as " + each.aside());
            } else if (made.contains(each.aside())) {
                takeAway(each.aside(), invocation, state);
            }
        }
    }

    private static void takeAway(Path path, Invocation invocation, StateAccess state) {
        Optional<RunId> first = invocation.run();
        try {
            FileFacts facts = invocation.volumes().calls().facts(path);
            DirectPlan plan = DirectRun.plan(invocation, "group");
            plan.unlink(List.of(path), facts, false);
            new JournalledRun(invocation, state.folder()).run(plan.plan(), new RunListener() {
                @Override
                public void ended(StepResult result) {
                    if (result instanceof StepResult.NotDone not && not.reason() != StepReason.CANCELLED) {
                        invocation.problem(Problem.of(not.why(), Severity.WARNING));
                    }
                }
            });
        } catch (FileCallException failed) {
            if (failed.trouble() != Trouble.MISSING) {
                invocation.problem(Problem.of(failed, Severity.WARNING));
            }
        } finally {
            first.ifPresent(invocation::ran);
        }
    }
}
