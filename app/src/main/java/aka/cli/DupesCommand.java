package aka.cli;

import aka.dedupe.DuplicateCount;
import aka.dedupe.DuplicateFinder;
import aka.dedupe.FinderOptions;
import aka.report.Figures;
import aka.report.GroupFound;
import aka.report.Progress;
import aka.walk.Walk;
import aka.walk.WalkFilters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka dupes}. */
final class DupesCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "DIR...", "Where to look; the current folder if none is given.");
        Options.flag(
                spec, "Compare every byte, of large crowds too, which are told apart by a hash otherwise.", "--verify");
        Options.choice(
                spec,
                "FORMAT",
                "Print text, json (as --json does), csv (one row a name) or fdupes (one path a line).",
                Format.WORDS,
                "--format");
        Options.flag(spec, "Exit 1 if there are any, for scripts that check.", "--fail-if-found");
        SearchCatalog.describe(spec);
        WalkOptions.describe(spec);
        Options.stdin(spec);
        Options.print0(spec);
        spec.usageMessage()
                .footer(
                        "Names of one file are shown as one, each further name behind an equals sign.",
                        "Of --format fdupes they are left out, as fdupes -r leaves out hard links; --print0 there is as in jdupes.",
                        "Reclaimable is what would truly be freed: names elsewhere keep their data.",
                        "",
                        "Example:  aka dupes . --min 1M");
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        WalkFilters filters = WalkOptions.filters(given, 1);
        List<Path> roots = Operands.folders(given, invocation);
        invocation.start(roots);
        if (roots.isEmpty()) {
            return ExitCode.DONE;
        }
        DuplicateCount duplicates;
        try (SearchCatalog catalog = new SearchCatalog(given, invocation);
                Progress progress = invocation.progress();
                Walk walk = Walk.of(invocation.volumes().calls(), roots, filters, SearchCatalog.closed(invocation))) {
            WalkTeller teller = new WalkTeller(invocation, progress, WalkOptions.tolerated(given));
            duplicates = DuplicateFinder.each(
                    walk,
                    new FinderOptions(given.has("--verify"), catalog.remembering()),
                    new SearchTeller(teller, progress, group -> {
                        invocation.cancel().check();
                        invocation.print(new GroupFound(group));
                    }),
                    invocation.cancel());
            progress.finish();
            tell(duplicates, invocation);
            teller.finish();
        }
        boolean fail = given.has("--fail-if-found") && duplicates.groups() > 0;
        return fail ? ExitCode.NO : ExitCode.DONE;
    }

    private static void tell(DuplicateCount duplicates, Invocation invocation) {
        invocation.count("groups", duplicates.groups());
        invocation.count("files", duplicates.filesSeen());
        invocation.count("names", duplicates.namesSeen());
        invocation.count("redundantBytes", duplicates.redundantBytes());
        invocation.count("reclaimableBytes", duplicates.reclaimableBytes());
        invocation.note(Figures.count(duplicates.groups(), "group") + " of equal files among "
                + Figures.count(duplicates.filesSeen(), "file") + ", "
                + (duplicates.reclaimableEstimated() ? "about " : "")
                + Figures.size(duplicates.reclaimableBytes()) + " reclaimable");
    }
}
