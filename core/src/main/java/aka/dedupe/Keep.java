package aka.dedupe;

import java.nio.file.Path;

/**
 * Which of several equal bodies is kept. Where this leaves a choice, it is the one whose staying frees most (one with names
 * that were not found, else the one with the least storage), then the one with most names, then the oldest, then the first by
 * the bytes of its path.
 */
public sealed interface Keep {

    /** The one whose staying frees most. */
    record MostFreed() implements Keep {}

    /** The one that was changed last. */
    record Newest() implements Keep {}

    /** The one that was changed longest ago. */
    record Oldest() implements Keep {}

    /** The one that comes first: by the order of the roots, then by path. */
    record First() implements Keep {}

    /** One that has a name below a folder. */
    record Under(Path folder) implements Keep {}
}
