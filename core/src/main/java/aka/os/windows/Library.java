package aka.os.windows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A library of Windows, loaded when the first of its functions is looked up. */
final class Library {

    static final Library NTDLL = new Library("ntdll.dll");
    static final Library KERNEL32 = new Library("kernel32.dll");
    static final Library BCRYPT = new Library("bcrypt.dll");
    static final Library ADVAPI32 = new Library("advapi32.dll");

    private final String file;
    private final List<Function> functions = new ArrayList<>();
    private @Nullable SymbolLookup lookup;

    /** Declares another: one that stands in for Windows, in tests. */
    Library(String file) {
        this.file = file;
    }

    /** Takes note of a function that is declared, for the audit. */
    void declare(Function function) {
        functions.add(function);
    }

    /** Returns all functions that are declared in the classes that were initialised so far. */
    List<Function> functions() {
        return List.copyOf(functions);
    }

    /** Returns the address of a function, {@code NULL} if this Windows does not have it. */
    synchronized MemorySegment find(String name) {
        SymbolLookup loaded = lookup == null ? SymbolLookup.libraryLookup(file, Arena.global()) : lookup;
        lookup = loaded;
        return loaded.find(name).orElse(MemorySegment.NULL);
    }
}
