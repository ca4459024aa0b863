package aka.os.windows;

import aka.os.Body;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.os.WriterGuard;

/**
 * Keeps writers out by a share mode: as long as a file is open without {@code FILE_SHARE_WRITE}, every open for writing, by any of
 * its names, fails with {@code ERROR_SHARING_VIOLATION}, and it cannot begin while somebody has the file open for writing.
 *
 * <p>A writer is not made to wait, as on Linux, but fails: a guard is to be short. Who has mapped the file for writing keeps it
 * mapped after closing it, so that times and bytes are looked at again, as everywhere.
 */
final class ShareModes implements WriterGuard {

    @Override
    public Guard guard(Body body) throws FileCallException {
        WindowsBody guarded = (WindowsBody) body;
        String deed = "keep writers away from " + body.path();
        if (!guarded.isReadable()) {
            throw guarded.notReadable(deed);
        }
        int share = Ntdll.FILE_SHARE_READ | Ntdll.FILE_SHARE_DELETE;
        long handle = Opening.again(guarded.handle(), Ntdll.FILE_READ_DATA, share);
        if (handle == NtStatus.SHARING_VIOLATION) {
            throw WinError.ERROR_SHARING_VIOLATION.failure(
                    deed,
                    body.path(),
                    null,
                    Trouble.BUSY,
                    "someone has it open for writing",
                    "Try again when it is closed; Resource Monitor tells who has it.");
        }
        WindowsFolder.require(handle, deed, body.path(), null);
        return new DeniedWrites(handle);
    }

    private static final class DeniedWrites implements Guard {

        private final long handle;
        private boolean closed;

        private DeniedWrites(long handle) {
            this.handle = handle;
        }

        /** Nobody can have come. */
        @Override
        public boolean undisturbed() {
            return !closed;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                Ntdll.close(handle);
            }
        }
    }
}
