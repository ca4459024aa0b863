package aka.cli;

import aka.group.DeclaredBody;
import aka.group.Group;
import aka.group.GroupWatch;
import aka.group.GroupWatch.Timing;
import aka.group.Healing;
import aka.group.Healing.SetAside;
import aka.group.Healing.Unhealed;
import aka.group.Health;
import aka.group.Save;
import aka.journal.StepReason;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.Plan;
import aka.report.PlannedSteps;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.report.SaveSeen;
import aka.report.Step.Outcome;
import aka.report.WatchSeen;
import aka.run.DirectPlan;
import aka.run.RunListener;
import aka.run.StepResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code aka group watch}: tells of splits when they happen, and heals what its group says is healed. */
final class GroupWatching {

    private final Invocation invocation;
    private final RunOptions options;
    private final Optional<String> command;
    private final GroupWatch watch;

    /** Which groups are watched, asked again whenever a file of groups changes. */
    interface Chosen {
        List<Group> groups() throws FileCallException;
    }

    /**
     * @param files where the groups are declared
     */
    GroupWatching(Invocation invocation, Chosen chosen, List<Path> files, Given given) {
        this.invocation = invocation;
        this.options = RunOptions.ofAsking(given).withYes();
        this.command = given.text("--exec");
        Timing standard = Timing.standard();
        Duration every = given.text("--every").isPresent()
                ? Seconds.parse("--every", given.text("--every"))
                : standard.everything();
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new WrongUsage("--every takes one second or more", "");
        }
        this.watch = new GroupWatch(
                invocation.volumes().calls(),
                source(chosen, files),
                new Teller(),
                new Timing(standard.quiet(), standard.longest(), every, standard.quick(), standard.fights()),
                invocation.cancel());
    }

    private GroupWatch.Source source(Chosen chosen, List<Path> files) {
        return new GroupWatch.Source() {
            private List<Group> last = List.of();

            @Override
            public List<Group> groups() {
                try {
                    last = chosen.groups();
                } catch (FileCallException unreadable) {
                    // It may be in the middle of being written: what was declared before holds until it can be read.
                    invocation.unreadable(unreadable);
                }
                return last;
            }

            @Override
            public List<Path> files() {
                return files;
            }
        };
    }

    ExitCode run() throws FileCallException {
        watch.run();
        return invocation.stopped();
    }

    private final class Teller implements GroupWatch.Hearer {

        @Override
        public void watching(int groups, int files, int folders, int unheard) {
            invocation.print(new WatchSeen(groups, files, folders, unheard));
            invocation.flush();
        }

        @Override
        public void seen(Health health) {
            GroupStatus.print(invocation, health);
            health.reason().ifPresent(invocation::unreadable);
            invocation.flush();
            command.ifPresent(line -> new WatchCommand(line, health).run(invocation));
        }

        @Override
        public void saved(Health health, Save save) {
            invocation.print(new SaveSeen(health.declared().group().name(), save, Instant.now()));
            invocation.flush();
        }

        @Override
        public GroupWatch.Outcome heal(Health health, Optional<DeclaredBody> kept) {
            try {
                return healed(health, kept);
            } catch (FileCallException failed) {
                if (failed.trouble() == Trouble.BUSY || failed.trouble() == Trouble.MISSING) {
                    return GroupWatch.Outcome.BUSY;
                }
                invocation.problem(Problem.error(failed));
                return GroupWatch.Outcome.REFUSED;
            } finally {
                invocation.flush();
            }
        }

        @Override
        public void fought(Health health) {
            invocation.problem(
                    Problem.of(
                            Code.FOUGHT,
                            Severity.ERROR,
                            null,
                            health.declared().group().name()
                                    + " is split again each time right after it was healed: another program wants it so",
                            "It is not healed any more until watch is started anew. Find out which program that is, and have it write in place."));
            invocation.flush();
        }

        @Override
        public void trouble(FileCallException why) {
            invocation.problem(Problem.of(why, Severity.WARNING));
            invocation.flush();
        }
    }

    private GroupWatch.Outcome healed(Health health, Optional<DeclaredBody> kept) throws FileCallException {
        DirectPlan plan = DirectRun.plan(invocation, "group");
        Healing healing = new Healing(invocation.volumes().calls(), plan, Set.of(), invocation.cancel());
        List<Unhealed> left = kept.isPresent() ? healing.add(health, kept.get()) : healing.add(health);
        left.forEach(each -> each.why().forEach(why -> invocation.problem(Problem.of(why, each.kept(), each.path()))));
        if (plan.size() == 0) {
            return left.isEmpty() ? GroupWatch.Outcome.HEALED : GroupWatch.Outcome.REFUSED;
        }
        if (options.dryRun()) {
            tellPlanned(plan.plan());
            return GroupWatch.Outcome.REFUSED;
        }
        GroupWatch.Outcome outcome = run(plan.plan(), healing.aside());
        return outcome == GroupWatch.Outcome.HEALED && !left.isEmpty() ? GroupWatch.Outcome.REFUSED : outcome;
    }

    private void tellPlanned(Plan plan) {
        for (int i = 0; i < plan.steps().size(); i++) {
            invocation.print(PlannedSteps.planned(
                    plan, Optional.empty(), i + 1, plan.steps().get(i)));
        }
    }

    private GroupWatch.Outcome run(Plan plan, List<SetAside> aside) throws FileCallException {
        List<StepResult.NotDone> notDone = new ArrayList<>();
        List<StepResult.Done> done = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void ended(StepResult result) {
                switch (result) {
                    case StepResult.Done each -> done.add(each);
                    case StepResult.NotDone each -> notDone.add(each);
                }
            }
        };
        AsideRun asides = new AsideRun(plan, aside);
        try (StateAccess state = StateAccess.forRun(invocation, options, invocation.typed())) {
            new JournalledRun(invocation, state.folder()).run(plan, new BothHear(listener, asides));
            for (StepResult.Done each : done) {
                invocation.print(
                        PlannedSteps.of(plan, invocation.run(), each.number(), each.step(), Outcome.DONE, null));
            }
            if (!done.isEmpty()) {
                invocation.run().ifPresent(run -> invocation.note(RunDeed.wayBack(run)));
            }
            asides.finish(invocation, state);
        }
        boolean passes = notDone.stream().allMatch(each -> passes(each.reason()));
        if (!passes) {
            notDone.forEach(each -> invocation.problem(Problem.error(each.why())));
        }
        return notDone.isEmpty()
                ? GroupWatch.Outcome.HEALED
                : passes ? GroupWatch.Outcome.BUSY : GroupWatch.Outcome.REFUSED;
    }

    /** Somebody saves at this very moment: what is there then is looked at afresh. */
    private static boolean passes(StepReason reason) {
        return switch (reason) {
            case BUSY, CHANGED, VANISHED, ALREADY_DONE, BYTES_DIFFER, CANCELLED, LAST_NAME -> true;
            default -> false;
        };
    }
}
