@NullMarked
package aka.run;

import org.jspecify.annotations.NullMarked;
