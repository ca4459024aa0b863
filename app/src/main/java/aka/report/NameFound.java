package aka.report;

import aka.file.FileKey;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One name of a file.
 *
 * @param key the body it leads to; empty where unknown
 */
public record NameFound(Path path, Optional<FileKey> key) implements Event {

    @Override
    public String word() {
        return "name";
    }

    @Override
    public void json(JsonLine line) {
        line.path("path", path).fileKey(key);
    }

    @Override
    public void text(Page page) {
        page.out().name(path, page.nul());
    }
}
