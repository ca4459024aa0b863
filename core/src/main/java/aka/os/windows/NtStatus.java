package aka.os.windows;

import org.jspecify.annotations.Nullable;

/**
 * The answers of native calls that are told apart here ({@code ntstatus.h}; MS-ERREF 2.3.1). Below 0 is a warning ({@code
 * 0x8…}) or an error ({@code 0xC…}).
 */
@Header("STATUS_*")
final class NtStatus {

    /** A warning: as much was given as there was room for. */
    static final int BUFFER_OVERFLOW = 0x8000_0005;

    static final int NO_MORE_FILES = 0x8000_0006;
    static final int STOPPED_ON_SYMLINK = 0x8000_002D;
    static final int NOT_IMPLEMENTED = 0xC000_0002;
    static final int INVALID_INFO_CLASS = 0xC000_0003;
    static final int INVALID_HANDLE = 0xC000_0008;
    static final int INVALID_PARAMETER = 0xC000_000D;
    static final int NO_SUCH_FILE = 0xC000_000F;
    static final int INVALID_DEVICE_REQUEST = 0xC000_0010;
    static final int END_OF_FILE = 0xC000_0011;
    static final int ACCESS_DENIED = 0xC000_0022;
    static final int OBJECT_NAME_INVALID = 0xC000_0033;
    static final int OBJECT_NAME_NOT_FOUND = 0xC000_0034;
    static final int OBJECT_PATH_NOT_FOUND = 0xC000_003A;
    static final int SHARING_VIOLATION = 0xC000_0043;
    static final int FILE_LOCK_CONFLICT = 0xC000_0054;
    static final int LOCK_NOT_GRANTED = 0xC000_0055;
    static final int DELETE_PENDING = 0xC000_0056;
    static final int FILE_IS_A_DIRECTORY = 0xC000_00BA;
    static final int NOT_SUPPORTED = 0xC000_00BB;
    static final int NOT_A_DIRECTORY = 0xC000_0103;
    static final int CANNOT_DELETE = 0xC000_0121;
    static final int FILE_DELETED = 0xC000_0123;
    static final int NOT_A_REPARSE_POINT = 0xC000_0275;

    private NtStatus() {}

    /** Returns whether a call answered that this system, or this file system, does not have it in that form. */
    static boolean isLacking(int status) {
        return switch (status) {
            case NOT_IMPLEMENTED, INVALID_INFO_CLASS, INVALID_PARAMETER, INVALID_DEVICE_REQUEST, NOT_SUPPORTED -> true;
            default -> false;
        };
    }

    /** Returns whether there is no such name, nor ever will be while that lasts. */
    static boolean isMissing(int status) {
        return switch (status) {
            case NO_SUCH_FILE, OBJECT_NAME_NOT_FOUND, OBJECT_PATH_NOT_FOUND, DELETE_PENDING, FILE_DELETED -> true;
            default -> false;
        };
    }

    /** Returns the error that says more than the one that Windows itself would make of a status; null where it would not. */
    static @Nullable WinError plainer(int status) {
        return switch (status) {
            // All of these are "access denied" to a program that asks GetLastError.
            case DELETE_PENDING, FILE_DELETED -> WinError.ERROR_DELETE_PENDING;
            case FILE_IS_A_DIRECTORY -> WinError.ERROR_DIRECTORY_NOT_SUPPORTED;
            case NOT_IMPLEMENTED, INVALID_INFO_CLASS -> WinError.ERROR_NOT_SUPPORTED;
            default -> null;
        };
    }
}
