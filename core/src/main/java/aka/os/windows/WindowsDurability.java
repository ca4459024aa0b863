package aka.os.windows;

import aka.file.Leaf;
import aka.file.Leftover;
import aka.file.VolumeId;
import aka.os.Body;
import aka.os.Draft;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Forces bytes and names to the disk: {@code FlushFileBuffers}. A whole volume is flushed for administrators only; for everybody
 * else the folder is, up to which NTFS writes its log, and with that all changes of names before.
 */
final class WindowsDurability implements Durability {

    /** Whether a whole volume was flushed when that was tried first. */
    private final Map<VolumeId, Boolean> flushed = new ConcurrentHashMap<>();

    @Override
    public boolean coversBodies(Body body) {
        WindowsBody asked = (WindowsBody) body;
        Boolean known = flushed.get(asked.volume().id());
        return known != null ? known : covers(asked.volume(), asked.volumeName());
    }

    private boolean covers(KnownVolume volume, Optional<String> name) {
        return flushed.computeIfAbsent(volume.id(), first -> flushVolume(name) == 0);
    }

    @Override
    public void force(Body body) throws FileCallException {
        if (body instanceof WindowsDraft draft) {
            // By the handle that it was written by: its attributes and its access list may forbid another.
            check(Kernel32.flushFileBuffers(draft.handle()), body.path());
            return;
        }
        WindowsBody forced = (WindowsBody) body;
        // Not by its own handle, which is for reading: only who may write may flush.
        long handle = forced.again(Ntdll.FILE_APPEND_DATA, Ntdll.SHARE_ALL);
        boolean mayNot = handle == NtStatus.SHARING_VIOLATION || handle == NtStatus.ACCESS_DENIED;
        if (mayNot && flushVolume(forced.volumeName()) == 0) {
            return; // it is read-only, or we ourselves keep writers away; but we may flush all there is
        }
        if (handle == NtStatus.ACCESS_DENIED) {
            throw WinError.ERROR_ACCESS_DENIED.failure(
                    deed(body.path()),
                    body.path(),
                    null,
                    Trouble.NO_PERMISSION,
                    "only who may write to a file may have its bytes forced to the disk; it is read-only, or not yours to write",
                    "Take the read-only attribute away (attrib -r), or do it as administrator.");
        }
        flush(handle, body.path());
    }

    @Override
    public void forceVolume(Folder folder) throws FileCallException {
        WindowsFolder forced = (WindowsFolder) folder;
        Optional<String> volume = MountPoints.volumeOf(forced.handle());
        if (covers(forced.volume(), volume)) {
            check(flushVolume(volume), folder.path());
            return;
        }
        try {
            flush(Opening.again(forced.handle(), Ntdll.FILE_APPEND_DATA, Ntdll.SHARE_ALL), folder.path());
        } catch (FileCallException refused) {
            if (refused.trouble() != Trouble.UNSUPPORTED) {
                throw refused;
            }
            forceByAFile(folder);
        }
    }

    /** Where folders are not flushed, a new file is: a log has what came before it as well. */
    private void forceByAFile(Folder folder) throws FileCallException {
        try (Draft draft = folder.draft(Leftover.name("force", Leaf.of("x")))) {
            force(draft);
        }
    }

    /** Returns 0, or the negated last error of what the volume answered. */
    private static int flushVolume(Optional<String> name) {
        long volume = name.isEmpty() ? NtStatus.NOT_SUPPORTED : Opening.follow(name.get(), Ntdll.FILE_WRITE_DATA);
        if (volume < 0) {
            return -Ntdll.ntStatusToDosError((int) volume);
        }
        int answer = Kernel32.flushFileBuffers(volume);
        Ntdll.close(volume);
        return answer;
    }

    /** Flushes by {@code handle}, and closes it. */
    private static void flush(long handle, Path path) throws FileCallException {
        WindowsFolder.require(handle, deed(path), path, null);
        int answer = Kernel32.flushFileBuffers(handle);
        Ntdll.close(handle);
        check(answer, path);
    }

    private static void check(int answer, Path path) throws FileCallException {
        if (answer < 0) {
            throw WinError.failureOf(deed(path), path, null, -answer);
        }
    }

    private static String deed(Path path) {
        return "force " + path + " to the disk";
    }
}
