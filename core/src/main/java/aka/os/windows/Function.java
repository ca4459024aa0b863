package aka.os.windows;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A function of a Windows library as its header declares it. It is looked up at its first call, so that the declarations can
 * be read anywhere. A function that this Windows does not have answers {@link #absent} to who asks; it is not to be called.
 */
final class Function {

    private final Library library;
    private final String name;
    private final CType result;
    private final List<CType> parameters;
    private volatile MemorySegment address = MemorySegment.NULL;
    private volatile boolean lookedUp;

    private Function(Library library, String name, CType result, List<CType> parameters) {
        this.library = library;
        this.name = name;
        this.result = result;
        this.parameters = parameters;
    }

    /** Declares a function: the type of its result, its name, the types of its parameters. */
    static Function of(Library library, CType result, String name, CType... parameters) {
        Function function = new Function(library, name, result, List.of(parameters));
        library.declare(function);
        return function;
    }

    String name() {
        return name;
    }

    Library library() {
        return library;
    }

    CType result() {
        return result;
    }

    List<CType> parameters() {
        return parameters;
    }

    /** Returns whether this Windows does not have it. */
    boolean absent() {
        return address().address() == 0;
    }

    private MemorySegment address() {
        if (!lookedUp) {
            address = library.find(name);
            lookedUp = true;
        }
        return address;
    }

    long call(long a) {
        return call(1, a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    long call(long a, long b) {
        return call(2, a, b, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    long call(long a, long b, long c) {
        return call(3, a, b, c, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    long call(long a, long b, long c, long d) {
        return call(4, a, b, c, d, 0, 0, 0, 0, 0, 0, 0);
    }

    long call(long a, long b, long c, long d, long e) {
        return call(5, a, b, c, d, e, 0, 0, 0, 0, 0, 0);
    }

    long call(long a, long b, long c, long d, long e, long f) {
        return call(6, a, b, c, d, e, f, 0, 0, 0, 0, 0);
    }

    long call(long a, long b, long c, long d, long e, long f, long g, long h) {
        return call(8, a, b, c, d, e, f, g, h, 0, 0, 0);
    }

    long call(long a, long b, long c, long d, long e, long f, long g, long h, long i) {
        return call(9, a, b, c, d, e, f, g, h, i, 0, 0);
    }

    long call(long a, long b, long c, long d, long e, long f, long g, long h, long i, long j) {
        return call(10, a, b, c, d, e, f, g, h, i, j, 0);
    }

    long call(long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k) {
        return call(11, a, b, c, d, e, f, g, h, i, j, k);
    }

    private long call(
            int count, long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k) {
        assert count == parameters.size() : name + " takes " + parameters.size() + " arguments, not " + count;
        long word = Downcall.invoke(address(), a, b, c, d, e, f, g, h, i, j, k);
        // Of what is narrower than a word the rest of the register is undefined.
        return switch (result.bytes()) {
            case 1 -> word & 0xFF;
            case 4 -> (int) word;
            default -> word;
        };
    }
}
