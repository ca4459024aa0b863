/**
 * What can be asked about names and done with them, one file at a time: check, create, list, remove with a forecast.
 *
 * <p>Start at {@link aka.link.Volumes}; {@link aka.link.NameScan} finds all names of one body, {@link aka.link.LinkSets} all
 * bodies with several names below some folders. Nothing here replaces a file that holds other bytes, and nothing rests on a link
 * count that is unknown: such a deed is refused.
 */
@NullMarked
package aka.link;

import org.jspecify.annotations.NullMarked;
