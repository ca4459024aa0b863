/**
 * Running a plan so that no byte is lost, taking a run back, and clearing up after one that was cut off. Start at {@link
 * aka.run.PlanRun}.
 */
@NullMarked
package aka.run;

import org.jspecify.annotations.NullMarked;
