package aka.os.linux;

import aka.os.Body;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.Folder;
import java.nio.file.Path;

/** Forces bytes and names to the disk: {@code fsync(2)}, {@code syncfs(2)}. */
final class LinuxDurability implements Durability {

    @Override
    public boolean coversBodies(Body body) {
        return true;
    }

    @Override
    public void force(Body body) throws FileCallException {
        check(Libc.fsync(((LinuxBody) body).fd()), body.path());
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
