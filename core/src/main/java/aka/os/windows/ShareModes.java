package aka.os.windows;

import aka.os.Body;
import aka.os.FileCallException;
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
        if (!guarded.isReadable()) {
            throw FileCallException.onlyHeld("keep writers away from " + body.path(), body);
        }
        return guarded.denyWrites();
    }
}
