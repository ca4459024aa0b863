@NullMarked
package aka.journal;

import org.jspecify.annotations.NullMarked;
