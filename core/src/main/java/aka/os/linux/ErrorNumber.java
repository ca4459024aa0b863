package aka.os.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/** Where a call leaves its {@code errno}. For one call at a time. */
final class ErrorNumber {

    private final MemorySegment memory;
    private final IntBuffer number;

    private ErrorNumber(MemorySegment memory) {
        this.memory = memory;
        this.number = memory.asByteBuffer().order(ByteOrder.nativeOrder()).asIntBuffer();
    }

    /** Returns one that lives as long as {@code arena}. */
    static ErrorNumber in(Arena arena) {
        return new ErrorNumber(arena.allocate(Linker.Option.captureStateLayout()));
    }

    /** Returns what a call is handed, to write to. */
    MemorySegment memory() {
        return memory;
    }

    int get() {
        return number.get(0);
    }

    void set(Errno error) {
        number.put(0, error.number());
    }
}
