/**
 * From roots to every entry below them, by a cursor.
 *
 * <p>Start at {@link aka.walk.Walk}: it opens its roots once and goes through them as often as it is asked. What may be left
 * out is said by {@link aka.walk.WalkFilters}.
 *
 * <ul>
 *   <li>No directory entry is delivered twice, however the roots overlap.
 *   <li>Folders are opened relative to the root's opened folder and never by a path that is resolved anew. A symbolic link
 *       is followed only if that was asked for; when it is resolved again, it must lead to the same folder.
 *   <li>However deep the tree and however many the links, few folders are open at once.
 *   <li>Trouble with one entry is told and the walk goes on; nothing is left out in silence.
 *   <li>A file costs the walk no object; a folder costs one.
 * </ul>
 */
@NullMarked
package aka.walk;

import org.jspecify.annotations.NullMarked;
