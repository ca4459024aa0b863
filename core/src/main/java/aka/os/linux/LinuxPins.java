package aka.os.linux;

import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.RawPath;
import aka.file.VolumeId;
import aka.os.FileCallException;
import aka.os.Pinned;
import aka.os.Pins;
import aka.os.Trouble;
import aka.os.memory.NativeMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at the mounts of all namespaces that {@code /proc} shows, at what containers store and at what NFS exports. */
final class LinuxPins implements Pins {

    private static final List<String> STORAGES = List.of(
            "/var/lib/docker",
            "/var/lib/containers",
            "/var/lib/containerd",
            "/var/lib/lxc",
            "/var/lib/lxd",
            "/var/lib/incus",
            "/var/lib/machines",
            "/var/snap/lxd/common/lxd");

    private static final List<String> STORAGES_AT_HOME =
            List.of(".local/share/containers", ".local/share/docker", ".local/share/containerd", ".local/share/lxc");

    private final LinuxVolumes volumes;

    LinuxPins(LinuxVolumes volumes) {
        this.volumes = volumes;
    }

    @Override
    public Pinned look() throws FileCallException {
        Look look = new Look(volumes);
        for (MountNamespace namespace : namespaces()) {
            for (Mount mount : namespace.mounts()) {
                if (mount.type().equals("overlay")) {
                    look.overlay(namespace, mount);
                }
                if (!mount.whole() && !FileSystemType.isPseudo(mount.type())) {
                    look.mounted(namespace, mount);
                }
            }
        }
        for (String storage : STORAGES) {
            look.folder(Path.of(storage), "containers are stored in " + storage);
        }
        Path home = Path.of(System.getProperty("user.home", "/"));
        for (String storage : STORAGES_AT_HOME) {
            look.folder(home.resolve(storage), "containers are stored in " + home.resolve(storage));
        }
        for (Path file : NfsExports.FILES) {
            for (Path exported : NfsExports.in(file)) {
                look.folder(exported, exported + " is exported by NFS, whose clients write without a name");
            }
        }
        return new Pinned(look.bodies, look.folders);
    }

    private static List<MountNamespace> namespaces() throws FileCallException {
        try {
            return MountNamespace.all();
        } catch (IOException unreadable) {
            Path list = Path.of("/proc/self/mountinfo");
            throw new FileCallException(
                    "see what is mounted",
                    list,
                    null,
                    Trouble.IO_ERROR,
                    "",
                    0,
                    list + " cannot be read (" + unreadable.getMessage() + ")",
                    "Make sure that /proc is mounted.");
        }
    }

    /** What one look has found so far. The first reason for a thing stands. */
    private record Look(LinuxVolumes volumes, Map<FileKey, String> bodies, Map<FileKey, String> folders) {

        Look(LinuxVolumes volumes) {
            this(volumes, new HashMap<>(), new HashMap<>());
        }

        void overlay(MountNamespace namespace, Mount mount) throws FileCallException {
            for (Path layer : OverlayLayers.of(mount.options())) {
                if (layer.isAbsolute()) {
                    String reason = layer + " is a layer of the overlay at " + mount.point();
                    folder(namespace.reach(layer), reason);
                    // It was named where the overlay was made, which need not be where it is seen.
                    folder(layer, reason);
                }
            }
        }

        void folder(Path path, String reason) throws FileCallException {
            Seen seen = see(path, 0);
            if (seen != null && seen.kind == Kind.FOLDER) {
                folders.putIfAbsent(seen.key, reason);
            }
        }

        /** Pins a file that is mounted, and the file whose name it covers: the mount would go with that name. */
        void mounted(MountNamespace namespace, Mount mount) throws FileCallException {
            Path point = namespace.reach(mount.point());
            Seen seen = see(point, Libc.AT_SYMLINK_NOFOLLOW);
            if (seen == null || seen.kind == Kind.FOLDER) {
                return;
            }
            bodies.putIfAbsent(seen.key, "it is mounted as a file at " + mount.point());
            covered(point, "another file is mounted over it at " + mount.point());
        }

        private void covered(Path point, String reason) {
            Path parent = point.getParent();
            Path leaf = point.getFileName();
            if (parent == null || leaf == null) {
                return;
            }
            try (LinuxFolder folder = open(parent);
                    LinuxListing listing = folder.list()) {
                VolumeId volume = folder.facts().key().orElseThrow().volume();
                Leaf wanted = Leaf.of(leaf);
                while (listing.next()) {
                    if (listing.leaf().equals(wanted)) {
                        bodies.putIfAbsent(new FileKey(volume, 0, listing.listedInode()), reason);
                        return;
                    }
                }
            } catch (FileCallException unseen) {
                // What this user may not see is missing: see Pins.
            }
        }

        private LinuxFolder open(Path path) throws FileCallException {
            int flags = Machine.O_DIRECTORY | Machine.O_NONBLOCK | Machine.O_CLOEXEC;
            int fd = Libc.openat(Libc.AT_FDCWD, Scratch.get().path(RawPath.bytes(path)), flags, 0);
            if (fd < 0) {
                throw Errno.failure("open the folder " + path, path, null, fd);
            }
            return new LinuxFolder(fd, path, new byte[0], volumes, false);
        }

        private @Nullable Seen see(Path path, int flags) throws FileCallException {
            Scratch scratch = Scratch.get();
            Statx statx = scratch.statx;
            NativeMemory name = scratch.path(RawPath.bytes(path));
            int quiet = flags | Libc.AT_NO_AUTOMOUNT | Libc.AT_STATX_DONT_SYNC;
            if (Libc.statx(Libc.AT_FDCWD, name.address(), quiet, Statx.BASIC, statx) < 0) {
                return null; // not there, or not for this user to see
            }
            Kind kind = statx.kind();
            long inode = statx.inode();
            return new Seen(kind, new FileKey(volumes.idAt(statx.device(), path), 0, inode));
        }
    }

    private record Seen(Kind kind, FileKey key) {}
}
