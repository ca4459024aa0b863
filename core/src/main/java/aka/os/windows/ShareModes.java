package aka.os.windows;

import aka.os.Body;
import aka.os.FileCallException;
import aka.os.WriterGuard;

/**
 * Keeps writers out by a share mode: as long as a file is open without {@code FILE_SHARE_WRITE}, every open for writing, by any of
 * its names, fails with {@code ERROR_SHARING_VIOLATION}. It cannot begin while somebody has the file open for writing, nor while
 * somebody has it mapped for writing, though he has closed it (MS: CreateFileW).
 *
 * <p>A writer is not made to wait, as on Linux, but fails: a guard is to be short. No oplock is asked for: it would tell of what
 * the share mode keeps out already.
 */
final class ShareModes implements WriterGuard {

    @Override
    public Guard guard(Body body) throws FileCallException {
        WindowsBody guarded = (WindowsBody) body;
        if (!guarded.isReadable()) {
            throw FileCallException.onlyHeld("keep writers away from " + body.path(), body);
        }
        return guarded.denyWrites();
    }
}
