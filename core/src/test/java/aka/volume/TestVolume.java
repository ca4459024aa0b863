package aka.volume;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A volume of its own for a test: a file that holds a real file system, mounted through a loop device; or a tmpfs. */
public final class TestVolume implements AutoCloseable {

    private final String type;
    private final Path image;
    private final Path mountPoint;
    private final List<Path> binds = new ArrayList<>();
    private final List<Path> coveredFiles = new ArrayList<>();

    private TestVolume(String type, Path image, Path mountPoint) {
        this.type = type;
        this.image = image;
        this.mountPoint = mountPoint;
    }

    /**
     * Makes and mounts a volume, or skips the test with the reason.
     *
     * @param type {@code ext4}, {@code xfs}, {@code btrfs}, {@code exfat} (by FUSE), {@code ntfs-3g}, {@code lowntfs-3g} (upper and lower case are one), {@code tmpfs}
     */
    public static TestVolume make(String type, int sizeMiB) {
        assumeTrue(isRoot(), "needs root to mount " + type);
        assumeTrue(!type.equals("exfat") || isFound("mount.exfat-fuse"), "needs mount.exfat-fuse");
        assumeTrue(type.equals("tmpfs") || isFound(maker(type)[0]), "needs " + maker(type)[0]);
        try {
            Path folder = Files.createTempDirectory("aka-volume");
            TestVolume volume =
                    new TestVolume(type, folder.resolve("image"), Files.createDirectory(folder.resolve("mnt")));
            volume.format(sizeMiB);
            volume.mount(sizeMiB);
            return volume;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private void format(int sizeMiB) {
        if (!type.equals("tmpfs")) {
            run("truncate", "-s", sizeMiB + "M", image.toString());
            String[] maker = Arrays.copyOf(maker(type), maker(type).length + 1);
            maker[maker.length - 1] = image.toString();
            run(maker);
        }
    }

    private void mount(int sizeMiB) {
        if (type.equals("tmpfs")) {
            run("mount", "-t", "tmpfs", "-o", "size=" + sizeMiB + "M", "tmpfs", mountPoint.toString());
        } else if (type.equals("exfat")) {
            String device =
                    read("losetup", "--find", "--show", image.toString()).strip();
            run("mount.exfat-fuse", device, mountPoint.toString());
            // Now while it is in use: then it goes with the mount.
            run("losetup", "--detach", device);
        } else {
            String options = type.equals("lowntfs-3g") ? "loop,ignore_case" : "loop";
            run("mount", "-t", type, "-o", options, image.toString(), mountPoint.toString());
        }
    }

    /** Returns the folder at which the volume begins. */
    public Path root() {
        return mountPoint;
    }

    /** Mounts a copy of the volume beside it: the same in all but the device. */
    public TestVolume copy() throws IOException {
        run("sync", "-f", mountPoint.toString());
        Path folder = Files.createTempDirectory("aka-volume");
        TestVolume copy = new TestVolume(type, folder.resolve("image"), Files.createDirectory(folder.resolve("mnt")));
        run("cp", "--sparse=always", image.toString(), copy.image.toString());
        copy.mount(0);
        return copy;
    }

    /** Unmounts the volume and mounts it again, through whatever loop device comes then. */
    public void mountAnew() throws IOException {
        Path other = Files.createTempFile("aka-loop", "");
        run("truncate", "-s", "1M", other.toString());
        run("umount", mountPoint.toString());
        String device = read("losetup", "--find", "--show", other.toString()).strip();
        try {
            mount(0);
        } finally {
            run("losetup", "--detach", device);
            Files.delete(other);
        }
    }

    /**
     * Spoils the first place on the disk where these bytes lie, behind the back of the file system, and mounts it again. On btrfs
     * to read what is there fails from then on, since it has a checksum of it.
     */
    public void spoil(byte[] bytes) throws IOException {
        run("umount", mountPoint.toString());
        try (FileChannel disk = FileChannel.open(image, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            disk.write(ByteBuffer.allocate(1), placeOf(bytes, disk) + bytes.length / 2);
        } finally {
            mount(0);
        }
    }

    private static long placeOf(byte[] bytes, FileChannel disk) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(bytes.length);
        for (long at = 0; disk.read(block.clear(), at) > 0; at += 4096) {
            if (block.flip().equals(ByteBuffer.wrap(bytes))) {
                return at;
            }
        }
        throw new AssertionError("these bytes are not on the disk");
    }

    /** Mounts it where it was, after it was unmounted by other means. */
    public void mountAgain() {
        mount(0);
    }

    /** Mounts it again with other options: {@code ro}. */
    public void remount(String options) {
        run("mount", "-o", "remount," + options, mountPoint.toString());
    }

    /** Shows {@code folder} at a second place. */
    public Path bind(Path folder) throws IOException {
        Path place = Files.createTempDirectory("aka-bind");
        run("mount", "--bind", folder.toString(), place.toString());
        binds.add(place);
        return place;
    }

    /** Shows {@code file} in the place of another that is there. */
    public void bindFile(Path file, Path place) throws IOException {
        run("mount", "--bind", file.toString(), place.toString());
        coveredFiles.add(place);
    }

    @Override
    public void close() {
        try {
            for (Path place : coveredFiles) {
                run("umount", place.toString());
            }
            for (Path place : binds) {
                run("umount", place.toString());
                Files.delete(place);
            }
            run("umount", mountPoint.toString());
            Files.deleteIfExists(image);
            Files.delete(mountPoint);
            Files.delete(mountPoint.getParent());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Runs a command that must succeed. */
    public static void run(String... command) {
        read(command);
    }

    /** Runs a command that must succeed, and returns what it printed. */
    public static String read(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Returns whether this process may mount, and do as it likes. */
    public static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Returns whether a command of this name is on the path. */
    public static boolean isFound(String command) {
        for (String folder : (System.getenv("PATH") + ":/sbin:/usr/sbin").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, command))) {
                return true;
            }
        }
        return false;
    }

    private static String[] maker(String type) {
        return switch (type) {
            case "ext4" -> new String[] {"mkfs.ext4", "-q", "-F"};
            case "xfs" -> new String[] {"mkfs.xfs", "-q", "-f"};
            case "btrfs" -> new String[] {"mkfs.btrfs", "-q", "-f"};
            case "exfat" -> new String[] {"mkfs.exfat"};
            case "ntfs-3g", "lowntfs-3g" -> new String[] {"mkfs.ntfs", "-q", "-F"};
            default -> new String[] {type};
        };
    }
}
