/**
 * Outcomes as people and scripts read them.
 *
 * <p>Every outcome is an {@link aka.report.Event}, which knows both its forms: one object a line for scripts, lines of text
 * for people. A {@link aka.report.Printer} picks the form. What the keys and words of the first form are is a contract,
 * written down in {@code docs/json.md}; a test compares it with the code.
 *
 * <p>A path is printed as its bytes are. Only a terminal gets control characters escaped.
 */
@NullMarked
package aka.report;

import org.jspecify.annotations.NullMarked;
