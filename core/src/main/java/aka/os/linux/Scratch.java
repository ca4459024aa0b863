package aka.os.linux;

import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The native memory that a thread uses again for every call. It goes when the thread does. */
final class Scratch {

    /** {@code PATH_MAX}: the longest path that a call takes, its NUL included. */
    static final int PATH_MAX = 4096;

    /** {@code XATTR_SIZE_MAX} and {@code XATTR_LIST_MAX}. */
    private static final int ATTRIBUTE_MAX = 64 * 1024;

    /** In place of nanoseconds: leave this time alone. */
    private static final long UTIME_OMIT = (1L << 30) - 2;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    final ErrorNumber error;
    final Statx statx;
    final NativeMemory openHow;

    /** For {@code struct rusage}. */
    final NativeMemory usage;

    final ThreadWaits waits = new ThreadWaits();

    private final NativeMemory times;
    /** For the argument of an {@code ioctl}. */
    final NativeMemory argument;

    /** What the next listing of this thread may take. */
    LinuxListing.@Nullable Buffers spare;

    private final NativeMemory path;
    private final NativeMemory otherPath;

    /** Only few threads read attributes, and these two are large. */
    private @Nullable NativeMemory list;

    private @Nullable NativeMemory value;

    private Scratch() {
        Arena arena = Arena.ofAuto();
        error = ErrorNumber.in(arena);
        statx = Statx.in(arena);
        openHow = NativeMemory.in(arena, 3 * Long.BYTES);
        argument = NativeMemory.in(arena, InodeFlags.FSXATTR_SIZE);
        usage = NativeMemory.in(arena, ThreadWaits.RUSAGE_SIZE);
        times = NativeMemory.in(arena, 4 * Long.BYTES);
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

    /** Returns memory for the longest list of attributes' names (xattr(7)), whatever was in it before. */
    NativeMemory list() {
        NativeMemory made = list == null ? NativeMemory.in(Arena.ofAuto(), ATTRIBUTE_MAX) : list;
        list = made;
        return made;
    }

    /** Returns memory for the longest value of an attribute (xattr(7)), whatever was in it before. */
    NativeMemory value() {
        NativeMemory made = value == null ? NativeMemory.in(Arena.ofAuto(), ATTRIBUTE_MAX) : value;
        value = made;
        return made;
    }

    /**
     * Returns {@code struct timespec { time_t tv_sec; long tv_nsec; }}, twice: when read, when changed. Good until the next
     * call of this method.
     *
     * @param accessed null to leave that time as it is
     */
    NativeMemory times(@Nullable Instant accessed, Instant modified) {
        putTime(
                0,
                accessed == null ? 0 : accessed.getEpochSecond(),
                accessed == null ? UTIME_OMIT : accessed.getNano());
        putTime(16, modified.getEpochSecond(), modified.getNano());
        return times;
    }

    private void putTime(int at, long seconds, long nanos) {
        times.bytes().putLong(at, seconds);
        times.bytes().putLong(at + Long.BYTES, nanos);
    }
}
