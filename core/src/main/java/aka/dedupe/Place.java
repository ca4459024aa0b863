package aka.dedupe;

import java.nio.file.Path;

/**
 * A kind of place that a plan leaves alone.
 *
 * @param names how many names were found in such places
 * @param example one of them: the first by the bytes of its path, as it follows from what was typed
 */
public record Place(PlaceKind kind, long names, Path example) {}
