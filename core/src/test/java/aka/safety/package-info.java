/** Whether the tests notice it when a safeguard is missing. Entry: {@link aka.safety.CheckSafeguards}. */
@NullMarked
package aka.safety;

import org.jspecify.annotations.NullMarked;
