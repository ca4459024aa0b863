package aka.os.windows;

import static aka.os.windows.CType.BOOL;
import static aka.os.windows.CType.DWORD;
import static aka.os.windows.CType.HANDLE;
import static aka.os.windows.CType.LPCWSTR;
import static aka.os.windows.CType.LPWSTR;

import aka.os.memory.NativeMemory;
import aka.os.windows.Structure.Field;

/**
 * The part of the Win32 interface that the native one does not have: one method per call, its prototype as the comment. Each
 * returns what the call returns, or the negated last error, captured in the same downcall.
 */
final class Kernel32 {

    static final int VOLUME_NAME_DOS = 0;
    static final int VOLUME_NAME_GUID = 1;
    static final int ERROR_LOCK_VIOLATION = 33;
    static final int ERROR_HANDLE_EOF = 38;
    static final int ERROR_MORE_DATA = 234;

    private static final Function FLUSH_FILE_BUFFERS = Function.of(Library.KERNEL32, BOOL, "FlushFileBuffers", HANDLE);
    private static final Function GET_FINAL_PATH_NAME =
            Function.of(Library.KERNEL32, DWORD, "GetFinalPathNameByHandleW", HANDLE, LPWSTR, DWORD, DWORD);
    private static final Function GET_VOLUME_NAME =
            Function.of(Library.KERNEL32, BOOL, "GetVolumeNameForVolumeMountPointW", LPCWSTR, LPWSTR, DWORD);
    private static final Function GET_VOLUME_PATH_NAME =
            Function.of(Library.KERNEL32, BOOL, "GetVolumePathNameW", LPCWSTR, LPWSTR, DWORD);
    private static final Function GET_VOLUME_PATH_NAMES = Function.of(
            Library.KERNEL32, BOOL, "GetVolumePathNamesForVolumeNameW", LPCWSTR, CType.LPWCH, DWORD, CType.PDWORD);

    private static final Function LOCK_FILE_EX =
            Function.of(Library.KERNEL32, BOOL, "LockFileEx", HANDLE, DWORD, DWORD, DWORD, DWORD, CType.LPOVERLAPPED);

    private static final Structure OVERLAPPED = Structure.of("OVERLAPPED", 32);
    private static final Field OFFSET = OVERLAPPED.field("Offset", 16, 4);
    private static final Field OFFSET_HIGH = OVERLAPPED.field("OffsetHigh", 20, 4);

    private static final int LOCKFILE_FAIL_IMMEDIATELY = 1;
    private static final int LOCKFILE_EXCLUSIVE_LOCK = 2;

    private Kernel32() {}

    /** {@code BOOL FlushFileBuffers(HANDLE);} */
    static int flushFileBuffers(long handle) {
        return check(FLUSH_FILE_BUFFERS.call(handle));
    }

    /**
     * {@code DWORD GetFinalPathNameByHandleW(HANDLE, LPWSTR into, DWORD units, DWORD flags);}
     *
     * @return how many units the path has, 0 or less if it cannot be had, more than there is room for if it is too long
     */
    static int getFinalPathNameByHandle(long handle, NativeMemory into, int flags) {
        return (int) GET_FINAL_PATH_NAME.call(handle, into.address(), into.size() / 2, flags);
    }

    /** {@code BOOL GetVolumeNameForVolumeMountPointW(LPCWSTR mountPoint, LPWSTR into, DWORD units);} */
    static int getVolumeNameForVolumeMountPoint(NativeMemory mountPoint, NativeMemory into) {
        return check(GET_VOLUME_NAME.call(mountPoint.address(), into.address(), into.size() / 2));
    }

    /** {@code BOOL GetVolumePathNameW(LPCWSTR path, LPWSTR into, DWORD units);} */
    static int getVolumePathName(NativeMemory path, NativeMemory into) {
        return check(GET_VOLUME_PATH_NAME.call(path.address(), into.address(), into.size() / 2));
    }

    /**
     * {@code BOOL GetVolumePathNamesForVolumeNameW(LPCWSTR volume, LPWCH into, DWORD units, PDWORD needed);}
     *
     * <p>Puts one path after the other, each with a zero at its end, and one more zero after the last.
     */
    static int getVolumePathNamesForVolumeName(NativeMemory volume, NativeMemory into) {
        long needed = Scratch.get().numbers.address();
        return check(GET_VOLUME_PATH_NAMES.call(volume.address(), into.address(), into.size() / 2, needed));
    }

    /** {@code BOOL LockFileEx(HANDLE, DWORD flags, DWORD reserved, DWORD lengthLow, DWORD lengthHigh, LPOVERLAPPED offset);} */
    static int lockFile(long handle, long offset, int length) {
        NativeMemory overlapped = Scratch.get().information;
        overlapped.clear(OVERLAPPED.bytes());
        OFFSET.put(overlapped, offset);
        OFFSET_HIGH.put(overlapped, offset >>> Integer.SIZE);
        int flags = LOCKFILE_FAIL_IMMEDIATELY | LOCKFILE_EXCLUSIVE_LOCK;
        return check(LOCK_FILE_EX.call(handle, flags, 0, length, 0, overlapped.address()));
    }

    private static int check(long answer) {
        return answer == 0 ? -Scratch.get().lastError() : 0;
    }
}
