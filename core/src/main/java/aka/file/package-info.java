/**
 * What is known of files, as pure values: nothing here touches a disk.
 *
 * <p>A {@link aka.file.Name} is one directory entry; the {@link aka.file.FileKey} is the identity of the body behind
 * it; {@link aka.file.FileFacts} is what one look told; a {@link aka.file.LinkSet} is a body with the names that were
 * found. What could not be learnt is <em>unknown</em>, an empty {@code Optional}, and never a guess.
 */
@NullMarked
package aka.file;

import org.jspecify.annotations.NullMarked;
