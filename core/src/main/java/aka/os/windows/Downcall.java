package aka.os.windows;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The one way into native code: eleven words in, one out, the thread's last error captured in the same call. A single shape is
 * linked and warmed at start-up instead of ten.
 *
 * <p>On 64-bit Windows, x64 and ARM64 alike, each argument has a register or eight bytes of stack to itself, which the caller
 * takes away again: a function that takes fewer never looks at the others. A narrower argument is the lower part of its word.
 */
final class Downcall {

    private static final MethodHandle CALL = Linker.nativeLinker()
            .downcallHandle(
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    Linker.Option.captureCallState("GetLastError"));

    private Downcall() {}

    /** Calls the function at {@code address}. The error that it left is {@link Scratch#lastError()}. */
    static long invoke(
            MemorySegment address,
            long a,
            long b,
            long c,
            long d,
            long e,
            long f,
            long g,
            long h,
            long i,
            long j,
            long k) {
        try {
            return (long) CALL.invokeExact(address, Scratch.get().state, a, b, c, d, e, f, g, h, i, j, k);
        } catch (RuntimeException | Error bug) {
            throw bug;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
