package aka.os.windows;

import static aka.os.windows.CType.BOOL;
import static aka.os.windows.CType.DWORD;
import static aka.os.windows.CType.HANDLE;
import static aka.os.windows.CType.LPCWSTR;
import static aka.os.windows.CType.LPDWORD;
import static aka.os.windows.CType.PWSTR;

import aka.os.memory.NativeMemory;

/**
 * The calls that list the names of a file, of Windows or of a library that stands in for it: one method per call, its
 * prototype as the comment. Each returns what the call returns, or the negated last error, captured in the same downcall.
 *
 * <p>Lengths count units, the zero at the end among them: first what {@code into} has room for, after {@code
 * ERROR_MORE_DATA} what it needs.
 */
final class FileNameCalls {

    static final FileNameCalls OF_WINDOWS = new FileNameCalls(Library.KERNEL32);

    private static final long INVALID_HANDLE_VALUE = -1;

    private final Function findFirst;
    private final Function findNext;
    private final Function findClose;

    FileNameCalls(Library library) {
        findFirst = Function.of(library, HANDLE, "FindFirstFileNameW", LPCWSTR, DWORD, LPDWORD, PWSTR);
        findNext = Function.of(library, BOOL, "FindNextFileNameW", HANDLE, LPDWORD, PWSTR);
        findClose = Function.of(library, BOOL, "FindClose", HANDLE);
    }

    /** Returns whether this Windows has them. */
    boolean areThere() {
        return !findFirst.absent() && !findNext.absent();
    }

    /** {@code HANDLE FindFirstFileNameW(LPCWSTR file, DWORD flags, LPDWORD length, PWSTR into);} */
    long findFirstFileName(NativeMemory file, NativeMemory length, NativeMemory into) {
        long handle = findFirst.call(file.address(), 0, length.address(), into.address());
        return handle == INVALID_HANDLE_VALUE ? error() : handle;
    }

    /** {@code BOOL FindNextFileNameW(HANDLE, LPDWORD length, PWSTR into);} */
    int findNextFileName(long handle, NativeMemory length, NativeMemory into) {
        return findNext.call(handle, length.address(), into.address()) == 0 ? error() : 0;
    }

    /** {@code BOOL FindClose(HANDLE);} */
    int findClose(long handle) {
        return findClose.call(handle) == 0 ? error() : 0;
    }

    /** A call that failed and left no error has failed all the same. */
    private static int error() {
        return -Math.max(1, Scratch.get().lastError());
    }
}
