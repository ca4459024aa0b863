package aka.os;

import aka.file.FileKey;
import java.util.Map;

/**
 * What was found pinned by a look of {@link Pins}.
 *
 * @param bodies bodies that must keep their names, with the reason for people: {@code it is mounted as a file at /x}
 * @param folders folders below which no body may lose a name, with the reason
 */
public record Pinned(Map<FileKey, String> bodies, Map<FileKey, String> folders) {

    public Pinned {
        bodies = Map.copyOf(bodies);
        folders = Map.copyOf(folders);
    }
}
