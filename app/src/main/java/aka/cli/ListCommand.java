package aka.cli;

import aka.file.LinkSet;
import aka.link.LinkSets;
import aka.os.FileCalls;
import aka.report.Figures;
import aka.report.Progress;
import aka.report.SetFound;
import aka.walk.Walk;
import aka.walk.WalkFilters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka list}. */
final class ListCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "DIR...", "Where to look; the current folder if none is given.");
        Options.flag(spec, "Files with one name only.", "--single");
        Options.values(spec, "DIR", "Files with a name below this folder too.", "--into");
        Options.values(
                spec, "DIR", "All files without a name below this folder, those with one name too.", "--not-into");
        WalkOptions.describe(spec);
        Options.stdin(spec);
        Options.print0(spec);
        spec.usageMessage().footer("Example:  aka list . --min 1M");
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        Question question = Question.of(given);
        WalkFilters filters = WalkOptions.filters(given, 0);
        List<Path> roots = Operands.folders(given, invocation);
        invocation.start(roots);
        if (roots.isEmpty()) {
            return ExitCode.DONE;
        }
        FileCalls calls = invocation.volumes().calls();
        try (Progress progress = invocation.progress();
                Walk walk = Walk.of(calls, roots, filters);
                Other other = Other.open(calls, question, filters)) {
            WalkTeller teller = new WalkTeller(invocation, progress, WalkOptions.tolerated(given));
            LinkSets sets = LinkSets.under(walk, teller, invocation.cancel());
            print(question.ask(sets, other), question, invocation, progress);
            teller.finish();
        }
        return ExitCode.DONE;
    }

    private static void print(Stream<LinkSet> found, Question question, Invocation invocation, Progress progress) {
        // The answer is there only after the walk: nothing is left to show progress of.
        progress.finish();
        Telling telling = new Telling(invocation, question.heading());
        found.forEach(telling);
        telling.finish();
    }

    /** Prints what was found, and counts it. */
    private static final class Telling implements Consumer<LinkSet> {

        private final Invocation invocation;
        private final boolean heading;
        private long sets;
        private long names;

        Telling(Invocation invocation, boolean heading) {
            this.invocation = invocation;
            this.heading = heading;
        }

        @Override
        public void accept(LinkSet set) {
            invocation.cancel().check();
            invocation.print(new SetFound(set, heading));
            sets++;
            names += set.names().size();
        }

        void finish() {
            invocation.count("sets", sets);
            invocation.count("names", names);
            invocation.note(
                    heading
                            ? Figures.count(sets, "file") + " with several names, " + Figures.count(names, "name")
                                    + " found"
                            : Figures.count(names, "name"));
        }
    }

    /** Which of the four lists is asked for. */
    private record Question(Kind kind, List<Path> folders) {

        private enum Kind {
            SETS,
            SINGLE,
            INTO,
            NOT_INTO
        }

        static Question of(Given given) {
            int kinds =
                    (given.has("--single") ? 1 : 0) + (given.has("--into") ? 1 : 0) + (given.has("--not-into") ? 1 : 0);
            if (kinds > 1) {
                throw new WrongUsage("--single, --into and --not-into exclude each other", "Give one of them.");
            }
            if (given.has("--single")) {
                return new Question(Kind.SINGLE, List.of());
            }
            if (given.has("--into")) {
                return new Question(Kind.INTO, paths(given.texts("--into")));
            }
            if (given.has("--not-into")) {
                return new Question(Kind.NOT_INTO, paths(given.texts("--not-into")));
            }
            return new Question(Kind.SETS, List.of());
        }

        private static List<Path> paths(List<String> typed) {
            List<Path> paths = new ArrayList<>();
            for (String text : typed) {
                paths.add(Invocation.path(text));
            }
            return paths;
        }

        boolean heading() {
            return kind == Kind.SETS || kind == Kind.INTO;
        }

        Stream<LinkSet> ask(LinkSets sets, Other other) {
            return switch (kind) {
                case SETS -> sets.sets();
                case SINGLE -> sets.singles();
                case INTO -> sets.into(other.opened());
                case NOT_INTO -> sets.notInto(other.opened());
            };
        }
    }

    /** The folders that the files are compared with, if any. */
    private record Other(@Nullable Walk walk) implements AutoCloseable {

        /** Names count there wherever they are: only what says where to go is taken over from the filters. */
        static Other open(FileCalls calls, Question question, WalkFilters filters) throws IOException {
            if (question.folders().isEmpty()) {
                return new Other(null);
            }
            WalkFilters everything = WalkFilters.none()
                    .withCrossMounts(filters.crossMounts())
                    .withFollowFolderLinks(filters.followFolderLinks());
            return new Other(Walk.of(calls, question.folders(), everything));
        }

        Walk opened() {
            if (walk == null) {
                throw new IllegalStateException("asked without folders");
            }
            return walk;
        }

        @Override
        public void close() {
            if (walk != null) {
                walk.close();
            }
        }
    }
}
