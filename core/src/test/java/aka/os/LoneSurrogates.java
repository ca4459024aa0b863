package aka.os;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Names with lone surrogates on a disk of Windows. Wine has none by itself: {@code windows/surrogates.c}, which {@code
 * windows/lanes.sh} builds, lets it have them.
 */
public final class LoneSurrogates {

    private static final boolean THERE = load();

    private LoneSurrogates() {}

    private static boolean load() {
        if (System.getenv("WINEPREFIX") == null) {
            return System.getProperty("os.name").startsWith("Windows");
        }
        Path library = Path.of(System.getProperty("aka.surrogates", "none"));
        if (!Files.exists(library)) {
            return false;
        }
        System.load(library.toString());
        return true;
    }

    /** Returns whether files can have such names. */
    public static boolean areThere() {
        return THERE;
    }
}
