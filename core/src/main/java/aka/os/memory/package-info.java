/** The native memory that the calls of a system read and write. */
@NullMarked
package aka.os.memory;

import org.jspecify.annotations.NullMarked;
