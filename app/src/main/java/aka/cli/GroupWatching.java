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
import aka.os.Support;
import aka.os.Trouble;
import aka.plan.Plan;
import aka.plan.RunId;
import aka.report.PlannedSteps;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.report.SaveSeen;
import aka.report.Step.Outcome;
import aka.report.WatchSeen;
import aka.run.DirectPlan;
import aka.run.RunListener;
import aka.run.RunResult;
import aka.run.RunSettings;
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

        /** Returns the files that declare them, and those that say which are trusted, whether they are there or not. */
        List<Path> files() throws FileCallException;
    }

    GroupWatching(Invocation invocation, Chosen chosen, Given given) {
        this.invocation = invocation;
        this.options = RunOptions.ofAsking(given).withYes();
        this.command = given.text("--exec");
        if (options.dryRun() && command.isPresent()) {
            throw new WrongUsage("--dry-run changes nothing, and what --exec runs may", "Leave one of them out.");
        }
        Timing standard = Timing.standard();
        Duration every = given.text("--every").isPresent()
                ? Seconds.parse("--every", given.text("--every"))
                : standard.everything();
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new WrongUsage("--every takes one second or more", "");
        }
        this.watch = new GroupWatch(
                invocation.volumes().calls(),
                source(chosen),
                new Teller(),
                new Timing(
                        standard.quiet(),
                        standard.longest(),
                        every,
                        standard.quick(),
                        standard.fights(),
                        standard.patience()),
                invocation.cancel());
    }

    private GroupWatch.Source source(Chosen chosen) {
        return new GroupWatch.Source() {
            private List<Group> last = List.of();
            private List<Path> files = List.of();

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
                try {
                    files = chosen.files();
                } catch (FileCallException unreadable) {
                    // Told when they are read.
                    return files;
                }
                return files;
            }
        };
    }

    ExitCode run() throws FileCallException {
        try {
            watch.run();
        } catch (OutputGone nobodyListens) {
            return ExitCode.DONE;
        }
        return invocation.stopped();
    }

    /** Hands over what was printed. Who watches for nobody ends. */
    private void flush() {
        invocation.flush();
        if (invocation.isOutputGone()) {
            throw new OutputGone();
        }
    }

    private final class Teller implements GroupWatch.Hearer {

        @Override
        public void watching(int groups, int files, int folders, int unheard) {
            invocation.print(new WatchSeen(groups, files, folders, unheard));
            flush();
        }

        @Override
        public void seen(Health health) {
            GroupStatus.print(invocation, health);
            health.reason().ifPresent(invocation::unreadable);
            flush();
            command.ifPresent(line -> new WatchCommand(line, health).run(invocation));
        }

        @Override
        public void saved(Health health, Save save) {
            invocation.print(new SaveSeen(health.declared().group().name(), save, Instant.now()));
            flush();
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
            invocation.problem(Problem.of(
                    Code.FOUGHT,
                    Severity.ERROR,
                    null,
                    health.declared().group().name()
                            + " is split again each time right after it was healed: another program wants it so",
                    "It is left alone for ten minutes. Find out which program that is, and have it write in place."));
            flush();
        }

        @Override
        public void trouble(FileCallException why) {
            invocation.problem(Problem.of(why, Severity.WARNING));
            flush();
        }
    }

    private GroupWatch.Outcome healed(Health health, Optional<DeclaredBody> kept) throws FileCallException {
        if (isYoung(health)) {
            return GroupWatch.Outcome.BUSY;
        }
        DirectPlan plan = DirectRun.plan(invocation, "group");
        health.declared().group().project().ifPresent(plan::reachFrom);
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

    /**
     * Where writers cannot be kept away a run wants files to have been left alone for a while; and a name aside that is made and
     * taken away again in vain would be a change of its own.
     */
    private boolean isYoung(Health health) throws FileCallException {
        Instant young = Instant.now().minus(RunSettings.standard().minimumAge());
        for (DeclaredBody body : health.bodies()) {
            Path name = body.names().getFirst();
            boolean changed = body.facts().modified().isAfter(young)
                    || body.facts().changed().filter(young::isBefore).isPresent();
            if (changed && invocation.volumes().calls().volume(name).leases() != Support.YES) {
                return true;
            }
        }
        return false;
    }

    private void tellPlanned(Plan plan) {
        for (int i = 0; i < plan.steps().size(); i++) {
            invocation.print(PlannedSteps.planned(
                    plan, Optional.empty(), i + 1, plan.steps().get(i)));
        }
    }

    private GroupWatch.Outcome run(Plan plan, List<SetAside> aside) throws FileCallException {
        Steps steps = new Steps();
        AsideRun asides = new AsideRun(plan, aside);
        RunResult result;
        Optional<RunId> run;
        try (StateAccess state = StateAccess.forRun(invocation, options, invocation.typed())) {
            result = new JournalledRun(invocation, state.folder()).run(plan, new BothHear(steps, asides));
            run = invocation.run();
            asides.finish(invocation, state);
        }
        for (StepResult.Done each : steps.done) {
            invocation.print(PlannedSteps.of(plan, run, each.number(), each.step(), Outcome.DONE, null));
        }
        if (result.done() > 0) {
            run.ifPresent(id -> invocation.note(RunDeed.wayBack(id)));
        }
        if (result.notDone() == 0) {
            return GroupWatch.Outcome.HEALED;
        }
        boolean passes = steps.notDone.stream()
                .allMatch(each -> passes(each.reason()) && each.rescued().isEmpty());
        if (!passes) {
            steps.notDone.forEach(this::tell);
        }
        return passes ? GroupWatch.Outcome.BUSY : GroupWatch.Outcome.REFUSED;
    }

    private void tell(StepResult.NotDone notDone) {
        invocation.problem(Problem.error(notDone.why()));
        RunTeller.rescued(notDone).ifPresent(invocation::problem);
    }

    /** What became of the steps of one healing. */
    private final class Steps implements RunListener {

        private final List<StepResult.Done> done = new ArrayList<>();
        private final List<StepResult.NotDone> notDone = new ArrayList<>();

        @Override
        public void ended(StepResult result) {
            switch (result) {
                case StepResult.Done each -> done.add(each);
                case StepResult.NotDone each -> notDone.add(each);
            }
        }

        @Override
        public void warning(FileCallException what) {
            invocation.problem(Problem.of(what, Severity.WARNING));
        }
    }

    /** Somebody saves at this very moment: what is there then is looked at afresh. */
    private static boolean passes(StepReason reason) {
        return switch (reason) {
            case BUSY, CHANGED, VANISHED, ALREADY_DONE, BYTES_DIFFER, CANCELLED, LAST_NAME -> true;
            default -> false;
        };
    }
}
