package aka.os.windows;

import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/** The native memory that a thread uses again for every call. It goes when the thread does. */
final class Scratch {

    /** For what a call tells of a file, a volume or a link; a security descriptor and a reparse point have less, too. */
    @Ours
    private static final int INFORMATION_MAX = 64 * 1024;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    /** Where each call leaves the last error. */
    final MemorySegment state;

    final NativeMemory handle;
    final NativeMemory ioStatus;
    /** For two 64-bit numbers of which a call wants the address. */
    final NativeMemory numbers;
    /** For what a call tells, or is told. */
    final NativeMemory information;

    final ObjectName object;

    private final NativeMemory error;
    private final NativeMemory name;

    private Scratch() {
        Arena arena = Arena.ofAuto();
        state = arena.allocate(Linker.Option.captureStateLayout());
        error = new NativeMemory(state.asByteBuffer().order(ByteOrder.nativeOrder()), state.address());
        handle = NativeMemory.in(arena, Long.BYTES);
        ioStatus = NativeMemory.in(arena, IoStatusBlock.BYTES);
        numbers = NativeMemory.in(arena, 2 * Long.BYTES);
        information = NativeMemory.in(arena, INFORMATION_MAX);
        object = new ObjectName(arena);
        name = NativeMemory.in(arena, ObjectName.MAX_BYTES + 2);
    }

    static Scratch get() {
        return OF_THREAD.get();
    }

    /** Returns what {@code GetLastError} would have said after the latest call. */
    int lastError() {
        return error.bytes().getInt(0);
    }

    /**
     * Returns {@code units} as UTF-16 with a zero at its end, good until the next call of this method. What is longer than a
     * {@code UNICODE_STRING} can be is cut to a length that every call refuses.
     */
    NativeMemory name(String units) {
        int length = Math.min(units.length(), ObjectName.MAX_BYTES / 2);
        for (int i = 0; i < length; i++) {
            name.bytes().putChar(2 * i, units.charAt(i));
        }
        name.bytes().putChar(2 * length, '\0');
        return name;
    }
}
