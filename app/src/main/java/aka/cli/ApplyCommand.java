package aka.cli;

import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Share;
import aka.plan.Plan;
import aka.plan.PlanFile;
import aka.plan.Root;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka apply}. */
final class ApplyCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "PLAN", "A plan that aka dedupe --save wrote.");
        RunOptions.describe(spec, false);
        spec.usageMessage()
                .footer(
                        "Each step is verified afresh: what changed since the plan was made is left as it is, and told.",
                        "",
                        "Example:  aka dedupe . --save plan.aka && aka apply -n plan.aka");
    }

    @Override
    public boolean acts() {
        return true;
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        RunOptions options = RunOptions.of(given);
        Path file = Operands.exactly(1, given, invocation).getFirst();
        Plan plan = asSeenFromHere(PlanFile.read(file));
        requireJoining(plan, file);
        invocation.start(plan.roots().stream().map(root -> root.typed()).toList());
        try (StateAccess state = StateAccess.forRun(invocation, options, invocation.typed())) {
            return new RunDeed(invocation, options, state).run(plan, "Change");
        }
    }

    /** A saved plan may have come from anybody: only what is verified against the files themselves is run. */
    private static void requireJoining(Plan plan, Path file) throws FileCallException {
        for (LinkStep step : plan.steps()) {
            if (!(step instanceof Replace) && !(step instanceof Share)) {
                throw new FileCallException(
                        "apply " + file,
                        file,
                        null,
                        Trouble.UNSUPPORTED,
                        "",
                        0,
                        "it holds steps that no saved plan has",
                        "Make the plan with aka dedupe --save.");
            }
        }
    }

    /** Relative paths stay relative only where they lead to the same folder from here. */
    private static Plan asSeenFromHere(Plan plan) {
        Path here = Invocation.here();
        List<Root> roots = new ArrayList<>();
        for (Root root : plan.roots()) {
            boolean same = here.resolve(root.typed()).normalize().equals(root.path());
            roots.add(same ? root : new Root(root.path(), root.key(), root.path()));
        }
        return new Plan(plan.origin(), roots, plan.waived(), plan.matchTimes(), plan.undoes(), plan.steps());
    }
}
