package aka.os.linux;

import aka.file.RawPath;
import aka.os.FileCallException;
import aka.os.memory.NativeMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One line of {@code /proc/self/mountinfo} (proc(5)):
 *
 * <pre>{@code 36 35 98:0 /root-in-fs /mount/point rw,noatime master:1 - ext3 /dev/root rw,errors=continue }</pre>
 *
 * @param id the mount, as {@code statx} numbers it too
 * @param device major and minor number as one, as {@link Statx#device} gives them
 * @param whole whether it begins at the root of the file system, not at a folder or file in it
 * @param point where it is mounted
 * @param readOnly whether this mount, or the file system under it, can only be read
 * @param type the type of the file system
 * @param source what is mounted, as it was told: a device, a server, or nothing in particular
 * @param options those of the file system, escaped as they stand in the line
 */
record Mount(
        long id, long device, boolean whole, Path point, boolean readOnly, String type, String source, String options) {

    private static final Path OWN = Path.of("/proc/self/mountinfo");

    /**
     * Returns the mounts that this process sees, in the order they were made; none where {@code /proc} is missing.
     *
     * @param asked for which path that is asked, for the message
     * @throws FileCallException if that cannot be read, as where too many files are open
     */
    static List<Mount> all(Path asked) throws FileCallException {
        // By calls of our own: the JDK keeps the error's number to itself, and what passes is to be known as such.
        int fd = Libc.openat(Libc.AT_FDCWD, Scratch.get().path(RawPath.bytes(OWN)), Machine.O_CLOEXEC, 0);
        if (Errno.ENOENT.is(fd)) {
            return List.of();
        }
        if (fd < 0) {
            throw unreadable(asked, fd);
        }
        try {
            return of(text(fd, asked).lines().toList());
        } finally {
            Libc.close(fd);
        }
    }

    private static String text(int fd, Path asked) throws FileCallException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        NativeMemory buffer = Scratch.get().value();
        long read = Libc.pread(fd, buffer.address(), buffer.size(), 0);
        while (read > 0) {
            text.writeBytes(buffer.copy(0, (int) read));
            read = Libc.pread(fd, buffer.address(), buffer.size(), text.size());
        }
        if (read < 0) {
            throw unreadable(asked, read);
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }

    private static FileCallException unreadable(Path asked, long answer) {
        return Errno.failure("see what is mounted around " + asked, asked, null, answer);
    }

    /** Returns the mounts of a {@code mountinfo}. */
    static List<Mount> in(Path mountinfo) throws IOException {
        return of(Files.readAllLines(mountinfo, StandardCharsets.ISO_8859_1));
    }

    /** Mount points are bytes: one character a byte keeps them. */
    private static List<Mount> of(List<String> lines) {
        return lines.stream().map(Mount::of).toList();
    }

    /** Returns the type, and behind {@code fuseblk.} what a block device that is served by FUSE holds, if that can be seen. */
    String fileSystem() {
        if (!type.equals("fuseblk")) {
            return type;
        }
        String held = BlockDevice.holds(path(source));
        return held.isEmpty() ? type : type + "." + held;
    }

    static Mount of(String line) {
        String[] fields = line.split(" ", -1);
        int dash = 6;
        while (!fields[dash].equals("-")) {
            dash++;
        }
        boolean readOnly = hasOption(fields[5], "ro") || hasOption(fields[dash + 3], "ro");
        return new Mount(
                Long.parseLong(fields[0]),
                device(fields[2]),
                fields[3].equals("/"),
                path(fields[4]),
                readOnly,
                fields[dash + 1],
                fields[dash + 2],
                fields[dash + 3]);
    }

    private static boolean hasOption(String options, String option) {
        return ("," + options + ",").contains("," + option + ",");
    }

    private static long device(String majorMinor) {
        int colon = majorMinor.indexOf(':');
        long major = Long.parseLong(majorMinor, 0, colon, 10);
        return major << 32 | Long.parseLong(majorMinor, colon + 1, majorMinor.length(), 10);
    }

    private static Path path(String escaped) {
        return RawPath.path(OctalEscapes.bytes(escaped));
    }
}
