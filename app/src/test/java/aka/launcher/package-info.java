/**
 * Tests of the launcher {@code aka}, as a real process: a copy of the script in a folder of the test, with a Java that is
 * a script too ({@link aka.launcher.FakeJava}) where only the launcher's own doing matters.
 */
@NullMarked
package aka.launcher;

import org.jspecify.annotations.NullMarked;
