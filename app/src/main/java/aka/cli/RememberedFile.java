package aka.cli;

import aka.file.RawPath;
import aka.os.FileCallException;
import aka.plan.IoFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The file that was chosen to get further names: its absolute path, as the bytes it is, in the state folder. */
record RememberedFile(Path state) {

    private static final String LEAF = "remembered";

    /** Returns it; empty if there is none. */
    Optional<Path> get() {
        try {
            byte[] raw = Files.readAllBytes(state.resolve(LEAF));
            Path path = RawPath.path(raw);
            return path.isAbsolute() ? Optional.of(path) : Optional.empty();
        } catch (IOException | InvalidPathException none) {
            return Optional.empty();
        }
    }

    /** Remembers {@code file} instead of the one before. */
    void set(Path file) throws FileCallException {
        try {
            Path written = Files.write(state.resolve(LEAF + ".new"), RawPath.bytes(file));
            Files.move(written, state.resolve(LEAF), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw IoFailure.of("remember " + file, state.resolve(LEAF), e);
        }
    }
}
