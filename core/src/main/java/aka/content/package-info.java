/**
 * Comparing and hashing what bodies hold.
 *
 * <p>{@link aka.content.Comparison} decides whether two bodies hold equal bytes, and {@link aka.content.ContentHash} names
 * the bytes of one. Both keep a body under watch ({@link aka.content.WatchedBody}): its facts are taken before the first
 * byte is read and again after the last, and an answer is given only when nothing changed in between. A store into a mapped
 * page moves no time stamp, so no answer from here is reason enough to replace anything: that needs a writer guard.
 */
@NullMarked
package aka.content;

import org.jspecify.annotations.NullMarked;
