package aka.walk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * What a walk delivers and where it goes. Size and time count for regular files only; a file whose size or time is not known
 * does not pass a filter that asks for it.
 *
 * @param minBytes the least length of a file
 * @param maxBytes the greatest length of a file
 * @param names globs (see {@link Glob}) for the leaf, of which one must fit; none: all fit
 * @param paths globs for the path below the root, of which one must fit; none: all fit
 * @param excludes globs for what is neither delivered nor entered: with a {@code /} in it for the path below the root, else
 *     for the leaf
 * @param ignoreCase whether globs take upper and lower case for one
 * @param newer files changed after this only
 * @param older files changed before this only
 * @param hidden whether entries whose leaf begins with a dot are delivered and entered; a root always is
 * @param depth how many levels below the root entries may be: 1 for those directly in it; empty for no limit
 * @param crossMounts whether folders on other mounts and other volumes are entered
 * @param followFolderLinks whether symbolic links that lead to a folder are followed; no folder is entered twice
 */
public record WalkFilters(
        long minBytes,
        long maxBytes,
        List<String> names,
        List<String> paths,
        List<String> excludes,
        boolean ignoreCase,
        Optional<Instant> newer,
        Optional<Instant> older,
        boolean hidden,
        OptionalInt depth,
        boolean crossMounts,
        boolean followFolderLinks) {

    private static final WalkFilters NONE = new WalkFilters(
            0,
            Long.MAX_VALUE,
            List.of(),
            List.of(),
            List.of(),
            false,
            Optional.empty(),
            Optional.empty(),
            true,
            OptionalInt.empty(),
            false,
            false);

    /**
     * @throws IllegalArgumentException if a glob is none (the message says where), or if {@code minBytes} or {@code depth} is
     *     negative
     */
    public WalkFilters {
        if (minBytes < 0 || depth.orElse(0) < 0) {
            throw new IllegalArgumentException("less than nothing: minBytes " + minBytes + ", depth " + depth);
        }
        names = checked(names);
        paths = checked(paths);
        excludes = checked(excludes);
    }

    /** Returns filters that let everything pass, stay on the root's mount and follow no link. */
    public static WalkFilters none() {
        return NONE;
    }

    /** Returns these with another {@link #minBytes}. */
    public WalkFilters withMinBytes(long bytes) {
        return changed(parts -> parts.minBytes = bytes);
    }

    /** Returns these with another {@link #maxBytes}. */
    public WalkFilters withMaxBytes(long bytes) {
        return changed(parts -> parts.maxBytes = bytes);
    }

    /** Returns these with other {@link #names}. */
    public WalkFilters withNames(List<String> globs) {
        return changed(parts -> parts.names = globs);
    }

    /** Returns these with other {@link #paths}. */
    public WalkFilters withPaths(List<String> globs) {
        return changed(parts -> parts.paths = globs);
    }

    /** Returns these with other {@link #excludes}. */
    public WalkFilters withExcludes(List<String> globs) {
        return changed(parts -> parts.excludes = globs);
    }

    /** Returns these with another {@link #ignoreCase}. */
    public WalkFilters withIgnoreCase(boolean ignore) {
        return changed(parts -> parts.ignoreCase = ignore);
    }

    /** Returns these for files changed after {@code time}. */
    public WalkFilters withNewer(Instant time) {
        return changed(parts -> parts.newer = Optional.of(time));
    }

    /** Returns these for files changed before {@code time}. */
    public WalkFilters withOlder(Instant time) {
        return changed(parts -> parts.older = Optional.of(time));
    }

    /** Returns these with another {@link #hidden}. */
    public WalkFilters withHidden(boolean included) {
        return changed(parts -> parts.hidden = included);
    }

    /** Returns these with a limit of {@code levels} below the root. */
    public WalkFilters withDepth(int levels) {
        return changed(parts -> parts.depth = OptionalInt.of(levels));
    }

    /** Returns these with another {@link #crossMounts}. */
    public WalkFilters withCrossMounts(boolean cross) {
        return changed(parts -> parts.crossMounts = cross);
    }

    /** Returns these with another {@link #followFolderLinks}. */
    public WalkFilters withFollowFolderLinks(boolean follow) {
        return changed(parts -> parts.followFolderLinks = follow);
    }

    private static List<String> checked(List<String> globs) {
        globs.forEach(glob -> Glob.of(glob, false));
        return List.copyOf(globs);
    }

    private WalkFilters changed(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.filters();
    }

    /** The same, open to change. */
    private static final class Parts {
        private long minBytes;
        private long maxBytes;
        private List<String> names;
        private List<String> paths;
        private List<String> excludes;
        private boolean ignoreCase;
        private Optional<Instant> newer;
        private Optional<Instant> older;
        private boolean hidden;
        private OptionalInt depth;
        private boolean crossMounts;
        private boolean followFolderLinks;

        Parts(WalkFilters from) {
            minBytes = from.minBytes;
            maxBytes = from.maxBytes;
            names = from.names;
            paths = from.paths;
            excludes = from.excludes;
            ignoreCase = from.ignoreCase;
            newer = from.newer;
            older = from.older;
            hidden = from.hidden;
            depth = from.depth;
            crossMounts = from.crossMounts;
            followFolderLinks = from.followFolderLinks;
        }

        WalkFilters filters() {
            return new WalkFilters(
                    minBytes,
                    maxBytes,
                    names,
                    paths,
                    excludes,
                    ignoreCase,
                    newer,
                    older,
                    hidden,
                    depth,
                    crossMounts,
                    followFolderLinks);
        }
    }
}
