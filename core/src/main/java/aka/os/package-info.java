/**
 * The file calls of a system, behind one small contract.
 *
 * <p>Start at {@link aka.os.FileCalls}: it looks at paths and opens folders. What is done to names is done through an
 * opened {@link aka.os.Folder}, so that nobody can swap a folder for a link underneath; what is done to bytes, through
 * an opened {@link aka.os.Body}. Companions that not every system has ({@link aka.os.WriterGuard}, {@link
 * aka.os.Metadata}, {@link aka.os.Clones}, {@link aka.os.Durability}, {@link aka.os.UserSettings}) say so by their absence.
 *
 * <p>Only this room and those below it know what the system calls its calls; {@code java.lang.foreign} appears nowhere
 * else. Every failure is a {@link aka.os.FileCallException}, which names the deed, both paths, the system's reason and a
 * way out.
 */
@NullMarked
package aka.os;

import org.jspecify.annotations.NullMarked;
