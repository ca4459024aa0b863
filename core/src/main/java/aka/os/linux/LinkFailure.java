package aka.os.linux;

import aka.file.FileFacts;
import aka.file.Leaf;
import aka.os.FileCallException;
import aka.os.Support;
import aka.os.Trouble;
import aka.os.Volume;
import java.nio.file.Path;

/** Says why {@code linkat} refused, where its error number alone says too little. */
final class LinkFailure {

    private LinkFailure() {}

    static FileCallException of(String deed, LinuxBody existing, LinuxFolder folder, Leaf newName, int answer)
            throws FileCallException {
        Path shown = newName.in(folder.path());
        if (Errno.EXDEV.is(answer)) {
            return crossing(deed, existing, folder, shown);
        }
        if (Errno.EPERM.is(answer) || Errno.EOPNOTSUPP.is(answer) || Errno.ENOSYS.is(answer)) {
            return forbidden(deed, existing, shown, answer);
        }
        return Errno.failure(deed, existing.path(), shown, answer);
    }

    private static FileCallException crossing(String deed, LinuxBody existing, LinuxFolder folder, Path shown)
            throws FileCallException {
        FileFacts from = existing.facts();
        FileFacts to = folder.facts();
        boolean oneVolume = from.key().isPresent()
                && to.key().isPresent()
                && from.key().get().volume().equals(to.key().get().volume());
        return oneVolume
                ? Errno.EXDEV.failure(
                        deed,
                        existing.path(),
                        shown,
                        Trouble.DIFFERENT_MOUNTS,
                        "they are on one volume, but reached through different mounts",
                        "Use paths below one mount; in a container, mount one folder that holds both.")
                : Errno.failure(deed, existing.path(), shown, -Errno.EXDEV.number());
    }

    private static FileCallException forbidden(String deed, LinuxBody existing, Path shown, int answer)
            throws FileCallException {
        Volume volume = existing.volume();
        FileFacts facts = existing.facts();
        if (volume.links() == Support.NO || !Errno.EPERM.is(answer)) {
            return errno(answer)
                    .failure(
                            deed,
                            existing.path(),
                            shown,
                            Trouble.LINKS_UNSUPPORTED,
                            "the file system (" + volume.fileSystem() + ") has no hard links",
                            "Use a symbolic link (ln -s), or move both to a volume that has them.");
        }
        if (!facts.traits().isEmpty()) {
            return Errno.EPERM.failure(
                    deed,
                    existing.path(),
                    shown,
                    Trouble.NO_PERMISSION,
                    "the file has a flag that forbids it: " + facts.traits(),
                    "Take the flag away (chattr -i -a), make the name, and set it again.");
        }
        if (ProtectedLinks.areOn() != Support.YES || ProtectedLinks.allow(existing.path()) == Support.YES) {
            return Errno.EPERM.failure(
                    deed,
                    existing.path(),
                    shown,
                    Trouble.NO_PERMISSION,
                    "the system does not permit it; perhaps the folder has a flag that forbids new names",
                    "Look at the folder's flags (lsattr -d) and at its owner.");
        }
        return Errno.EPERM.failure(
                deed,
                existing.path(),
                shown,
                Trouble.NO_PERMISSION,
                "the system lets only the owner, or someone who may read and write the file, make a name for it"
                        + " (fs.protected_hardlinks)",
                "Run it as the owner of the file.");
    }

    private static Errno errno(int answer) {
        return Errno.EOPNOTSUPP.is(answer) ? Errno.EOPNOTSUPP : Errno.ENOSYS.is(answer) ? Errno.ENOSYS : Errno.EPERM;
    }
}
