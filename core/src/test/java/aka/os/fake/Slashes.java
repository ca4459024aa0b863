package aka.os.fake;

import aka.file.RawPath;
import aka.file.RawText;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** Paths as text in which a test can name them on every system: with slashes, and without a drive, as in the fake's tree. */
public final class Slashes {

    private static final boolean POSIX = FileSystems.getDefault().getSeparator().equals("/");

    private Slashes() {}

    /** Returns the path as {@link RawText}. */
    public static String in(Path path) {
        return in(RawText.of(RawPath.bytes(path)));
    }

    /** Returns a path, or text that holds some, as it would be where paths have slashes. */
    public static String in(String text) {
        return POSIX ? text : text.replaceAll("\\b[A-Z]:(?=\\\\)", "").replace('\\', '/');
    }
}
