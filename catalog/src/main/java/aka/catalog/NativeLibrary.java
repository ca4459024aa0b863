package aka.catalog;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.sqlite.util.OSInfo;

/**
 * Where SQLite's library is: unpacked beside this jar in the packaged folder. Without that each process would unpack it into
 * the folder for temporary files, where those that are killed leave it, and from which some systems run nothing.
 */
final class NativeLibrary {

    private static final String PATH = "org.sqlite.lib.path";

    private NativeLibrary() {}

    /** Tells SQLite where to look, unless it was told already or there is nothing. */
    static void find() {
        CodeSource source = NativeLibrary.class.getProtectionDomain().getCodeSource();
        if (System.getProperty(PATH) != null || source == null) {
            return;
        }
        try {
            Path folder = Path.of(source.getLocation().toURI())
                    .resolveSibling("sqlite")
                    .resolve(OSInfo.getNativeLibFolderPathForCurrentOS());
            if (Files.isDirectory(folder)) {
                System.setProperty(PATH, folder.toString());
            }
        } catch (URISyntaxException noFile) {
            return;
        }
    }
}
