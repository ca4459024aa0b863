/**
 * What is to be done to names, as data: {@link aka.plan.Plan} and its {@link aka.plan.LinkStep}s. The same values are shown,
 * priced ({@link aka.plan.Price}), saved and read back ({@link aka.plan.PlanFile}), run and taken back. Nothing here touches
 * a file that a plan speaks of.
 */
@NullMarked
package aka.plan;

import org.jspecify.annotations.NullMarked;
