/**
 * The inner loops by themselves: what one look, one hash, one comparison costs where everything is in memory and compiled. Whole
 * commands are measured by {@code bench/run}, and only these figures are what a user sees.
 */
@NullMarked
package aka.bench;

import org.jspecify.annotations.NullMarked;
