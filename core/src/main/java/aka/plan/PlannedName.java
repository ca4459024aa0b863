package aka.plan;

import java.nio.file.Path;

/**
 * A name that a plan speaks of.
 *
 * @param root which of the plan's roots it is below, from 0
 * @param below the way from the root to it: relative, without {@code .} and {@code ..}, one part or more
 */
public record PlannedName(int root, Path below) {}
