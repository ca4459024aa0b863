package aka.os.memory;

import aka.os.ReadBuffer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Memory that calls read and write, with its address. Java reads it as a buffer in the machine's byte order: the first use
 * of a segment's own accessors makes the JVM spin classes that no ahead-of-time cache can hold, some 15 ms of each start.
 */
public record NativeMemory(ByteBuffer bytes, long address) {

    /**
     * Returns zeroed memory that lives as long as {@code arena}, aligned for every field of a structure; that of a page and
     * more begins at one, for {@link ReadBuffer its reason}.
     */
    public static NativeMemory in(Arena arena, int size) {
        MemorySegment segment = arena.allocate(size, size < ReadBuffer.PAGE ? Long.BYTES : ReadBuffer.PAGE);
        return new NativeMemory(segment.asByteBuffer().order(ByteOrder.nativeOrder()), segment.address());
    }

    /** Returns the part of this memory that begins at {@code at}. */
    public NativeMemory from(int at) {
        return new NativeMemory(bytes.slice(at, size() - at).order(bytes.order()), address + at);
    }

    public int size() {
        return bytes.capacity();
    }

    public void clear() {
        clear(size());
    }

    /** Sets the first {@code length} bytes to 0. */
    public void clear(int length) {
        for (int i = 0; i < length; i++) {
            bytes.put(i, (byte) 0);
        }
    }

    /** Returns a copy of {@code length} bytes from {@code at} on. */
    public byte[] copy(int at, int length) {
        byte[] copy = new byte[length];
        bytes.get(at, copy);
        return copy;
    }

    /** Writes {@code raw} as a C string, cut to what fits with its NUL. */
    public NativeMemory string(byte[] raw) {
        int length = Math.min(raw.length, size() - 1);
        bytes.put(0, raw, 0, length);
        bytes.put(length, (byte) 0);
        return this;
    }

    /** Returns the bytes of the C string at {@code at}. */
    public byte[] string(int at) {
        int end = at;
        while (bytes.get(end) != 0) {
            end++;
        }
        return copy(at, end - at);
    }

    /** Returns whether {@code length} bytes from {@code at} on are the same in both. */
    public boolean equals(NativeMemory other, int at, int length) {
        return Arrays.equals(copy(at, length), other.copy(at, length));
    }
}
