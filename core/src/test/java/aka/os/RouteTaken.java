package aka.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Writes down by which call a deed was done where there are several, so that a build tells what it proves: a line {@code route
 * replace FileRenameInformation} in {@code target/windows-routes.txt}, where {@code windows/lanes.sh} counts them.
 */
public final class RouteTaken {

    private static final @Nullable String MODULE = System.getProperty("basedir");

    private RouteTaken() {}

    public static void tell(String deed, String call) throws IOException {
        if (MODULE != null) {
            Path file = Files.createDirectories(Path.of(MODULE, "target")).resolve("windows-routes.txt");
            Files.writeString(
                    file, "route " + deed + " " + call + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
