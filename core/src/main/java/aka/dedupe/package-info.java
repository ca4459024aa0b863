/**
 * Finding bodies that hold equal bytes, and planning how they become one.
 *
 * <p>Start at {@link aka.dedupe.DuplicateFinder#find}, whose comment numbers the stages by rising cost, and at {@link
 * aka.dedupe.DedupePlanner#plan}, which goes on from there.
 *
 * <ul>
 *   <li>Names of one body are one candidate: a file is no duplicate of itself.
 *   <li>A group's {@link aka.dedupe.Evidence} says what its equality rests on. Whatever it says, nothing is replaced because
 *       of it: bytes are compared anew, with writers kept out, when they are.
 *   <li>{@code redundantBytes} counts lengths, {@code reclaimableBytes} what would truly be freed.
 *   <li>What could not be read, or changed on the way, is told by its path and left out of the result.
 *   <li>A plan speaks of bodies with all their names. What is not known of one leaves it out, with the reason.
 *   <li>The result does not depend on the order in which threads worked.
 * </ul>
 */
@NullMarked
package aka.dedupe;

import org.jspecify.annotations.NullMarked;
