package aka.dedupe;

import aka.os.MetadataPart;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a person wants of a plan that makes equal files one.
 *
 * @param keep which of several equal bodies is kept
 * @param references folders, or files: a body with a name there is kept and never replaced
 * @param waived what two bodies may differ in and still be joined
 * @param matchTimes whether bodies of different modification times stay apart
 * @param anyway whether bodies are replaced, too, that free nothing by it
 * @param everywhere whether nothing is left alone for the place it is in (see {@link PlaceKind})
 * @param cloning whether bodies come to share their storage and stay files of their own, instead of becoming one
 * @param linkLimit how many names a body may get at most; see {@link LinkRoom} for the volume's own limit
 */
public record DedupeOptions(
        Keep keep,
        List<Path> references,
        Set<MetadataPart> waived,
        boolean matchTimes,
        boolean anyway,
        boolean everywhere,
        boolean cloning,
        long linkLimit) {

    private static final DedupeOptions STANDARD =
            new DedupeOptions(new Keep.MostFreed(), List.of(), Set.of(), false, false, false, false, Long.MAX_VALUE);

    public DedupeOptions {
        references = List.copyOf(references);
        waived = Set.copyOf(waived);
        if (linkLimit < 1) {
            throw new IllegalArgumentException("a body has a name: " + linkLimit);
        }
    }

    /** Returns what is done if nothing is asked for. */
    public static DedupeOptions standard() {
        return STANDARD;
    }

    /** Returns these with another {@link #keep}. */
    public DedupeOptions withKeep(Keep which) {
        return changed(parts -> parts.keep = which);
    }

    /** Returns these with other {@link #references}. */
    public DedupeOptions withReferences(List<Path> paths) {
        return changed(parts -> parts.references = paths);
    }

    /** Returns these with another {@link #waived}. */
    public DedupeOptions withWaived(Set<MetadataPart> what) {
        return changed(parts -> parts.waived = what);
    }

    /** Returns these with another {@link #matchTimes}. */
    public DedupeOptions withMatchTimes(boolean match) {
        return changed(parts -> parts.matchTimes = match);
    }

    /** Returns these with another {@link #anyway}. */
    public DedupeOptions withAnyway(boolean all) {
        return changed(parts -> parts.anyway = all);
    }

    /** Returns these with another {@link #everywhere}. */
    public DedupeOptions withEverywhere(boolean all) {
        return changed(parts -> parts.everywhere = all);
    }

    /** Returns these with another {@link #cloning}. */
    public DedupeOptions withCloning(boolean share) {
        return changed(parts -> parts.cloning = share);
    }

    /** Returns these with another {@link #linkLimit}. */
    public DedupeOptions withLinkLimit(long names) {
        return changed(parts -> parts.linkLimit = names);
    }

    private DedupeOptions changed(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.options();
    }

    /** The same, open to change. */
    private static final class Parts {
        private Keep keep;
        private List<Path> references;
        private Set<MetadataPart> waived;
        private boolean matchTimes;
        private boolean anyway;
        private boolean everywhere;
        private boolean cloning;
        private long linkLimit;

        Parts(DedupeOptions from) {
            keep = from.keep;
            references = from.references;
            waived = from.waived;
            matchTimes = from.matchTimes;
            anyway = from.anyway;
            everywhere = from.everywhere;
            cloning = from.cloning;
            linkLimit = from.linkLimit;
        }

        DedupeOptions options() {
            return new DedupeOptions(keep, references, waived, matchTimes, anyway, everywhere, cloning, linkLimit);
        }
    }
}
