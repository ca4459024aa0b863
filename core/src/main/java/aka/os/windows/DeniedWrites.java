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

    /** Begins to deny it, on {@code body}, which is open under the handle {@code open}. */
    DeniedWrites(WindowsBody body, long open) throws FileCallException {
        this.body = body;
        this.handle = deny(open);
        String deed = "keep writers away from " + body.path();
        if (handle == NtStatus.SHARING_VIOLATION) {
            throw WinError.ERROR_SHARING_VIOLATION.failure(
                    deed,
                    body.path(),
                    null,
                    Trouble.BUSY,
                    "someone has it open or mapped for writing, or lets nobody delete it meanwhile",
                    "Try again when it is closed; Resource Monitor tells who has it.");
        }
        WindowsFolder.require(handle, deed, body.path(), null);
    }

    /** With the right to delete, where that is to be had: who lets nobody delete it would else be met when it is too late. */
    private long deny(long open) {
        long denying = body.again(open, Ntdll.FILE_READ_DATA | Ntdll.DELETE, SHARE);
        return denying == NtStatus.ACCESS_DENIED ? body.again(open, Ntdll.FILE_READ_DATA, SHARE) : denying;
    }

    /** Nobody can have come, as long as it was denied all the time, or could be denied again at once. */
    @Override
    public boolean undisturbed() {
        return !interrupted && handle >= 0;
    }

    /** Denies it again, on the file that {@code open} is open on; who came meanwhile is seen if he is still there. */
    void openAgain(long open) {
        lapsed = true;
        handle = open < 0 ? open : deny(open);
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
