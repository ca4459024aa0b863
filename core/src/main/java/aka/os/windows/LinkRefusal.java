package aka.os.windows;

import aka.os.FileCallException;
import aka.os.Support;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.Objects;

/** Says why a link was refused, where the status alone says too little. */
final class LinkRefusal {

    private LinkRefusal() {}

    static FileCallException of(String deed, WindowsBody existing, Path newName, int status) throws FileCallException {
        if (!NtStatus.isLacking(status)) {
            return WinError.failure(deed, existing.path(), newName, status);
        }
        KnownVolume volume = existing.volume();
        String reason = volume.links() == Support.NO
                ? "the file system (" + volume.fileSystem() + ") has no hard links"
                : "the file system (" + volume.fileSystem() + ") refuses hard links there";
        return Objects.requireNonNullElse(WinError.ofStatus(status), WinError.ERROR_NOT_SUPPORTED)
                .failure(
                        deed,
                        existing.path(),
                        newName,
                        Trouble.LINKS_UNSUPPORTED,
                        reason,
                        "Use a symbolic link (mklink), or move both to a volume with NTFS.");
    }
}
