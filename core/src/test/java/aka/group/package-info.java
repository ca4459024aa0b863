@NullMarked
package aka.group;

import org.jspecify.annotations.NullMarked;
