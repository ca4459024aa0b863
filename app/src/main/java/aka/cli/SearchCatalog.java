package aka.cli;

import aka.catalog.Catalog;
import aka.catalog.LateCatalog;
import aka.dedupe.Remembering;
import aka.file.FileKey;
import aka.journal.StateFolder;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.run.TouchedBodies;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** The catalogue of a command that looks for equal files, none with {@code --no-catalog}; or of one that runs a plan. */
final class SearchCatalog implements AutoCloseable {

    private static final String LEAF = "catalog.db";

    private final Invocation invocation;
    private final Optional<LateCatalog> catalog;
    /** Told by threads of the catalogue; printed by that of the command. */
    private final List<String> troubles = Collections.synchronizedList(new ArrayList<>());

    /** The catalogue is opened when a search wants it, and not before. */
    SearchCatalog(Given given, Invocation invocation) {
        this(invocation, !given.has("--no-catalog"));
    }

    private SearchCatalog(Invocation invocation, boolean wanted) {
        this.invocation = invocation;
        FileCalls calls = invocation.volumes().calls();
        this.catalog = wanted
                ? Optional.of(new LateCatalog(
                        () -> path(StateFolder.open(calls, StateAccess.home(invocation))
                                .path()),
                        troubles::add))
                : Optional.empty();
    }

    /** Returns the catalogue that searches have made in {@code home}, for a command that is none; it makes none there. */
    static SearchCatalog ofEarlierSearches(Invocation invocation, StateFolder home) {
        return new SearchCatalog(invocation, Catalog.mayBeThere(path(home.path())));
    }

    /** Adds the option. */
    static void describe(CommandSpec spec) {
        Options.flag(spec, "Do without remembered hashes (aka catalog), and remember none.", "--no-catalog");
    }

    /** Returns where the catalogue is in the state folder. */
    static Path path(Path home) {
        return home.resolve(LEAF);
    }

    /**
     * Returns the folder of journals and catalogue, which no search is to enter: what is in it changes beside the search. None
     * if it is not there yet, or cannot be told.
     */
    static Set<FileKey> closed(Invocation invocation) {
        try {
            return StateAccess.key(invocation);
        } catch (FileCallException noneToEnter) {
            return Set.of();
        }
    }

    /** Returns what a search is to remember. */
    Remembering remembering() {
        return catalog.isEmpty() ? Remembering.NOTHING : Remembering.in(catalog.get(), InstantSource.system());
    }

    /**
     * Renews what is remembered of bodies of which a run has changed the names, if they are so many that a search would ask for
     * it. Who asked for a stop does not wait for that.
     */
    void renew(TouchedBodies touched) {
        boolean worthIt = touched.sum(Remembering::weight) >= remembering().worthBytes();
        if (catalog.isPresent() && worthIt && !invocation.cancel().isCancelled()) {
            invocation.flush();
            touched.renew(invocation.volumes().calls(), catalog.get(), invocation.cancel());
        }
    }

    /** Hands over what was printed, then waits until what is to be remembered is written. */
    @Override
    public void close() {
        if (catalog.isEmpty()) {
            return;
        }
        invocation.flush();
        catalog.get().close();
        if (invocation.options().verbose() || invocation.options().json()) {
            for (String trouble : troubles) {
                invocation.problem(Problem.of(Code.NO_CATALOG, Severity.WARNING, null, trouble, ""));
            }
        }
    }
}
