package aka.os.windows;

import aka.os.Body;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.Folder;
import java.nio.file.Path;

/**
 * Forces bytes and names to the disk: {@code FlushFileBuffers}. A whole volume is flushed for administrators only; for everybody
 * else the folder is, up to which NTFS writes its log, and with that all changes of names before.
 */
final class WindowsDurability implements Durability {

    @Override
    public boolean coversBodies(Folder folder) {
        long volume = volume((WindowsFolder) folder);
        if (volume >= 0) {
            Ntdll.close(volume);
        }
        return volume >= 0;
    }

    @Override
    public void force(Body body) throws FileCallException {
        WindowsBody forced = (WindowsBody) body;
        // Not by its own handle, which is for reading: only who may write may flush.
        flush(Opening.again(forced.handle(), Ntdll.FILE_APPEND_DATA, Ntdll.SHARE_ALL), body.path());
    }

    @Override
    public void forceVolume(Folder folder) throws FileCallException {
        WindowsFolder forced = (WindowsFolder) folder;
        long volume = volume(forced);
        flush(
                volume >= 0 ? volume : Opening.again(forced.handle(), Ntdll.FILE_APPEND_DATA, Ntdll.SHARE_ALL),
                folder.path());
    }

    /** Returns the volume, opened for writing, or the status. */
    private static long volume(WindowsFolder folder) {
        return MountPoints.volumeOf(folder.handle())
                .map(name -> Opening.follow(name, Ntdll.FILE_WRITE_DATA))
                .orElse((long) NtStatus.NOT_SUPPORTED);
    }

    /** Flushes by {@code handle}, and closes it. */
    private static void flush(long handle, Path path) throws FileCallException {
        String deed = "force " + path + " to the disk";
        WindowsFolder.require(handle, deed, path, null);
        int answer = Kernel32.flushFileBuffers(handle);
        Ntdll.close(handle);
        if (answer < 0) {
            throw WinError.failureOf(deed, path, null, -answer);
        }
    }
}
