package aka.cli;

import aka.group.DeclaredBody;
import aka.group.Group;
import aka.group.Healing;
import aka.group.Healing.SetAside;
import aka.group.Healing.Unhealed;
import aka.group.Health;
import aka.group.Verdict;
import aka.link.Refusal;
import aka.os.FileCallException;
import aka.os.MetadataPart;
import aka.plan.Plan;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.run.DirectPlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code aka group heal}: what is split becomes one again. */
final class GroupHeal {

    private final Invocation invocation;
    private final List<Group> groups;
    private final RunOptions options;
    private final Set<MetadataPart> waived;
    private final DirectPlan plan;
    private final Optional<String> kept;
    private long failed;

    GroupHeal(Invocation invocation, List<Group> groups, Given given) {
        this.invocation = invocation;
        this.groups = groups;
        this.options = RunOptions.ofAsking(given);
        this.waived = DedupeOptionsText.waived(given.text("--ignore"));
        this.plan = DirectRun.plan(invocation, "group");
        this.kept = given.text("--keep");
    }

    ExitCode run() throws IOException {
        KeptChoice keep;
        try {
            keep = new KeptChoice(invocation, kept);
        } catch (FileCallException notThere) {
            invocation.unreadable(notThere);
            return ExitCode.NOT_ALL;
        }
        if (keep.isUnanswerable()) {
            return ExitCode.USAGE;
        }
        GroupStatus status = new GroupStatus(invocation, groups);
        Healing healing = new Healing(invocation.volumes().calls(), plan, waived, invocation.cancel());
        for (Group group : groups) {
            // No link that leads out of a project is gone through then.
            group.project().ifPresent(plan::reachFrom);
            for (Health health : status.healths(group)) {
                heal(healing, health, keep);
            }
        }
        failed += keep.isLeftOver() ? 1 : 0;
        for (SetAside each : healing.aside()) {
            invocation.note("what " + each.paths().getFirst() + " holds is to be set aside as " + each.aside());
        }
        Plan steps = plan.waiving(waived);
        AsideRun asides = new AsideRun(steps, healing.aside());
        try (StateAccess state = StateAccess.forRun(invocation, options, invocation.typed())) {
            ExitCode exit = new RunDeed(invocation, options, state)
                    .besides(0, failed)
                    .heardBy(asides)
                    .run(steps, "Join");
            asides.finish(invocation, state);
            return exit;
        }
    }

    private void heal(Healing healing, Health health, KeptChoice keep) throws IOException {
        if (health.verdict() == Verdict.UNKNOWN) {
            failed++;
            health.reason().ifPresent(invocation::unreadable);
            return;
        }
        String name = health.declared().group().name();
        if (health.bodies().isEmpty()) {
            failed++;
            invocation.problem(Problem.of(
                    Code.NO_FILE,
                    Severity.ERROR,
                    null,
                    "no path of " + name + " leads to a file",
                    "Bring one of them back, from a backup perhaps, and heal again."));
            return;
        }
        Optional<DeclaredBody> chosen = keep.of(health);
        if (health.verdict() == Verdict.COPY_DIFFERS) {
            failed++;
            invocation.problem(Problem.of(
                    Code.COPY_DIFFERS,
                    Severity.ERROR,
                    null,
                    name + " is one file, but a copy of it is not as it should be",
                    "See aka group status. Copies are compared, not healed."));
            return;
        }
        if (health.verdict() == Verdict.EXTRA_NAMES) {
            invocation.note(name + " is one file, with more names than declared: that stays as it is");
            return;
        }
        try {
            List<Unhealed> left = chosen.isPresent() ? healing.add(health, chosen.get()) : healing.add(health);
            for (Unhealed unhealed : left) {
                failed++;
                for (Refusal why : unhealed.why()) {
                    invocation.problem(Problem.of(why, unhealed.kept(), unhealed.path()));
                }
            }
        } catch (FileCallException gone) {
            failed++;
            invocation.problem(Problem.error(gone));
        }
    }
}
