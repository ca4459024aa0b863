package aka.os;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The place in which a contract test works, reached by other means than the calls that are tested. */
interface World extends AutoCloseable {

    /** Returns an empty folder to work in. */
    Path home();

    void file(Path path, byte[] bytes) throws IOException;

    /** Makes a file of {@code sizeBytes}, all hole but for {@code bytes} at {@code offset}. */
    void sparse(Path path, long sizeBytes, long offset, byte[] bytes) throws IOException;

    void folder(Path path) throws IOException;

    void symlink(Path path, String target) throws IOException;

    void pipe(Path path) throws IOException;

    void remove(Path path) throws IOException;

    boolean exists(Path path);

    byte[] bytes(Path path) throws IOException;

    /** Returns what is open below {@link #home}. */
    List<String> openHandles() throws IOException;

    @Override
    void close() throws IOException;
}
