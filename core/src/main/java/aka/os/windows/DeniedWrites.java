package aka.os.windows;

import aka.os.FileCallException;
import aka.os.Trouble;
import aka.os.WriterGuard.Guard;

/** A handle that denies all others to write to its file. */
final class DeniedWrites implements Guard {

    @Ours
    private static final int SHARE = Ntdll.FILE_SHARE_READ | Ntdll.FILE_SHARE_DELETE;

    private final WindowsBody body;
    private long handle;
    private boolean interrupted;
    private boolean lapsed;

    private DeniedWrites(long handle, WindowsBody body) {
        this.handle = handle;
        this.body = body;
    }

    /** Begins to deny it. */
    static DeniedWrites to(WindowsBody body) throws FileCallException {
        String deed = "keep writers away from " + body.path();
        // With the right to delete: who has it open and lets nobody delete it would else be met when it is too late.
        long handle = body.again(Ntdll.FILE_READ_DATA | Ntdll.DELETE, SHARE);
        if (handle == NtStatus.ACCESS_DENIED) {
            handle = body.again(Ntdll.FILE_READ_DATA, SHARE);
        }
        if (handle == NtStatus.SHARING_VIOLATION) {
            throw WinError.ERROR_SHARING_VIOLATION.failure(
                    deed,
                    body.path(),
                    null,
                    Trouble.BUSY,
                    "someone has it open for writing, or lets nobody delete it meanwhile",
                    "Try again when it is closed; Resource Monitor tells who has it.");
        }
        WindowsFolder.require(handle, deed, body.path(), null);
        return new DeniedWrites(handle, body);
    }

    /** Nobody can have come, as long as it was denied all the time, or could be denied again at once. */
    @Override
    public boolean undisturbed() {
        return !interrupted && handle >= 0;
    }

    /** Denies it again, on the file that {@code open} is open on; who came meanwhile is seen if he is still there. */
    void openAgain(long open) {
        lapsed = true;
        handle = open < 0 ? open : Opening.again(open, Ntdll.FILE_READ_DATA, SHARE);
        interrupted |= handle < 0;
    }

    @Override
    public boolean lapsed() {
        return lapsed;
    }

    void closeHandle() {
        if (handle >= 0) {
            Ntdll.close(handle);
            handle = NtStatus.INVALID_HANDLE;
        }
    }

    @Override
    public void close() {
        body.lift(this);
    }
}
