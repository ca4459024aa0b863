@NullMarked
package aka.link;

import org.jspecify.annotations.NullMarked;
