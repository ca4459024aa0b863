package aka.os.windows;

import static aka.os.windows.CType.ACCESS_MASK;
import static aka.os.windows.CType.BOOLEAN;
import static aka.os.windows.CType.FILE_INFORMATION_CLASS;
import static aka.os.windows.CType.FS_INFORMATION_CLASS;
import static aka.os.windows.CType.HANDLE;
import static aka.os.windows.CType.NTSTATUS;
import static aka.os.windows.CType.PHANDLE;
import static aka.os.windows.CType.PIO_APC_ROUTINE;
import static aka.os.windows.CType.PIO_STATUS_BLOCK;
import static aka.os.windows.CType.PLARGE_INTEGER;
import static aka.os.windows.CType.POBJECT_ATTRIBUTES;
import static aka.os.windows.CType.PSECURITY_DESCRIPTOR;
import static aka.os.windows.CType.PULONG;
import static aka.os.windows.CType.PUNICODE_STRING;
import static aka.os.windows.CType.PVOID;
import static aka.os.windows.CType.SECURITY_INFORMATION;
import static aka.os.windows.CType.ULONG;

import aka.os.memory.NativeMemory;

/**
 * The native interface of Windows: one method per call, its prototype as the comment. Each returns the {@code NTSTATUS}: 0 or
 * more is success, below 0 a warning or an error ({@link NtStatus}).
 */
final class Ntdll {

    static final int FILE_READ_DATA = 0x1;
    static final int FILE_LIST_DIRECTORY = 0x1;
    static final int FILE_WRITE_DATA = 0x2;
    static final int FILE_APPEND_DATA = 0x4;
    static final int FILE_TRAVERSE = 0x20;
    static final int FILE_READ_ATTRIBUTES = 0x80;
    static final int FILE_WRITE_ATTRIBUTES = 0x100;
    static final int DELETE = 0x1_0000;
    static final int READ_CONTROL = 0x2_0000;
    static final int WRITE_DAC = 0x4_0000;
    static final int WRITE_OWNER = 0x8_0000;
    static final int SYNCHRONIZE = 0x10_0000;

    static final int FILE_SHARE_READ = 0x1;
    static final int FILE_SHARE_DELETE = 0x4;

    @Header("FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE")
    static final int SHARE_ALL = 0x7;

    static final int FILE_OPEN = 1;
    static final int FILE_CREATE = 2;

    static final int FILE_DIRECTORY_FILE = 0x1;
    static final int FILE_SYNCHRONOUS_IO_NONALERT = 0x20;
    static final int FILE_NON_DIRECTORY_FILE = 0x40;
    static final int FILE_OPEN_BY_FILE_ID = 0x2000;
    static final int FILE_OPEN_FOR_BACKUP_INTENT = 0x4000;
    static final int FILE_OPEN_REPARSE_POINT = 0x20_0000;
    static final int FILE_OPEN_NO_RECALL = 0x40_0000;

    private static final Function NT_CLOSE = Function.of(Library.NTDLL, NTSTATUS, "NtClose", HANDLE);
    private static final Function NT_CREATE_FILE = Function.of(
            Library.NTDLL,
            NTSTATUS,
            "NtCreateFile",
            PHANDLE,
            ACCESS_MASK,
            POBJECT_ATTRIBUTES,
            PIO_STATUS_BLOCK,
            PLARGE_INTEGER,
            ULONG,
            ULONG,
            ULONG,
            ULONG,
            PVOID,
            ULONG);
    private static final Function NT_FS_CONTROL_FILE = Function.of(
            Library.NTDLL,
            NTSTATUS,
            "NtFsControlFile",
            HANDLE,
            HANDLE,
            PIO_APC_ROUTINE,
            PVOID,
            PIO_STATUS_BLOCK,
            ULONG,
            PVOID,
            ULONG,
            PVOID,
            ULONG);
    private static final Function NT_QUERY_DIRECTORY_FILE = Function.of(
            Library.NTDLL,
            NTSTATUS,
            "NtQueryDirectoryFile",
            HANDLE,
            HANDLE,
            PIO_APC_ROUTINE,
            PVOID,
            PIO_STATUS_BLOCK,
            PVOID,
            ULONG,
            FILE_INFORMATION_CLASS,
            BOOLEAN,
            PUNICODE_STRING,
            BOOLEAN);
    private static final Function NT_QUERY_INFORMATION_FILE = Function.of(
            Library.NTDLL,
            NTSTATUS,
            "NtQueryInformationFile",
            HANDLE,
            PIO_STATUS_BLOCK,
            PVOID,
            ULONG,
            FILE_INFORMATION_CLASS);
    private static final Function NT_QUERY_SECURITY_OBJECT = Function.of(
            Library.NTDLL,
            NTSTATUS,
            "NtQuerySecurityObject",
            HANDLE,
            SECURITY_INFORMATION,
            PSECURITY_DESCRIPTOR,
            ULONG,
            PULONG);
    private static final Function NT_QUERY_VOLUME_INFORMATION_FILE = Function.of(
            Library.NTDLL,
            NTSTATUS,
            "NtQueryVolumeInformationFile",
            HANDLE,
            PIO_STATUS_BLOCK,
            PVOID,
            ULONG,
            FS_INFORMATION_CLASS);
    private static final Function NT_READ_FILE = Function.of(
            Library.NTDLL,
            NTSTATUS,
            "NtReadFile",
            HANDLE,
            HANDLE,
            PIO_APC_ROUTINE,
            PVOID,
            PIO_STATUS_BLOCK,
            PVOID,
            ULONG,
            PLARGE_INTEGER,
            PULONG);
    private static final Function NT_SET_INFORMATION_FILE = Function.of(
            Library.NTDLL,
            NTSTATUS,
            "NtSetInformationFile",
            HANDLE,
            PIO_STATUS_BLOCK,
            PVOID,
            ULONG,
            FILE_INFORMATION_CLASS);
    private static final Function NT_SET_SECURITY_OBJECT = Function.of(
            Library.NTDLL, NTSTATUS, "NtSetSecurityObject", HANDLE, SECURITY_INFORMATION, PSECURITY_DESCRIPTOR);
    private static final Function NT_WRITE_FILE = Function.of(
            Library.NTDLL,
            NTSTATUS,
            "NtWriteFile",
            HANDLE,
            HANDLE,
            PIO_APC_ROUTINE,
            PVOID,
            PIO_STATUS_BLOCK,
            PVOID,
            ULONG,
            PLARGE_INTEGER,
            PULONG);
    private static final Function RTL_NT_STATUS_TO_DOS_ERROR =
            Function.of(Library.NTDLL, ULONG, "RtlNtStatusToDosError", NTSTATUS);

    private Ntdll() {}

    /** Returns whether all of it is there: none of these calls is younger than Windows 2000. */
    static boolean isThere() {
        return Library.NTDLL.functions().stream().noneMatch(Function::absent);
    }

    /** Returns whether this Windows knows how to tell something of a file, or of the entries of a folder. */
    static boolean knowsQuery(int informationClass) {
        NativeMemory memory = Scratch.get().information;
        int status = queryDirectoryFile(0, memory, informationClass, false);
        return status == NtStatus.INVALID_HANDLE;
    }

    /** Returns whether this Windows knows how to set something of a file: it looks at that before it looks for the file. */
    static boolean knowsSet(int informationClass) {
        NativeMemory memory = Scratch.get().information;
        memory.clear(64);
        int status = setInformationFile(0, memory, 64, informationClass);
        return !NtStatus.isLacking(status);
    }

    /** {@code NTSTATUS NtClose(HANDLE);} */
    static int close(long handle) {
        return (int) NT_CLOSE.call(handle);
    }

    /**
     * {@code NTSTATUS NtCreateFile(PHANDLE, ACCESS_MASK, POBJECT_ATTRIBUTES, PIO_STATUS_BLOCK, PLARGE_INTEGER allocation, ULONG
     * attributes, ULONG share, ULONG disposition, ULONG options, PVOID ea, ULONG eaLength);}
     *
     * @param attributes the memory of an {@code OBJECT_ATTRIBUTES}
     * @return the handle, or the status, below 0
     */
    static long createFile(NativeMemory attributes, int access, int share, int disposition, int options) {
        Scratch scratch = Scratch.get();
        int status = (int) NT_CREATE_FILE.call(
                scratch.handle.address(),
                access,
                attributes.address(),
                scratch.ioStatus.address(),
                0,
                FILE_ATTRIBUTE_NORMAL,
                share,
                disposition,
                options,
                0,
                0);
        return status < 0 ? status : scratch.handle.bytes().getLong(0);
    }

    private static final int FILE_ATTRIBUTE_NORMAL = 0x80;

    /**
     * {@code NTSTATUS NtFsControlFile(HANDLE, HANDLE event, PIO_APC_ROUTINE, PVOID context, PIO_STATUS_BLOCK, ULONG code, PVOID
     * in, ULONG inLength, PVOID out, ULONG outLength);}
     *
     * @return how many bytes were put into {@code out}, or the status, below 0
     */
    static int fsControlFile(long handle, int code, NativeMemory in, int inLength, NativeMemory out, int outLength) {
        NativeMemory ioStatus = Scratch.get().ioStatus;
        int status = (int) NT_FS_CONTROL_FILE.call(
                handle,
                0,
                0,
                0,
                ioStatus.address(),
                code,
                inLength == 0 ? 0 : in.address(),
                inLength,
                outLength == 0 ? 0 : out.address(),
                outLength);
        return status < 0 ? status : (int) IoStatusBlock.INFORMATION.in(ioStatus, 0);
    }

    /**
     * {@code NTSTATUS NtQueryDirectoryFile(HANDLE, HANDLE event, PIO_APC_ROUTINE, PVOID context, PIO_STATUS_BLOCK, PVOID into,
     * ULONG length, FILE_INFORMATION_CLASS, BOOLEAN single, PUNICODE_STRING pattern, BOOLEAN restart);}
     */
    static int queryDirectoryFile(long handle, NativeMemory into, int informationClass, boolean restart) {
        long ioStatus = Scratch.get().ioStatus.address();
        return (int) NT_QUERY_DIRECTORY_FILE.call(
                handle, 0, 0, 0, ioStatus, into.address(), into.size(), informationClass, 0, 0, restart ? 1 : 0);
    }

    /** {@code NTSTATUS NtQueryInformationFile(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG, FILE_INFORMATION_CLASS);} */
    static int queryInformationFile(long handle, NativeMemory into, int length, int informationClass) {
        long ioStatus = Scratch.get().ioStatus.address();
        return (int) NT_QUERY_INFORMATION_FILE.call(handle, ioStatus, into.address(), length, informationClass);
    }

    /** {@code NTSTATUS NtQuerySecurityObject(HANDLE, SECURITY_INFORMATION, PSECURITY_DESCRIPTOR, ULONG, PULONG needed);} */
    static int querySecurityObject(long handle, int parts, NativeMemory into) {
        NativeMemory needed = Scratch.get().numbers;
        return (int) NT_QUERY_SECURITY_OBJECT.call(handle, parts, into.address(), into.size(), needed.address());
    }

    /** {@code NTSTATUS NtQueryVolumeInformationFile(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG, FS_INFORMATION_CLASS);} */
    static int queryVolumeInformationFile(long handle, NativeMemory into, int informationClass) {
        long ioStatus = Scratch.get().ioStatus.address();
        return (int)
                NT_QUERY_VOLUME_INFORMATION_FILE.call(handle, ioStatus, into.address(), into.size(), informationClass);
    }

    /**
     * {@code NTSTATUS NtReadFile(HANDLE, HANDLE event, PIO_APC_ROUTINE, PVOID context, PIO_STATUS_BLOCK, PVOID, ULONG,
     * PLARGE_INTEGER offset, PULONG key);}
     *
     * @return how many bytes were read, or the status, below 0
     */
    static int readFile(long handle, long address, int length, long offset) {
        return transfer(NT_READ_FILE, handle, address, length, offset);
    }

    /** {@code NTSTATUS NtSetInformationFile(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG, FILE_INFORMATION_CLASS);} */
    static int setInformationFile(long handle, NativeMemory from, int length, int informationClass) {
        long ioStatus = Scratch.get().ioStatus.address();
        return (int) NT_SET_INFORMATION_FILE.call(handle, ioStatus, from.address(), length, informationClass);
    }

    /** {@code NTSTATUS NtSetSecurityObject(HANDLE, SECURITY_INFORMATION, PSECURITY_DESCRIPTOR);} */
    static int setSecurityObject(long handle, int parts, NativeMemory from) {
        return (int) NT_SET_SECURITY_OBJECT.call(handle, parts, from.address());
    }

    /**
     * {@code NTSTATUS NtWriteFile(HANDLE, HANDLE event, PIO_APC_ROUTINE, PVOID context, PIO_STATUS_BLOCK, PVOID, ULONG,
     * PLARGE_INTEGER offset, PULONG key);}
     *
     * @return how many bytes were written, or the status, below 0
     */
    static int writeFile(long handle, long address, int length, long offset) {
        return transfer(NT_WRITE_FILE, handle, address, length, offset);
    }

    private static int transfer(Function function, long handle, long address, int length, long offset) {
        Scratch scratch = Scratch.get();
        scratch.numbers.bytes().putLong(0, offset);
        int status = (int) function.call(
                handle, 0, 0, 0, scratch.ioStatus.address(), address, length, scratch.numbers.address(), 0);
        return status < 0 ? status : (int) IoStatusBlock.INFORMATION.in(scratch.ioStatus, 0);
    }

    /** {@code ULONG RtlNtStatusToDosError(NTSTATUS);} */
    static int ntStatusToDosError(int status) {
        return (int) RTL_NT_STATUS_TO_DOS_ERROR.call(status);
    }
}
