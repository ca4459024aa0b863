package aka.walk;

import aka.file.RawPath;
import aka.os.Listing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The filters of one walk, ready for use. */
final class EntryFilter {

    private final WalkFilters filters;
    private final boolean singles;
    private final boolean passOver;
    private final List<Glob> names;
    private final List<Glob> paths;
    private final List<Glob> excludedLeaves;
    private final List<Glob> excludedPaths;
    private final long newerNanos;
    private final long olderNanos;

    EntryFilter(WalkFilters filters) {
        this(filters, true, false);
    }

    private EntryFilter(WalkFilters filters, boolean singles, boolean passOver) {
        this.filters = filters;
        this.singles = singles;
        this.passOver = passOver;
        this.names = globs(filters.names(), glob -> true);
        this.paths = globs(filters.paths(), glob -> true);
        this.excludedLeaves = globs(filters.excludes(), glob -> glob.indexOf('/') < 0);
        this.excludedPaths = globs(filters.excludes(), glob -> glob.indexOf('/') >= 0);
        this.newerNanos = filters.newer().map(EntryFilter::bound).orElse(Long.MIN_VALUE);
        this.olderNanos = filters.older().map(EntryFilter::bound).orElse(Long.MAX_VALUE);
    }

    /**
     * Returns the same filters for a visitor that does not want regular files with one name.
     *
     * @param mayPassOver whether a listing may leave them out, as far as the filters let it
     */
    EntryFilter withoutSingles(boolean mayPassOver) {
        return new EntryFilter(filters, false, mayPassOver);
    }

    /** Returns whether a file that passes all else is for the visitor, and not counted only; one without identity always is. */
    boolean isForVisitor(WalkEntry file) {
        return singles || file.linkCount() != 1 || !file.hasKey();
    }

    /** Returns whether a listing may pass over regular files with one name: they are counted only, whatever else they are. */
    boolean onlyCountsSingles() {
        return passOver && wantsEveryName() && wantsEveryLength() && wantsEveryTime() && !dependsOnRoot();
    }

    private boolean wantsEveryLength() {
        return filters.minBytes() == 0 && filters.maxBytes() == Long.MAX_VALUE;
    }

    private boolean wantsEveryTime() {
        return filters.newer().isEmpty() && filters.older().isEmpty();
    }

    /** Returns a time to compare with those of files: further out than any of them if they cannot tell it. */
    private static long bound(Instant time) {
        if (Math.abs(time.getEpochSecond()) <= Listing.MOST_SECONDS) {
            return Listing.nanos(time);
        }
        return time.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : Long.MIN_VALUE + 1;
    }

    private List<Glob> globs(List<String> texts, Predicate<String> which) {
        return texts.stream()
                .filter(which)
                .map(text -> Glob.of(text, filters.ignoreCase()))
                .toList();
    }

    /** Returns whether an entry is out of sight altogether, so that it is not entered either. */
    boolean shutsOut(WalkFolder folder, byte[] leaf, int length) {
        if (!filters.hidden() && leaf[0] == '.') {
            return true;
        }
        return !excludedLeaves.isEmpty() && anyFits(excludedLeaves, cut(leaf, length))
                || !excludedPaths.isEmpty() && anyFits(excludedPaths, below(folder, leaf, length));
    }

    /** Returns whether no name is left out, whatever it is. */
    boolean wantsEveryName() {
        return filters.hidden()
                && excludedLeaves.isEmpty()
                && excludedPaths.isEmpty()
                && names.isEmpty()
                && paths.isEmpty();
    }

    /** Returns whether an entry that is not shut out has a name that was asked for. */
    boolean wantsName(WalkFolder folder, byte[] leaf, int length) {
        return (names.isEmpty() || anyFits(names, cut(leaf, length)))
                && (paths.isEmpty() || anyFits(paths, below(folder, leaf, length)));
    }

    /** Returns whether a file's length and time are what was asked for. */
    boolean wantsFile(WalkEntry entry) {
        return fits(entry.sizeBytes(), filters.minBytes() > 0, filters.maxBytes() < Long.MAX_VALUE)
                && fitsTime(entry.modifiedNanos());
    }

    private boolean fits(long size, boolean hasMinimum, boolean hasMaximum) {
        if (size == Listing.UNKNOWN) {
            return !hasMinimum && !hasMaximum;
        }
        return size >= filters.minBytes() && size <= filters.maxBytes();
    }

    private boolean fitsTime(long modified) {
        boolean known = modified != Listing.UNKNOWN;
        return (filters.newer().isEmpty() || known && modified > newerNanos)
                && (filters.older().isEmpty() || known && modified < olderNanos);
    }

    /** Returns whether the entries of {@code folder} are deep enough already. */
    boolean isBottom(WalkFolder folder) {
        return filters.depth().isPresent()
                && folder.depth() + 1 >= filters.depth().getAsInt();
    }

    /** Returns whether the root itself is as deep as the walk may go. */
    boolean staysOutOfRoots() {
        return filters.depth().orElse(1) == 0;
    }

    /** Returns whether what is delivered depends on how far below its root it is. */
    boolean dependsOnRoot() {
        return filters.depth().isPresent() || !paths.isEmpty() || !excludedPaths.isEmpty();
    }

    boolean crossesMounts() {
        return filters.crossMounts();
    }

    boolean followsFolderLinks() {
        return filters.followFolderLinks();
    }

    private static boolean anyFits(List<Glob> globs, byte[] raw) {
        for (Glob glob : globs) {
            if (glob.matches(raw)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] below(WalkFolder folder, byte[] leaf, int length) {
        return RawPath.join(folder.below(), cut(leaf, length));
    }

    private static byte[] cut(byte[] leaf, int length) {
        return Arrays.copyOf(leaf, length);
    }
}
