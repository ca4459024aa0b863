package aka.dedupe;

import aka.dedupe.SizeClassReader.EqualBodies;
import aka.file.Kind;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.walk.LeftAlone;
import aka.walk.Walk;
import aka.walk.WalkEntry;
import aka.walk.WalkVisitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Finds the files that hold equal bytes, and changes nothing. */
public final class DuplicateFinder {

    private DuplicateFinder() {}

    /**
     * Returns the groups of equal files below the walk's roots. By rising cost:
     *
     * <ol>
     *   <li><b>Walk</b>: every name that passes the filters.
     *   <li><b>Table</b>: a row a name, less than 100 bytes ({@link FileTable}). Names of one body (same file key) become one
     *       candidate; a file without a key is a body of its own.
     *   <li><b>Size</b>: one sort; a length that occurs once has no equal, and empty files are no duplicates ({@link
     *       SizeClasses}).
     *   <li><b>Memory</b>: what earlier searches found out of a body that is as it was then ({@link Recall}) is not read
     *       again; a length of which it decides everything is finished without opening a file ({@link MemorySorter}).
     *   <li><b>Heads</b>: length by length from the longest, on as many threads as there are processors, or more where they wait
     *       for the disk ({@link Readers}). The first 4 KiB tell most apart; of those that have another's head the rest is
     *       read at once, up to 128 KiB, and compared byte for byte ({@link ShortBodies}, {@link BlockSorter}).
     *   <li><b>The rest</b> of longer files: 16 KiB of the end, where most differ, then what is between, those that are equal
     *       so far side by side, block by block, so that a difference stops both ({@link SizeClassReader}). More than 64 of
     *       one length with the same ends are told apart by a hash, and compared after all if that is asked for ({@link
     *       CrowdComparison}).
     *   <li><b>Groups</b>, with their names and figures ({@link GroupMaker}, {@link Reclaimable}). Where a volume can
     *       share blocks, its bodies are asked whether they do ({@link SharedBlocks}).
     * </ol>
     *
     * <p>A file is opened by the name that was found, and must be the body of the walk, with the length and time it had then,
     * when it is opened and still after it was read; what is not goes to {@code listener} and {@link DuplicateCount#unreadable},
     * as does what cannot be read, and the work goes on.
     *
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public static Duplicates find(Walk walk, FinderOptions options, FinderListener listener, CancelToken cancel) {
        List<Group> groups = new ArrayList<>();
        DuplicateCount count = search(walk, options, listener, groups::add, cancel);
        return new Duplicates(groups, count);
    }

    /**
     * The same, but what is found is only told, to {@link FinderListener#found}.
     *
     * @throws java.util.concurrent.CancellationException if a stop was asked for; some groups may have been told
     */
    public static DuplicateCount each(Walk walk, FinderOptions options, FinderListener listener, CancelToken cancel) {
        return search(walk, options, listener, group -> {}, cancel);
    }

    private static DuplicateCount search(
            Walk walk, FinderOptions options, FinderListener listener, Consumer<Group> also, CancelToken cancel) {
        FinderEvents events = new FinderEvents(listener);
        try (Searching searching = Searching.of(walk, options, events, cancel)) {
            FileTable table = names(searching);
            GroupMaker maker = new GroupMaker(table, new SharedBlocks(table, walk.calls(), cancel));
            DuplicateCount.Sums sums = new DuplicateCount.Sums();
            equal(searching, table, maker::rows, rows -> {
                Group group = maker.group(rows);
                sums.add(group);
                also.accept(group);
                events.found(group);
            });
            return sums.of(table, events.unreadable());
        }
    }

    /** Returns the names that the walk finds. */
    static FileTable names(Searching searching) {
        IntoTable into = new IntoTable(searching);
        searching.walk().forEach(into, searching.cancel());
        return into.table;
    }

    /**
     * Reads the candidates, and hands what {@code maker} made of those that are equal to {@code inOrder}: see {@link
     * Readers#run}.
     */
    static <T> void equal(
            Searching searching, FileTable table, Function<EqualBodies, ByPath<T>> maker, Consumer<T> inOrder) {
        table.seal();
        searching.events().walked(table.names());
        SizeClasses classes = SizeClasses.of(table);
        searching.events().candidates(classes.candidates(), classes.totalBytes());
        Recall recall = Recall.of(table, classes, searching.options().remembering());
        searching.fetcher().readersBegin(table, classes, row -> recall.known(row) != null);
        try {
            new Readers<>(searching, table, classes, recall, maker)
                    .run(Runtime.getRuntime().availableProcessors(), inOrder);
        } finally {
            // Also of a search that was stopped: the next one is the quicker for it.
            recall.keep();
        }
    }

    private static final class IntoTable implements WalkVisitor {

        private final FileTable table = new FileTable();
        private final Remembering remembering;
        private final FinderEvents events;
        private final Fetcher fetcher;
        private long bytes;
        private boolean prepared;

        IntoTable(Searching searching) {
            this.remembering = searching.options().remembering();
            this.events = searching.events();
            this.fetcher = searching.fetcher();
        }

        @Override
        public void found(WalkEntry entry) {
            if (entry.kind() == Kind.FILE) {
                table.add(entry);
                weigh(entry);
            }
        }

        /** What is remembered is made ready beside the walk once there is so much that it may be asked for. */
        private void weigh(WalkEntry entry) {
            if (entry.hasKey() && entry.volume().lasting()) {
                bytes += Remembering.weight(entry.sizeBytes());
            }
            if (!prepared && bytes >= remembering.worthBytes()) {
                prepared = true;
                remembering.hashes().prepare();
            }
        }

        @Override
        public void waitsForDisk() {
            fetcher.walkWaits();
        }

        @Override
        public void progress(long folders, long files) {
            events.walking(folders, files);
        }

        @Override
        public void unreadable(Path path, FileCallException why) {
            events.unreadable(path, why);
        }

        @Override
        public void leftAlone(Path path, LeftAlone why) {
            events.leftAlone(path, why);
        }
    }
}
