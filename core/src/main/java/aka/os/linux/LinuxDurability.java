package aka.os.linux;

import aka.os.Body;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Trouble;
import java.nio.file.Path;

/** Forces bytes and names to the disk: {@code fsync(2)}, {@code syncfs(2)}. */
final class LinuxDurability implements Durability {

    @Override
    public void force(Body body) throws FileCallException {
        check(Libc.fsync(((LinuxBody) body).fd()), body.path());
    }

    @Override
    public void force(Folder folder) throws FileCallException {
        int answer = Libc.fsync(((LinuxFolder) folder).fd());
        if (Errno.EBADF.is(answer)) {
            throw Errno.EBADF.failure(
                    "force " + folder.path() + " to the disk",
                    folder.path(),
                    null,
                    Trouble.UNSUPPORTED,
                    "the folder may be passed through, but not read",
                    "Ask for read permission on it.");
        }
        check(answer, folder.path());
    }

    @Override
    public void forceVolume(Folder folder) throws FileCallException {
        check(Libc.syncfs(((LinuxFolder) folder).fd()), folder.path());
    }

    private static void check(int answer, Path path) throws FileCallException {
        if (answer < 0) {
            throw Errno.failure("force " + path + " to the disk", path, null, answer);
        }
    }
}
