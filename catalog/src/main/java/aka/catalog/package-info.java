/**
 * The catalogue: hashes that outlive the process, in one SQLite file of this user.
 *
 * <p>Start at {@link aka.catalog.LateCatalog}, which a search is given, and {@link aka.catalog.Catalog}, the file itself.
 * {@code docs/catalog.md} says what is in it.
 *
 * <ul>
 *   <li>It only saves time. Whatever becomes of the file, answers are the same without it.
 *   <li>A file that is damaged is put aside and begun anew. One that is another program's, or a later version's, is neither
 *       used nor changed.
 * </ul>
 */
@NullMarked
package aka.catalog;

import org.jspecify.annotations.NullMarked;
