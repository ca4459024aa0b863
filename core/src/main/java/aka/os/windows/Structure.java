package aka.os.windows;

import aka.os.memory.NativeMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A structure as a Windows header declares it: the places that are read and written here, and its size where it is allocated
 * whole. The numbers are those of 64-bit Windows; a test compares them with the headers of mingw-w64.
 */
final class Structure {

    private static final List<Structure> ALL = new ArrayList<>();

    private final String name;
    private final int bytes;
    private final List<Field> fields = new ArrayList<>();

    private Structure(String name, int bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** Declares a structure of {@code bytes} bytes. */
    static Structure of(String name, int bytes) {
        Structure structure = new Structure(name, bytes);
        ALL.add(structure);
        return structure;
    }

    /** Returns all structures that are declared in the classes that were initialised so far. */
    static List<Structure> all() {
        return List.copyOf(ALL);
    }

    /** Declares a field; nested ones by the header's way of saying it: {@code BasicInformation.ChangeTime}. */
    Field field(String field, int offset, int size) {
        Field declared = new Field(field, offset, size);
        fields.add(declared);
        return declared;
    }

    String name() {
        return name;
    }

    int bytes() {
        return bytes;
    }

    List<Field> fields() {
        return Collections.unmodifiableList(fields);
    }

    /**
     * A field of a structure.
     *
     * @param offset its distance in bytes from where the structure begins
     * @param size how many bytes it has: 1, 2, 4 or 8, or more for an array
     */
    record Field(String name, int offset, int size) {

        /** Returns its value in the structure at {@code base}; one of 4 bytes or fewer without a sign. */
        long in(NativeMemory memory, int base) {
            int at = base + offset;
            return switch (size) {
                case 1 -> memory.bytes().get(at) & 0xFF;
                case 2 -> memory.bytes().getShort(at) & 0xFFFF;
                case 4 -> memory.bytes().getInt(at) & 0xFFFF_FFFFL;
                case 8 -> memory.bytes().getLong(at);
                default -> throw new IllegalStateException(name + " is no number");
            };
        }

        /** Sets its value in the structure at the beginning of {@code memory}. */
        void put(NativeMemory memory, long value) {
            switch (size) {
                case 1 -> memory.bytes().put(offset, (byte) value);
                case 2 -> memory.bytes().putShort(offset, (short) value);
                case 4 -> memory.bytes().putInt(offset, (int) value);
                case 8 -> memory.bytes().putLong(offset, value);
                default -> throw new IllegalStateException(name + " is no number");
            }
        }
    }
}
