package aka.cli;

import aka.catalog.Catalog;
import aka.catalog.CatalogException;
import aka.catalog.CatalogStatus;
import aka.report.CatalogSeen;
import aka.report.Figures;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka catalog}: what is remembered of files that were read. */
final class CatalogCommand implements Command {

    private static final List<String> DEEDS = List.of("status", "prune", "clear");

    /** Most disks are looked at again within this. */
    private static final String UNUSED = "90d";

    @Override
    public void describe(CommandSpec spec) {
        Options.words(spec, "DEED", "One of those below.", DEEDS);
        Options.value(
                spec, "TIME", "prune: what was used before this: 30d, 2026-11-22; else " + UNUSED + ".", "--older");
        Options.flag(spec, "clear: do not ask, the answer is yes.", "--yes");
        spec.usageMessage()
                .footer(
                        "status  where it is, how large, of how many files and volumes it remembers hashes",
                        "prune   forgets what no search came by for " + UNUSED + ": files and volumes that are gone,",
                        "        or are not looked at any more",
                        "clear   forgets everything: asks once, and removes the file",
                        "",
                        "aka dupes and aka dedupe remember hashes of what they read, and need not read it again as long",
                        "as its length and times stay. They only find: nothing is ever replaced because of them. With",
                        "--no-catalog a search does without.",
                        "",
                        "Example:  aka catalog status");
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        String deed = deed(given);
        LocalDate older = older(given);
        invocation.start(List.of());
        Path path = SearchCatalog.path(StateAccess.home(invocation));
        try {
            return switch (deed) {
                case "status" -> status(path, invocation);
                case "prune" -> prune(path, older, invocation);
                default -> clear(path, given.has("--yes"), invocation);
            };
        } catch (CatalogException failed) {
            invocation.problem(Problem.of(
                    Code.NO_CATALOG, Severity.ERROR, path, String.valueOf(failed.getMessage()), wayOut(failed)));
            return ExitCode.NOT_ALL;
        }
    }

    private static String deed(Given given) {
        List<String> words = given.operands();
        String deed = Operands.deed("catalog", words, DEEDS);
        if (words.size() > 1) {
            throw new WrongUsage("aka catalog " + deed + " takes nothing more", "See aka catalog --help.");
        }
        requireDeed(given, "--older", "prune", deed);
        requireDeed(given, "--yes", "clear", deed);
        return deed;
    }

    private static void requireDeed(Given given, String option, String its, String deed) {
        if (!deed.equals(its) && (given.has(option) || given.text(option).isPresent())) {
            throw new WrongUsage(option + " goes with " + its + " only", "");
        }
    }

    private static LocalDate older(Given given) {
        Instant time =
                TimeText.parse("--older", given.text("--older").orElse(UNUSED), Instant.now(), ZoneId.systemDefault());
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static ExitCode status(Path path, Invocation invocation) throws CatalogException {
        CatalogStatus status = new CatalogStatus(path, 0, 0, 0, Optional.empty());
        if (Catalog.mayBeThere(path)) {
            try (Catalog catalog = Catalog.open(path)) {
                status = catalog.status();
            }
        }
        invocation.print(new CatalogSeen(status));
        return ExitCode.DONE;
    }

    private static ExitCode prune(Path path, LocalDate older, Invocation invocation) throws CatalogException {
        long forgotten = 0;
        if (Catalog.mayBeThere(path)) {
            try (Catalog catalog = Catalog.open(path)) {
                forgotten = catalog.prune(older);
            }
        }
        invocation.count("forgotten", forgotten);
        invocation.note("forgot " + Figures.count(forgotten, "file"));
        return ExitCode.DONE;
    }

    private static ExitCode clear(Path path, boolean yes, Invocation invocation) throws IOException, CatalogException {
        long sizeBytes = Catalog.sizeBytes(path);
        if (sizeBytes > 0 && !yes) {
            String what = "forget all hashes (" + Figures.size(sizeBytes) + ")";
            if (!invocation.canAsk()) {
                invocation.note("would " + what + "; nothing was changed");
                return invocation.noAnswer();
            }
            if (!invocation.ask("F" + what.substring(1) + "?")) {
                invocation.note("nothing was changed");
                return ExitCode.NO;
            }
        }
        boolean cleared = Catalog.clear(path);
        invocation.count("freedBytes", cleared ? sizeBytes : 0);
        invocation.note(cleared ? "forgot all hashes" : "there is no catalogue");
        return ExitCode.DONE;
    }

    private static String wayOut(CatalogException failed) {
        return switch (failed.trouble()) {
            case DAMAGED -> "The next search puts it aside and begins anew; aka catalog clear removes it.";
            case FOREIGN -> "Searches do without; move it away if you do not need it.";
            case BUSY -> "Try again when the other process has ended.";
            case NO_SPACE -> "Make room, or remove it with aka catalog clear.";
            case UNUSABLE -> "Searches do without.";
        };
    }
}
