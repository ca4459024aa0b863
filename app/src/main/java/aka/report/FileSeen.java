package aka.report;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.os.Volume;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a path is.
 *
 * @param volume where it is; empty where that could not be found out
 */
public record FileSeen(Path path, FileFacts facts, Optional<Volume> volume) implements Event {

    @Override
    public String word() {
        return "file";
    }

    @Override
    public void json(JsonLine line) {
        line.path("path", path)
                .text("kind", facts.kind().word())
                .number("linkCount", facts.linkCount())
                .fileKey(facts.key())
                .text("volume", volume.isPresent() ? volume.get().id().toString() : null)
                .text("fileSystem", volume.isPresent() ? volume.get().fileSystem() : null)
                .number("sizeBytes", facts.sizeBytes())
                .number("allocatedBytes", facts.allocatedBytes())
                .time("modified", facts.modified())
                .number("maxLinks", maxLinks());
    }

    @Override
    public void text(Page page) {
        Ink out = page.out();
        if (page.nul()) {
            out.name(path, true);
            return;
        }
        out.path(path).end();
        line(out, "kind", facts.kind().word());
        line(out, "names", names());
        line(out, "size", Figures.size(facts.sizeBytes()) + exact(facts.sizeBytes()));
        line(
                out,
                "on disk",
                facts.allocatedBytes().isPresent()
                        ? Figures.size(facts.allocatedBytes().getAsLong())
                        : "unknown");
        line(out, "modified", Figures.time(facts.modified()));
        line(out, "file key", facts.key().isPresent() ? facts.key().get().toString() : "unknown");
        line(out, "volume", volume.isPresent() ? volumeWords(volume.get()) : "unknown");
    }

    private static void line(Ink out, String what, String is) {
        out.text("  ")
                .text(what)
                .text(" ".repeat(10 - what.length()))
                .sentence(is)
                .end();
    }

    private String names() {
        if (facts.linkCount().isEmpty()) {
            return "unknown";
        }
        long now = facts.linkCount().getAsInt();
        OptionalLong most = maxLinks();
        if (facts.kind() != Kind.FILE || most.isEmpty()) {
            return Figures.number(now);
        }
        return Figures.number(now) + ", may get " + Figures.number(Math.max(0, most.getAsLong() - now)) + " more";
    }

    private OptionalLong maxLinks() {
        return volume.isPresent() ? volume.get().maxLinks() : OptionalLong.empty();
    }

    private static String exact(long bytes) {
        return bytes < 1024 ? "" : " (" + Figures.number(bytes) + " bytes)";
    }

    private static String volumeWords(Volume volume) {
        String where =
                volume.mountPoint().isPresent() ? " at " + volume.mountPoint().get() : "";
        return volume.id() + ", " + volume.fileSystem() + where + (volume.readOnly() ? ", read-only" : "");
    }
}
