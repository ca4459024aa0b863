package aka.run;

import aka.os.FileCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A folder in which a test makes the state of a crash by hand, as other programs would, in memory or on a disk. */
interface Ground extends AutoCloseable {

    FileCalls calls();

    /** Returns the folder; names are given relative to it. */
    Path root();

    void file(String name, String bytes) throws IOException;

    void folder(String name) throws IOException;

    void symlink(String name, String target) throws IOException;

    void link(String newName, String existing) throws IOException;

    void remove(String name) throws IOException;

    /** Writes over the beginning of a file. */
    void write(String name, String bytes) throws IOException;

    void mode(String name, int mode) throws IOException;

    void modified(String name, Instant time) throws IOException;

    boolean exists(String name);

    String text(String name) throws IOException;

    boolean oneBody(String one, String other) throws IOException;

    int mode(String name) throws IOException;

    /** Returns every name below the folder that is aka's own, folders too. */
    List<String> leftovers() throws IOException;

    /** Exchanges two names. */
    default void swap(String one, String other) throws IOException {
        link("swap", one);
        remove(one);
        link(one, other);
        remove(other);
        link(other, "swap");
        remove("swap");
    }

    @Override
    void close() throws IOException;
}
