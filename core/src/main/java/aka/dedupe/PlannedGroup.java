package aka.dedupe;

import aka.plan.LinkStep;
import java.util.List;

/**
 * What is to be done about equal bodies.
 *
 * @param steps what is to be done
 * @param freedBytes the storage that comes free by it
 * @param estimated whether storage that is not known was counted by length, or others may hold the same storage
 */
record PlannedGroup(List<LinkStep> steps, List<LeftOut> leftOut, long freedBytes, boolean estimated) {}
