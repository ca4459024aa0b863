/**
 * The file calls that the plain JDK can make, on any system: no native code, no processes.
 *
 * <p>Start at {@link aka.os.portable.PortableFileCalls}. Looking, listing, reading and linking work; what the JDK cannot
 * promise to do in one instant, every replacing step among it, is refused by the name of the call that is missing.
 *
 * <p>The JDK names files by path, not by an opened folder. So each deed makes sure first that the folder's path still
 * leads to the folder that was opened, and a deed that makes or reads looks again afterwards; the one deed that
 * destroys, {@link aka.os.Folder#unlink}, goes through an opened folder where the JDK has one. What the JDK does not tell
 * is unknown: allocated bytes, mount ids, flags, on Windows link counts and file ids too.
 */
@NullMarked
package aka.os.portable;

import org.jspecify.annotations.NullMarked;
