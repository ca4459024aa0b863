package aka.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** A temporary folder in which files can be joined: a container's own is often an overlay, where aka refuses that. */
final class JoinableTemp implements TempDirFactory {

    private static final Path MEMORY = Path.of("/dev/shm");

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
        Path usual = Path.of(System.getProperty("java.io.tmpdir"));
        boolean overlay = Files.getFileStore(usual).type().equals("overlay") && Files.isWritable(MEMORY);
        return Files.createTempDirectory(overlay ? MEMORY : usual, "aka-cases-");
    }
}
