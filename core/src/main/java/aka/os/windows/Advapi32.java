package aka.os.windows;

import static aka.os.windows.CType.BOOL;
import static aka.os.windows.CType.DWORD;
import static aka.os.windows.CType.HANDLE;
import static aka.os.windows.CType.HKEY;
import static aka.os.windows.CType.LPCWSTR;
import static aka.os.windows.CType.LPDWORD;
import static aka.os.windows.CType.LPWSTR;
import static aka.os.windows.CType.LSTATUS;
import static aka.os.windows.CType.PDWORD;
import static aka.os.windows.CType.PFILETIME;
import static aka.os.windows.CType.PHANDLE;
import static aka.os.windows.CType.PHKEY;
import static aka.os.windows.CType.PVOID;
import static aka.os.windows.CType.REGSAM;
import static aka.os.windows.CType.TOKEN_INFORMATION_CLASS;

import aka.os.memory.NativeMemory;

/**
 * Users and their tokens, and the registry: one method per call, its prototype as the comment. Each returns what the call
 * returns, or the negated last error, captured in the same downcall. Calls of the registry answer with their error, which is
 * returned negated.
 */
final class Advapi32 {

    static final int TOKEN_QUERY = 0x8;

    @Header("TokenUser")
    static final int TOKEN_USER = 1;

    /** {@code (HKEY)(ULONG_PTR)(LONG)0x80000001}: the sign is carried into the upper half. */
    static final long HKEY_CURRENT_USER = (int) 0x8000_0001L;

    static final int KEY_QUERY_VALUE = 0x1;
    static final int KEY_SET_VALUE = 0x2;
    static final int KEY_ENUMERATE_SUB_KEYS = 0x8;

    /** More units than a key's name can have; a value's may be longer, which the call then says. */
    @Ours
    private static final int NAME_MAX = 256;

    @Ours
    private static final int LENGTH_AT = Long.BYTES;

    private static final Function GET_TOKEN_INFORMATION = Function.of(
            Library.ADVAPI32, BOOL, "GetTokenInformation", HANDLE, TOKEN_INFORMATION_CLASS, PVOID, DWORD, PDWORD);
    private static final Function OPEN_PROCESS_TOKEN =
            Function.of(Library.ADVAPI32, BOOL, "OpenProcessToken", HANDLE, DWORD, PHANDLE);
    private static final Function REG_CLOSE_KEY = Function.of(Library.ADVAPI32, LSTATUS, "RegCloseKey", HKEY);
    private static final Function REG_CREATE_KEY = Function.of(
            Library.ADVAPI32,
            LSTATUS,
            "RegCreateKeyExW",
            HKEY,
            LPCWSTR,
            DWORD,
            LPWSTR,
            DWORD,
            REGSAM,
            CType.LPSECURITY_ATTRIBUTES,
            PHKEY,
            LPDWORD);
    private static final Function REG_DELETE_KEY =
            Function.of(Library.ADVAPI32, LSTATUS, "RegDeleteKeyW", HKEY, LPCWSTR);
    private static final Function REG_DELETE_VALUE =
            Function.of(Library.ADVAPI32, LSTATUS, "RegDeleteValueW", HKEY, LPCWSTR);
    private static final Function REG_ENUM_KEY = Function.of(
            Library.ADVAPI32,
            LSTATUS,
            "RegEnumKeyExW",
            HKEY,
            DWORD,
            LPWSTR,
            LPDWORD,
            LPDWORD,
            LPWSTR,
            LPDWORD,
            PFILETIME);
    private static final Function REG_ENUM_VALUE = Function.of(
            Library.ADVAPI32,
            LSTATUS,
            "RegEnumValueW",
            HKEY,
            DWORD,
            LPWSTR,
            LPDWORD,
            LPDWORD,
            LPDWORD,
            CType.LPBYTE,
            LPDWORD);
    private static final Function REG_OPEN_KEY =
            Function.of(Library.ADVAPI32, LSTATUS, "RegOpenKeyExW", HKEY, LPCWSTR, DWORD, REGSAM, PHKEY);
    private static final Function REG_QUERY_VALUE = Function.of(
            Library.ADVAPI32, LSTATUS, "RegQueryValueExW", HKEY, LPCWSTR, LPDWORD, LPDWORD, CType.LPBYTE, LPDWORD);
    private static final Function REG_SET_VALUE = Function.of(
            Library.ADVAPI32, LSTATUS, "RegSetValueExW", HKEY, LPCWSTR, DWORD, DWORD, CType.CONST_BYTES, DWORD);

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

    /** {@code LSTATUS RegCloseKey(HKEY);} */
    static int regCloseKey(long key) {
        return (int) -REG_CLOSE_KEY.call(key);
    }

    /**
     * {@code LSTATUS RegCreateKeyExW(HKEY, LPCWSTR below, DWORD reserved, LPWSTR class, DWORD options, REGSAM,
     * LPSECURITY_ATTRIBUTES, PHKEY, LPDWORD disposition);}
     *
     * <p>Opens it if it is there. The handle is left in {@link Scratch#handle}, to be closed.
     */
    static int regCreateKey(long key, String below, int access) {
        Scratch scratch = Scratch.get();
        long disposition = scratch.numbers.address();
        return (int) -REG_CREATE_KEY.call(
                key, scratch.name(below).address(), 0, 0, 0, access, 0, scratch.handle.address(), disposition);
    }

    /** {@code LSTATUS RegDeleteKeyW(HKEY, LPCWSTR below);} refuses a key that holds keys. */
    static int regDeleteKey(long key, String below) {
        return (int) -REG_DELETE_KEY.call(key, Scratch.get().name(below).address());
    }

    /** {@code LSTATUS RegDeleteValueW(HKEY, LPCWSTR name);} */
    static int regDeleteValue(long key, String name) {
        return (int) -REG_DELETE_VALUE.call(key, Scratch.get().name(name).address());
    }

    /**
     * {@code LSTATUS RegEnumKeyExW(HKEY, DWORD index, LPWSTR name, LPDWORD units, LPDWORD reserved, LPWSTR class, LPDWORD
     * classUnits, PFILETIME written);}
     */
    static int regEnumKey(long key, int index, NativeMemory name) {
        NativeMemory units = Scratch.get().numbers;
        units.bytes().putInt(0, NAME_MAX);
        return (int) -REG_ENUM_KEY.call(key, index, name.address(), units.address(), 0, 0, 0, 0);
    }

    /**
     * {@code LSTATUS RegEnumValueW(HKEY, DWORD index, LPWSTR name, LPDWORD units, LPDWORD reserved, LPDWORD type, LPBYTE data,
     * LPDWORD bytes);}
     */
    static int regEnumValue(long key, int index, NativeMemory name) {
        NativeMemory units = Scratch.get().numbers;
        units.bytes().putInt(0, NAME_MAX);
        return (int) -REG_ENUM_VALUE.call(key, index, name.address(), units.address(), 0, 0, 0, 0);
    }

    /**
     * {@code LSTATUS RegOpenKeyExW(HKEY, LPCWSTR below, DWORD options, REGSAM, PHKEY);}
     *
     * <p>The handle is left in {@link Scratch#handle}, to be closed.
     */
    static int regOpenKey(long key, String below, int access) {
        Scratch scratch = Scratch.get();
        return (int) -REG_OPEN_KEY.call(key, scratch.name(below).address(), 0, access, scratch.handle.address());
    }

    /**
     * {@code LSTATUS RegQueryValueExW(HKEY, LPCWSTR name, LPDWORD reserved, LPDWORD type, LPBYTE data, LPDWORD bytes);}
     *
     * @param told where {@link #typeIn} and {@link #bytesIn} find type and length afterwards
     */
    static int regQueryValue(long key, String name, NativeMemory told, NativeMemory into) {
        long value = Scratch.get().name(name).address();
        told.bytes().putInt(LENGTH_AT, into.size());
        return (int) -REG_QUERY_VALUE.call(key, value, 0, told.address(), into.address(), told.address() + LENGTH_AT);
    }

    /** Returns the type of the value that was asked for. */
    static int typeIn(NativeMemory told) {
        return told.bytes().getInt(0);
    }

    /** Returns how many bytes the value that was asked for has. */
    static int bytesIn(NativeMemory told) {
        return told.bytes().getInt(LENGTH_AT);
    }

    /** {@code LSTATUS RegSetValueExW(HKEY, LPCWSTR name, DWORD reserved, DWORD type, const BYTE *data, DWORD bytes);} */
    static int regSetValue(long key, String name, int type, NativeMemory data, int bytes) {
        long value = Scratch.get().name(name).address();
        return (int) -REG_SET_VALUE.call(key, value, 0, type, data.address(), bytes);
    }
}
