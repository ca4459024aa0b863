package aka.run;

import aka.volume.TestVolume;
import java.nio.file.Path;

/** What the system's own programs tell of a file, to compare before and after. */
final class Told {

    private Told() {}

    /** Returns all that an undone run must bring back: owner, mode, times, length, attributes, access list, flags, project. */
    static String of(Path file) {
        return TestVolume.read("stat", "-c", "%.9X", file.toString()) + butAccessTime(file);
    }

    /** Returns the same without the time of the last reading. */
    static String butAccessTime(Path file) {
        return TestVolume.read("stat", "-c", "%u:%g %a %s %.9Y", file.toString())
                + attributes(file)
                + TestVolume.read("getfacl", "--absolute-names", "--numeric", file.toString())
                + flags(file);
    }

    private static String attributes(Path file) {
        return TestVolume.read("getfattr", "--absolute-names", "-d", "-m", "-", "-e", "hex", file.toString());
    }

    private static String flags(Path file) {
        // tmpfs knows the flags from Linux 6.6 on, FUSE may know none.
        return TestVolume.read("sh", "-c", "lsattr -p -- \"$0\" 2>/dev/null || echo none", file.toString());
    }
}
