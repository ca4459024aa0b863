package aka.cli;

import aka.link.Volumes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder on a volume with an identity that lasts: the one that is given, or one on an ext4 of its own, which only root has. */
final class LastingVolume implements AutoCloseable {

    private static final long IMAGE_BYTES = 32 << 20;

    private final Path folder;
    private final boolean mounted;

    private LastingVolume(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    /** Returns one in {@code temp}; whether it {@link #isLasting} is another matter. */
    static LastingVolume in(Path temp) throws IOException {
        Path point = Files.createDirectory(temp.resolve("volume"));
        if (isLasting(temp) || !System.getProperty("user.name").equals("root")) {
            return new LastingVolume(point, false);
        }
        Path image = temp.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(IMAGE_BYTES);
        }
        boolean mounted = runs("mkfs.ext4", "-q", "-F", image.toString())
                && runs("mount", "-o", "loop", image.toString(), point.toString());
        return new LastingVolume(point, mounted);
    }

    Path folder() {
        return folder;
    }

    boolean isLasting() throws IOException {
        return isLasting(folder);
    }

    private static boolean isLasting(Path folder) throws IOException {
        try (Volumes volumes = Volumes.open()) {
            return volumes.calls()
                    .facts(folder)
                    .key()
                    .filter(key -> key.volume().lasting())
                    .isPresent();
        }
    }

    @Override
    public void close() throws IOException {
        if (mounted && !runs("umount", folder.toString())) {
            throw new IOException("cannot unmount " + folder);
        }
    }

    private static boolean runs(String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException notFound) {
            return false;
        }
        try {
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
