@NullMarked
package aka.walk;

import org.jspecify.annotations.NullMarked;
