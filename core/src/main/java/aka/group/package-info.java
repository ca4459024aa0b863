/**
 * Paths that are declared to be one file, what became of them, and how they become one again.
 *
 * <p>{@link aka.group.GroupsText} reads what people wrote, {@link aka.group.Declared} is what it says of files that are there,
 * {@link aka.group.Health} what a look at them showed, and {@link aka.group.Healing} adds to a plan what makes them one. Nothing
 * here changes a file that is in a group: a plan is run by {@code aka.run}, which trusts nothing that was seen here.
 */
@NullMarked
package aka.group;

import org.jspecify.annotations.NullMarked;
