package aka.os.windows;

import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where volumes are mounted: drive letters, and folders. */
final class MountPoints {

    /** {@code \\?\Volume{…}\} has 49 units, and {@code GetVolumePathNameW} gives a part of the path that it is given. */
    @Ours
    private static final int UNITS = 32 * 1024;

    private MountPoints() {}

    /** Returns where the volume begins that holds {@code path}: a drive, or a folder that one is mounted on. */
    static Optional<Path> above(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory into = NativeMemory.in(arena, 2 * UNITS);
            NativeMemory name = Scratch.get().name(win32(path));
            return Kernel32.getVolumePathName(name, into) < 0 ? Optional.empty() : path(zeroEnded(into, 0));
        }
    }

    /** Returns all of them, the drives first. */
    static List<Path> all() {
        Set<Path> points = new LinkedHashSet<>();
        FileSystems.getDefault().getRootDirectories().forEach(points::add);
        for (Path drive : List.copyOf(points)) {
            points.addAll(ofVolumeAt(drive));
        }
        return List.copyOf(points);
    }

    /** Returns everywhere the volume can be reached that is mounted at {@code drive}. */
    static List<Path> ofVolumeAt(Path drive) {
        Set<Path> points = new LinkedHashSet<>();
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory volume = NativeMemory.in(arena, 128);
            NativeMemory paths = NativeMemory.in(arena, 2 * UNITS);
            String root = drive.toString();
            NativeMemory name = Scratch.get().name(root.endsWith("\\") ? root : root + "\\");
            if (Kernel32.getVolumeNameForVolumeMountPoint(name, volume) < 0
                    || Kernel32.getVolumePathNamesForVolumeName(volume, paths) < 0) {
                // A drive of the network, an empty drive, one that was made by subst.
                return List.of();
            }
            for (int at = 0; paths.bytes().getChar(at) != 0; ) {
                String point = zeroEnded(paths, at);
                path(point).ifPresent(points::add);
                at += 2 * (point.length() + 1);
            }
        }
        return List.copyOf(points);
    }

    /**
     * Returns where the volume is mounted that {@code handle} is open on, first as {@code path}, by which it was opened,
     * goes. A drive that {@code subst} made of a folder is among them, though the volume does not begin there.
     */
    static Set<Path> of(Path path, long handle) {
        Set<Path> points = new LinkedHashSet<>();
        above(path).ifPresent(points::add);
        finalPath(handle).flatMap(MountPoints::above).ifPresent(points::add);
        for (Path point : List.copyOf(points)) {
            points.addAll(ofVolumeAt(point));
        }
        return points;
    }

    /** Returns the path of an open file with all links resolved; empty if its volume has neither letter nor folder. */
    private static Optional<Path> finalPath(long handle) {
        return finalPath(handle, Kernel32.VOLUME_NAME_DOS).flatMap(MountPoints::path);
    }

    private static Optional<String> finalPath(long handle, int form) {
        NativeMemory into = Scratch.get().information;
        int length = Kernel32.getFinalPathNameByHandle(handle, into, form);
        // As long as there is room or longer: then nothing was put there.
        boolean told = length > 0 && 2 * length < into.size();
        return told ? Optional.of(Utf16.text(into, 0, 2 * length)) : Optional.empty();
    }

    /**
     * Returns the native name of the volume that {@code handle} is open on, {@code \??\Volume} and a number; empty if it
     * has none.
     */
    static Optional<String> volumeOf(long handle) {
        return finalPath(handle, Kernel32.VOLUME_NAME_GUID)
                .filter(path -> path.startsWith("\\\\?\\Volume{") && path.indexOf('}') > 0)
                .map(path -> "\\??" + path.substring(3, path.indexOf('}') + 1));
    }

    /** Returns the absolute path in the form that has no limit of 260 characters. */
    static String win32(Path path) {
        return "\\\\?\\" + NtPath.of(path).substring("\\??\\".length());
    }

    private static Optional<Path> path(String text) {
        String plain = text.startsWith("\\\\?\\UNC\\")
                ? "\\" + text.substring(7)
                : text.startsWith("\\\\?\\") ? text.substring(4) : text;
        try {
            return Optional.of(Path.of(plain));
        } catch (InvalidPathException noPath) {
            // A volume without a letter: \\?\Volume{…}\.
            return Optional.empty();
        }
    }

    static String zeroEnded(NativeMemory memory, int at) {
        int end = at;
        while (memory.bytes().getChar(end) != 0) {
            end += 2;
        }
        return Utf16.text(memory, at, end - at);
    }
}
