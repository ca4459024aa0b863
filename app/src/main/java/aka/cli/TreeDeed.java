package aka.cli;

import aka.file.DosNames;
import aka.file.FileFacts;
import aka.file.Kind;
import aka.file.RawPath;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.SystemCommand;
import aka.os.Trouble;
import aka.report.Figures;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.report.Progress;
import aka.run.DirectPlan;
import aka.walk.LeftAlone;
import aka.walk.Walk;
import aka.walk.WalkEntry;
import aka.walk.WalkFilters;
import aka.walk.WalkVisitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code aka link --tree}: a new folder with the same folders in it, and in them names of the same files. */
final class TreeDeed {

    private static final int READ_AND_ENTER_BY_ALL = 0055;

    private final Invocation invocation;
    private final FileCalls calls;
    private final Path from;
    private final Path to;
    private final boolean parents;
    private final DirectPlan plan;
    private final List<NewName> files = new ArrayList<>();
    private long leftOut;
    private boolean closedFolders;

    /** A file that was found, and the name that it is to get. */
    private record NewName(Path existing, FileFacts facts, Path name) {}

    /** @param parents whether folders above {@code to} that are not there are made as well */
    TreeDeed(Invocation invocation, Path from, Path to, boolean parents) {
        this.invocation = invocation;
        this.calls = invocation.volumes().calls();
        this.from = from;
        this.to = to;
        this.parents = parents;
        this.plan = DirectRun.plan(invocation, "link");
    }

    /**
     * Makes it, or with {@code options.dryRun()} shows it. Nobody is asked: nothing that is there changes.
     *
     * @throws FileCallException if {@code from} is no folder, or {@code to} is there already
     */
    ExitCode run(RunOptions options) throws IOException {
        requireFolder();
        requireNew();
        plan.reachFrom(from);
        for (Path folder : foldersAbove()) {
            plan.createFolder(folder);
        }
        plan.createFolder(to);
        plan.reachFromAbove(to);
        try (Progress progress = invocation.progress();
                Walk walk = Walk.of(calls, List.of(from), WalkFilters.none())) {
            walk.forEach(new Visitor(new WalkTeller(invocation, progress, Set.of())), invocation.cancel());
            progress.finish();
        }
        // All folders before all names: each change from one kind of step to another forces the journal to the disk.
        for (NewName file : files) {
            plan.create(file.existing(), file.facts(), file.name(), List.of());
        }
        tell();
        RunOptions unasked = options.withYes();
        try (StateAccess state = StateAccess.unlocked(invocation, unasked)) {
            return new RunDeed(invocation, unasked, state).run(plan.plan(), "Make");
        }
    }

    private List<Path> foldersAbove() throws FileCallException {
        List<Path> missing = NewNames.missingFolders(calls, to);
        for (Path folder : missing) {
            requireNoTrap(folder);
        }
        requireNoTrap(to);
        if (!missing.isEmpty() && !parents) {
            throw refusal(
                    Trouble.MISSING,
                    "the folder " + missing.getFirst() + " is not there",
                    "Make it first, or use --parents.");
        }
        return missing;
    }

    /** The names below are those that the files have already. */
    private void requireNoTrap(Path folder) throws FileCallException {
        Optional<String> trap = DosNames.trapAt(folder, from);
        if (trap.isPresent()) {
            throw refusal(Trouble.BAD_NAME, trap.get(), "Choose another name.");
        }
    }

    private void requireFolder() throws FileCallException {
        Kind kind = calls.facts(from).kind();
        if (kind != Kind.FOLDER) {
            throw refusal(Trouble.NOT_A_FOLDER, from + " is no folder (" + kind.word() + ")", "Leave --tree out.");
        }
    }

    private void requireNew() throws FileCallException {
        if (calls.find(to).isPresent()) {
            throw refusal(Trouble.EXISTS, to + " is there already", "Name a folder that is to be made.");
        }
    }

    private FileCallException refusal(Trouble trouble, String reason, String wayOut) {
        return new FileCallException(
                "make " + to + " a tree of names of the files in " + from, from, to, trouble, "", 0, reason, wayOut);
    }

    private void tell() {
        invocation.count("leftOut", leftOut);
        if (leftOut > 0) {
            invocation.note("left out " + Figures.count(leftOut, "name")
                    + " of no file (symbolic links, pipes): they stay alone");
        }
        if (closedFolders) {
            invocation.problem(Problem.of(
                    Code.BEFOREHAND,
                    Severity.WARNING,
                    from,
                    "some folders in " + from + " are closed to others, and the new ones will not be",
                    "Close " + to + " itself afterwards (" + SystemCommand.CHANGE_ACCESS
                            + "), if its files are not for everybody."));
        }
    }

    /** Turns what is found into steps. */
    private final class Visitor implements WalkVisitor {

        private final WalkTeller teller;

        Visitor(WalkTeller teller) {
            this.teller = teller;
        }

        @Override
        public void found(WalkEntry entry) {
            Path path = entry.path();
            // No other mount is entered: the top of the mount is the folder that was named.
            byte[] below = entry.folder().below(entry.folder().mountTop());
            Path there =
                    to.resolve(RawPath.path(RawPath.join(below, entry.leaf().bytes())));
            try {
                switch (entry.kind()) {
                    case FILE -> files.add(new NewName(path, calls.facts(path), there));
                    case FOLDER -> {
                        look(calls.facts(path));
                        plan.createFolder(there);
                    }
                    case SYMLINK, JUNCTION, OTHER, UNKNOWN -> leftOut++;
                }
            } catch (FileCallException e) {
                invocation.unreadable(e);
            }
        }

        private void look(FileFacts folder) {
            closedFolders |= folder.owner()
                    .filter(owner -> (owner.mode() & READ_AND_ENTER_BY_ALL) != READ_AND_ENTER_BY_ALL)
                    .isPresent();
        }

        @Override
        public void progress(long folders, long files) {
            teller.progress(folders, files);
        }

        @Override
        public void unreadable(Path path, FileCallException why) {
            teller.unreadable(path, why);
        }

        @Override
        public void leftAlone(Path path, LeftAlone why) {
            teller.leftAlone(path, why);
        }
    }
}
