package aka.cli;

import aka.dedupe.DedupeOptions;
import aka.dedupe.DedupePlan;
import aka.dedupe.DedupePlanner;
import aka.dedupe.LeftOut;
import aka.dedupe.LeftOutReason;
import aka.dedupe.Place;
import aka.os.FileCallException;
import aka.plan.PlanFile;
import aka.report.Figures;
import aka.report.LeftOutFound;
import aka.report.PlaceFound;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.report.Progress;
import aka.walk.Walk;
import aka.walk.WalkFilters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka dedupe}. */
final class DedupeCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "DIR...", "Where to look; the current folder if none is given.");
        RunOptions.describe(spec, true);
        DedupeOptionsText.describe(spec);
        Options.value(spec, "PLAN", "Write the plan to this new file and change nothing; aka apply runs it.", "--save");
        SearchCatalog.describe(spec);
        WalkOptions.describe(spec);
        Options.stdin(spec);
        spec.usageMessage()
                .footer(
                        "Asks once. Equal files become names of one file; each name leads to its bytes at every instant,",
                        "and aka undo gives each its own file again. See aka help safety.",
                        "",
                        "Example:  aka dedupe -n . --min 1M");
    }

    @Override
    public boolean acts() {
        return true;
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        WalkFilters filters = WalkOptions.filters(given, 1);
        DedupeOptions wanted = DedupeOptionsText.parse(given);
        RunOptions options = RunOptions.of(given);
        Optional<Path> save = given.text("--save").map(Invocation::path);
        List<Path> roots = withReferences(Operands.folders(given, invocation), wanted);
        invocation.start(roots);
        if (roots.isEmpty()) {
            return ExitCode.DONE;
        }
        if (save.isPresent()) {
            try (SearchCatalog catalog = new SearchCatalog(given, invocation)) {
                DedupePlan plan = plan(roots, filters, wanted, options, catalog, invocation);
                return save(plan, wanted, save.get(), invocation);
            }
        }
        try (StateAccess state = StateAccess.forRun(invocation, options, invocation.typed());
                SearchCatalog catalog = new SearchCatalog(given, invocation)) {
            DedupePlan plan = plan(roots, filters, wanted, options, catalog, invocation);
            return new RunDeed(invocation, options, state)
                    .renewing(catalog)
                    .run(plan.plan(), plan.price(), verb(wanted));
        }
    }

    /** What is below a reference is looked at as well: it is what the others are compared with. */
    private static List<Path> withReferences(List<Path> roots, DedupeOptions wanted) {
        List<Path> all = new ArrayList<>(roots);
        for (Path reference : wanted.references()) {
            if (!roots.isEmpty() && !all.contains(reference)) {
                all.add(reference);
            }
        }
        return all;
    }

    private static DedupePlan plan(
            List<Path> roots,
            WalkFilters filters,
            DedupeOptions wanted,
            RunOptions options,
            SearchCatalog catalog,
            Invocation invocation)
            throws FileCallException {
        try (Progress progress = invocation.progress();
                // The journals are no files to be joined.
                Walk walk = Walk.of(invocation.volumes().calls(), roots, filters, StateAccess.key(invocation))) {
            WalkTeller teller = new WalkTeller(invocation, progress, options.tolerated());
            DedupePlan plan = DedupePlanner.plan(
                    walk, wanted, catalog.remembering(), SearchTeller.ofPlan(teller, progress), invocation.cancel());
            progress.finish();
            tell(plan, invocation);
            teller.finish();
            return plan;
        }
    }

    private static void tell(DedupePlan plan, Invocation invocation) {
        for (LeftOut leftOut : plan.leftOut()) {
            invocation.print(new LeftOutFound(leftOut));
        }
        for (Place place : plan.places()) {
            invocation.print(new PlaceFound(place));
        }
        for (String warning : plan.warnings()) {
            invocation.problem(Problem.of(Code.BEFOREHAND, Severity.WARNING, null, warning, ""));
        }
        Map<LeftOutReason, Long> counts = plan.leftOutCounts();
        long leftOut = counts.values().stream().mapToLong(Long::longValue).sum();
        if (leftOut > 0) {
            invocation.note("left out " + Figures.count(leftOut, "file") + ": " + words(counts));
        }
        invocation.count("files", plan.filesSeen());
        invocation.count("names", plan.namesSeen());
        invocation.count("leftOut", leftOut);
    }

    private static String words(Map<LeftOutReason, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> Figures.number(each.getValue()) + " " + LeftOutFound.words(each.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String verb(DedupeOptions wanted) {
        return wanted.cloning() ? "Share the storage of" : "Replace";
    }

    private static ExitCode save(DedupePlan plan, DedupeOptions wanted, Path file, Invocation invocation)
            throws FileCallException {
        PlanFile.save(plan.plan(), file);
        RunDeed.leave(invocation, verb(wanted), plan.price());
        invocation.note("the plan is in " + file + ": aka apply runs it");
        return ExitCode.DONE;
    }
}
