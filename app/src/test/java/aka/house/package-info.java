/** The arrows of the whole house, over core and app. */
@NullMarked
package aka.house;

import org.jspecify.annotations.NullMarked;
