package aka.dedupe;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Metadata;
import aka.os.Trouble;
import aka.plan.Barriers;
import aka.plan.LinkStep;
import aka.plan.Plan;
import aka.plan.Price;
import aka.plan.Root;
import aka.walk.RealPath;
import aka.walk.Walk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans how equal files become one, and changes nothing. */
public final class DedupePlanner {

    private final FileCalls calls;
    private final DedupeOptions options;
    private final CancelToken cancel;
    private final FinderEvents events;
    private final List<Path> references = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Optional<Path> keptUnder = Optional.empty();

    private DedupePlanner(FileCalls calls, DedupeOptions options, FinderEvents events, CancelToken cancel) {
        this.calls = calls;
        this.options = options;
        this.events = events;
        this.cancel = cancel;
    }

    /**
     * Returns what is to be done about the equal files below the walk's roots. After the {@link DuplicateFinder}'s walk:
     *
     * <ol>
     *   <li>Files in places that are left alone, and on volumes where nothing can be joined, are barred before they are read
     *       ({@link Screen}).
     *   <li>Equal bytes are found as the finder finds them; each group is planned by the thread that found it ({@link
     *       GroupPlanner}).
     *   <li>Each of its bodies is looked at for its facts and its metadata ({@link BodyLook}): short ones when they were
     *       read, if they are few enough to stay open until then, others opened once more. One that is not what was compared,
     *       or of which not all is known, is left out.
     *   <li>On one volume and mount they are ordered by which is to be kept ({@link Keep}); each is then joined to the first
     *       kept one that it may become ({@link aka.plan.JoinGate}) and that has room for its names ({@link LinkRoom}), or is
     *       kept itself ({@link LinkJoiner}).
     *   <li>What frees nothing by it is left out again, unless {@link DedupeOptions#anyway}.
     * </ol>
     *
     * <p>The unit is a body with all its names: they move together. No body is replaced twice, and none that is kept.
     *
     * @throws FileCallException {@link Trouble#UNSUPPORTED} where metadata cannot be read; if a reference, or the folder of
     *     {@link Keep.Under}, is not there
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public static DedupePlan plan(Walk walk, DedupeOptions options, FinderListener listener, CancelToken cancel)
            throws FileCallException {
        return plan(walk, options, Remembering.NOTHING, listener, cancel);
    }

    /**
     * The same, where what earlier searches found out need not be read again. The plan rests on it no more than on what is
     * read now: bytes are compared when a step is run.
     */
    public static DedupePlan plan(
            Walk walk, DedupeOptions options, Remembering remembering, FinderListener listener, CancelToken cancel)
            throws FileCallException {
        FileCalls calls = walk.calls();
        Metadata metadata = calls.metadata().orElseThrow(DedupePlanner::noMetadata);
        DedupePlanner planner = new DedupePlanner(calls, options, new FinderEvents(listener), cancel);
        planner.findFolders();
        return planner.plan(walk, remembering, metadata);
    }

    private static FileCallException noMetadata() {
        return new FileCallException(
                "plan which files become one",
                Path.of(""),
                null,
                Trouble.UNSUPPORTED,
                "",
                0,
                "owners, modes and attributes cannot be read here, so nobody knows what would be lost",
                "Use aka dupes to list equal files.");
    }

    private void findFolders() throws FileCallException {
        for (Path reference : options.references()) {
            references.add(RealPath.of(calls, reference));
        }
        if (options.keep() instanceof Keep.Under under) {
            keptUnder = Optional.of(RealPath.of(calls, under.folder()));
        }
    }

    private DedupePlan plan(Walk walk, Remembering remembering, Metadata metadata) throws FileCallException {
        try (Searching searching =
                Searching.of(walk, new FinderOptions(false, remembering), events, cancel, metadata)) {
            return plan(searching, metadata);
        }
    }

    private DedupePlan plan(Searching searching, Metadata metadata) throws FileCallException {
        FileTable table = DuplicateFinder.names(searching);
        PlanRoots roots = PlanRoots.of(table, calls);
        warnOfFoldersElsewhere(roots);
        Grounds grounds = new Grounds(calls, options.cloning());
        Screen screen = new Screen(table, roots, grounds);
        if (!options.everywhere()) {
            screen.barPlaces();
        }
        screen.barVolumes();
        if (options.cloning() && grounds.anyUnknownClones()) {
            warnings.add("Whether a volume here can share storage between files is only known by trying.");
        }
        try (Barriers barriers = new Barriers(calls)) {
            int user = calls.userId().orElse(0);
            BodyLook look =
                    new BodyLook(table, roots, grounds, metadata, barriers, options, references, keptUnder, user);
            GroupPlanner planner = new GroupPlanner(table, new SharedBlocks(table, calls, cancel), look, options, user);
            List<PlannedGroup> groups = new ArrayList<>();
            DuplicateFinder.equal(searching, table, planner::plan, groups::add);
            return result(table, roots, screen, groups);
        }
    }

    private void warnOfFoldersElsewhere(PlanRoots roots) {
        for (Path reference : references) {
            warnIfElsewhere("--reference", reference, roots.all());
        }
        keptUnder.ifPresent(folder -> warnIfElsewhere("--keep under:", folder, roots.all()));
    }

    private void warnIfElsewhere(String option, Path folder, List<Root> roots) {
        boolean seen =
                roots.stream().anyMatch(root -> root.path().startsWith(folder) || folder.startsWith(root.path()));
        if (!seen) {
            warnings.add(option + " " + folder + " is not among the folders that were looked at, and has no effect.");
        }
    }

    private DedupePlan result(FileTable table, PlanRoots roots, Screen screen, List<PlannedGroup> groups) {
        List<LinkStep> steps = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>(screen.volumes());
        long freedBytes = 0;
        boolean estimated = false;
        for (PlannedGroup group : groups) {
            steps.addAll(group.steps());
            leftOut.addAll(group.leftOut());
            freedBytes += group.freedBytes();
            estimated |= group.estimated();
        }
        Plan plan = new Plan("dedupe", roots.all(), options.waived(), options.matchTimes(), Optional.empty(), steps);
        EditedFolders.warning(plan).ifPresent(warnings::add);
        Price price = new Price(steps.size(), plan.price().names(), freedBytes, 0, estimated);
        return new DedupePlan(
                plan, price, leftOut, screen.places(), warnings, table.bodies(), table.names(), events.unreadable());
    }
}
