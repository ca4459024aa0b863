package aka.os.windows;

import aka.os.memory.NativeMemory;
import aka.os.windows.Structure.Field;

/**
 * Removes the name that a file was opened by.
 *
 * <pre>{@code
 * struct FILE_DISPOSITION_INFORMATION { BOOLEAN DeleteFile; };
 * struct FILE_DISPOSITION_INFO_EX { DWORD Flags; };
 * }</pre>
 */
@Header("FILE_DISPOSITION_FLAG_*")
final class Removal {

    private static final int DELETE = 0x1;
    /** The name goes now, and not when the last program closes the file. */
    private static final int POSIX_SEMANTICS = 0x2;

    private static final int IGNORE_READONLY_ATTRIBUTE = 0x10;

    private static final Structure DISPOSITION = Structure.of("FILE_DISPOSITION_INFORMATION", 1);
    private static final Field DELETE_FILE = DISPOSITION.field("DoDeleteFile", 0, 1);

    private static final Structure DISPOSITION_EX = Structure.of("FILE_DISPOSITION_INFO_EX", 4);
    private static final Field FLAGS = DISPOSITION_EX.field("Flags", 0, 4);

    private Removal() {}

    /**
     * Removes the name. {@code handle} is to be closed at once: until then the name may still be seen where the file system has
     * but the older call.
     *
     * @param handle opened with {@code DELETE}
     * @param body a handle of the same file with {@code FILE_WRITE_ATTRIBUTES}, for one that is read-only; or below 0
     * @return the status
     */
    static int of(long handle, long body) {
        int status = newer(handle, DELETE | POSIX_SEMANTICS | IGNORE_READONLY_ATTRIBUTE);
        if (!NtStatus.isLacking(status)) {
            return status;
        }
        // Windows 10 before 1809 has no flag to pass over the read-only attribute.
        status = withoutReadOnly(body, () -> newer(handle, DELETE | POSIX_SEMANTICS));
        return NtStatus.isLacking(status) ? withoutReadOnly(body, () -> older(handle)) : status;
    }

    /** Makes a call, and returns its status. */
    @FunctionalInterface
    private interface Call {
        int status();
    }

    private static int newer(long handle, int flags) {
        NativeMemory memory = Scratch.get().numbers;
        FLAGS.put(memory, flags);
        return Ntdll.setInformationFile(
                handle, memory, DISPOSITION_EX.bytes(), InformationClass.FILE_DISPOSITION_INFORMATION_EX);
    }

    private static int older(long handle) {
        NativeMemory memory = Scratch.get().numbers;
        DELETE_FILE.put(memory, 1);
        return Ntdll.setInformationFile(
                handle, memory, DISPOSITION.bytes(), InformationClass.FILE_DISPOSITION_INFORMATION);
    }

    /**
     * The attribute belongs to the body, and so to all of its names: it is taken away for a moment and given back by a handle
     * that outlives the name.
     */
    private static int withoutReadOnly(long body, Call call) {
        int status = call.status();
        boolean readOnly = status == NtStatus.CANNOT_DELETE || status == NtStatus.ACCESS_DENIED;
        if (!readOnly || body < 0) {
            return status;
        }
        NativeMemory all = Scratch.get().information;
        if (Handle.queryAll(body, all) < 0) {
            return status;
        }
        long had = FileInformation.FILE_ATTRIBUTES.in(all, 0);
        if (!Attributes.isReadOnly(had) || BasicInformation.setAttributes(body, had & ~Attributes.READONLY) < 0) {
            return status;
        }
        try {
            return call.status();
        } finally {
            BasicInformation.setAttributes(body, had);
        }
    }
}
