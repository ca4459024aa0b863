package aka.cli;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.journal.StepReason;
import aka.os.FileCallException;
import aka.os.Support;
import aka.os.Trouble;
import aka.plan.LinkStep;
import aka.plan.Plan;
import aka.report.Figures;
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
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka split}. */
final class SplitCommand implements Command {

    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "PATH...", "Names that are to get a body of their own.");
        Options.dryRun(spec);
        Options.stdin(spec);
        spec.usageMessage()
                .footer(
                        "The new body is made beside the name, with all metadata, and takes its place in one instant.",
                        "It is cloned where the file system can do that, else copied.",
                        "",
                        "Example:  aka split link.txt");
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
        Deed deed = new Deed(invocation, given.has("--dry-run"));
        try {
            for (Path path : paths) {
                invocation.cancel().check();
                deed.split(path);
            }
            deed.run();
        } finally {
            deed.finish();
        }
        return ExitCode.DONE;
    }

    /** Looks name by name, runs what is to be done together, and keeps the figures. */
    private static final class Deed {

        private final Invocation invocation;
        private final boolean dryRun;
        private final DirectPlan plan;
        /** How many names of a body were given so far: the last that is left to it is nothing to be split off. */
        private final Map<FileKey, Integer> given = new HashMap<>();

        private final Set<Path> seen = new HashSet<>();

        private int steps;
        private long split;
        private long skipped;
        private long failed;
        private long usedBytes;

        Deed(Invocation invocation, boolean dryRun) {
            this.invocation = invocation;
            this.dryRun = dryRun;
            this.plan = DirectRun.plan(invocation, "split");
        }

        /** Adds a name to what is to be split, or tells why it is not. */
        void split(Path path) {
            try {
                add(path);
            } catch (FileCallException e) {
                failed++;
                print(path, UNKNOWN, Outcome.FAILED, Reason.PROBLEM);
                invocation.problem(Problem.error(e));
            }
        }

        private void add(Path path) throws FileCallException {
            FileFacts facts = invocation.volumes().facts(path);
            if (facts.kind() != Kind.FILE) {
                throw notSplittable(path, facts.kind());
            }
            int before =
                    facts.key().map(key -> given.merge(key, 1, Integer::sum)).orElse(1);
            if (!seen.add(path) || facts.linkCount().orElse(Integer.MAX_VALUE) <= before) {
                single(path);
            } else if (dryRun) {
                planned(path, facts);
            } else {
                plan.split(path, facts);
            }
        }

        /**
         * Does all that was added.
         *
         * @throws FileCallException if the system lacks the calls for it, or there is no place for the journal
         */
        void run() throws FileCallException {
            Plan ready = plan.plan();
            DirectRun.run(invocation, ready, new Teller(ready));
        }

        /** Returns whether blocks can be shared there, which is where a new body uses no storage. */
        private boolean clones(Path path) {
            try {
                return invocation.volumes().volume(path).clones() == Support.YES;
            } catch (FileCallException unknown) {
                return false;
            }
        }

        void finish() {
            invocation.count(dryRun ? "planned" : "done", split);
            invocation.count("skipped", skipped);
            invocation.count("failed", failed);
            invocation.count("usedBytes", usedBytes);
            invocation.count("freedBytes", 0);
            if (split > 1) {
                invocation.note(Figures.count(split, "name") + (dryRun ? " would use " : " split, using ")
                        + Figures.size(usedBytes) + " more");
            }
        }

        /** The price is what a real run would use: nothing where blocks can be shared. */
        private void planned(Path path, FileFacts facts) {
            split++;
            boolean cloned = clones(path);
            usedBytes += cloned ? 0 : facts.allocatedBytes().orElse(facts.sizeBytes());
            print(path, OptionalLong.of(facts.sizeBytes()), Outcome.PLANNED, cloned ? Reason.CLONED : Reason.COPIED);
        }

        private void single(Path path) {
            skipped++;
            print(path, UNKNOWN, Outcome.SKIPPED, Reason.SINGLE);
        }

        private void print(Path path, OptionalLong sizeBytes, Outcome outcome, Reason reason) {
            steps++;
            invocation.print(
                    new Step(Optional.empty(), steps, Action.SPLIT, null, List.of(path), sizeBytes, outcome, reason));
        }

        private static FileCallException notSplittable(Path path, Kind kind) {
            Trouble trouble = switch (kind) {
                case FOLDER -> Trouble.IS_FOLDER;
                case SYMLINK, JUNCTION -> Trouble.IS_SYMLINK;
                case FILE, OTHER, UNKNOWN -> Trouble.NOT_REGULAR;
            };
            return new FileCallException(
                    "split " + path,
                    path,
                    null,
                    trouble,
                    "",
                    0,
                    "it is no regular file (" + kind.word() + ")",
                    "Only names of regular files can get a body of their own.");
        }

        /** Tells of each step as it ends. */
        private final class Teller implements RunListener {

            private final Plan plan;

            Teller(Plan plan) {
                this.plan = plan;
            }

            @Override
            public void ended(StepResult result) {
                switch (result) {
                    case StepResult.Done done -> {
                        split++;
                        usedBytes += done.usedBytes();
                        print(result, Outcome.DONE, how(done));
                    }
                    case StepResult.NotDone not -> notDone(not);
                }
            }

            @Override
            public void warning(FileCallException what) {
                invocation.problem(Problem.of(what, Severity.WARNING));
            }

            private void notDone(StepResult.NotDone not) {
                if (not.reason() == StepReason.CANCELLED) {
                    return;
                }
                failed++;
                print(not, Outcome.FAILED, Reason.of(not.reason()));
                invocation.problem(Problem.error(not.why()));
            }

            private Reason how(StepResult.Done done) {
                boolean cloned = done.usedBytes() == 0
                        && done.step() instanceof LinkStep.Split split
                        && clones(plan.shown(split.names().getFirst()));
                return cloned ? Reason.CLONED : Reason.COPIED;
            }

            private void print(StepResult result, Outcome outcome, Reason reason) {
                steps++;
                invocation.print(PlannedSteps.of(plan, invocation.run(), steps, result.step(), outcome, reason));
            }
        }
    }
}
