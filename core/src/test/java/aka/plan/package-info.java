@NullMarked
package aka.plan;

import org.jspecify.annotations.NullMarked;
