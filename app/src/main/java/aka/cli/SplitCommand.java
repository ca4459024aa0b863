package aka.cli;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.link.SplitResult;
import aka.os.Draft.Copied;
import aka.os.FileCallException;
import aka.os.Support;
import aka.os.Trouble;
import aka.report.Figures;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.report.Step;
import aka.report.Step.Action;
import aka.report.Step.Outcome;
import aka.report.Step.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
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
        } finally {
            deed.finish();
        }
        return ExitCode.DONE;
    }

    /** Name by name, with its figures. */
    private static final class Deed {

        private final Invocation invocation;
        private final boolean dryRun;
        private int steps;
        private long split;
        private long skipped;
        private long failed;
        private long usedBytes;

        Deed(Invocation invocation, boolean dryRun) {
            this.invocation = invocation;
            this.dryRun = dryRun;
        }

        void split(Path path) {
            steps++;
            try {
                if (dryRun) {
                    plan(path);
                } else {
                    run(path);
                }
            } catch (FileCallException e) {
                failed++;
                print(path, UNKNOWN, Outcome.FAILED, Reason.PROBLEM);
                invocation.problem(Problem.error(e));
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

        private void run(Path path) throws FileCallException {
            switch (invocation.volumes().split(path, invocation.cancel())) {
                case SplitResult.Single single -> single(single.path());
                case SplitResult.Done done -> {
                    split++;
                    usedBytes += done.usedBytes();
                    Reason how = done.how() == Copied.CLONED ? Reason.CLONED : Reason.COPIED;
                    print(path, OptionalLong.of(done.sizeBytes()), Outcome.DONE, how);
                    for (String warning : done.warnings()) {
                        invocation.problem(
                                Problem.of(Code.NOT_KEPT, Severity.WARNING, path, path + ": " + warning, ""));
                    }
                }
            }
        }

        /** The price is what a real run would use: nothing where blocks can be shared. */
        private void plan(Path path) throws FileCallException {
            FileFacts facts = invocation.volumes().facts(path);
            if (facts.kind() != Kind.FILE) {
                throw notSplittable(path, facts.kind());
            }
            if (facts.linkCount().orElse(0) == 1) {
                single(path);
                return;
            }
            split++;
            boolean cloned = invocation.volumes().volume(path).clones() == Support.YES;
            usedBytes += cloned ? 0 : facts.allocatedBytes().orElse(facts.sizeBytes());
            print(path, OptionalLong.of(facts.sizeBytes()), Outcome.PLANNED, cloned ? Reason.CLONED : Reason.COPIED);
        }

        private void single(Path path) {
            skipped++;
            print(path, UNKNOWN, Outcome.SKIPPED, Reason.SINGLE);
        }

        private void print(Path path, OptionalLong sizeBytes, Outcome outcome, @Nullable Reason reason) {
            invocation.print(new Step(steps, Action.SPLIT, null, path, sizeBytes, outcome, reason));
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
    }
}
