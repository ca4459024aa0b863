package aka.os.windows;

import static aka.os.windows.CType.BOOL;
import static aka.os.windows.CType.DWORD;
import static aka.os.windows.CType.HANDLE;
import static aka.os.windows.CType.PDWORD;
import static aka.os.windows.CType.PHANDLE;
import static aka.os.windows.CType.PVOID;
import static aka.os.windows.CType.TOKEN_INFORMATION_CLASS;

import aka.os.memory.NativeMemory;

/**
 * Users and their tokens: one method per call, its prototype as the comment. Each returns what the call returns, or the negated
 * last error, captured in the same downcall.
 */
final class Advapi32 {

    static final int TOKEN_QUERY = 0x8;
    static final int TOKEN_USER = 1;

    private static final Function GET_TOKEN_INFORMATION = Function.of(
            Library.ADVAPI32, BOOL, "GetTokenInformation", HANDLE, TOKEN_INFORMATION_CLASS, PVOID, DWORD, PDWORD);
    private static final Function OPEN_PROCESS_TOKEN =
            Function.of(Library.ADVAPI32, BOOL, "OpenProcessToken", HANDLE, DWORD, PHANDLE);

    private Advapi32() {}

    /** {@code BOOL GetTokenInformation(HANDLE, TOKEN_INFORMATION_CLASS, LPVOID, DWORD length, PDWORD needed);} */
    static int getTokenInformation(long token, int informationClass, NativeMemory into) {
        long needed = Scratch.get().numbers.address();
        long answer = GET_TOKEN_INFORMATION.call(token, informationClass, into.address(), into.size(), needed);
        return answer == 0 ? -Scratch.get().lastError() : 0;
    }

    /**
     * {@code BOOL OpenProcessToken(HANDLE process, DWORD access, PHANDLE token);}
     *
     * @return the token, to be closed, or the negated last error
     */
    static long openProcessToken(long process, int access) {
        NativeMemory handle = Scratch.get().handle;
        return OPEN_PROCESS_TOKEN.call(process, access, handle.address()) == 0
                ? -Scratch.get().lastError()
                : handle.bytes().getLong(0);
    }
}
