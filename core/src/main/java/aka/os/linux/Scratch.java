package aka.os.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/** The native memory that a thread uses again for every call. It goes when the thread does. */
final class Scratch {

    /** {@code PATH_MAX}: the longest path that a call takes, its NUL included. */
    static final int PATH_MAX = 4096;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    /** Where each call leaves its error; {@link #error} is the same memory. */
    final MemorySegment errno;

    final NativeMemory error;
    final NativeMemory statx;
    final NativeMemory openHow;

    private final NativeMemory path;
    private final NativeMemory otherPath;

    private Scratch() {
        Arena arena = Arena.ofAuto();
        errno = arena.allocate(Linker.Option.captureStateLayout());
        error = new NativeMemory(errno.asByteBuffer().order(ByteOrder.nativeOrder()), errno.address());
        statx = NativeMemory.in(arena, Statx.SIZE);
        openHow = NativeMemory.in(arena, 3 * Long.BYTES);
        path = NativeMemory.in(arena, PATH_MAX + 1);
        otherPath = NativeMemory.in(arena, PATH_MAX + 1);
    }

    static Scratch get() {
        return OF_THREAD.get();
    }

    /**
     * Returns {@code raw} as a C string, good until the next call of this method. What is too long for any call is cut to a
     * length that every call refuses with {@code ENAMETOOLONG}.
     */
    NativeMemory path(byte[] raw) {
        return path.string(raw);
    }

    /** The same for the second path of a call that takes two. */
    NativeMemory otherPath(byte[] raw) {
        return otherPath.string(raw);
    }
}
