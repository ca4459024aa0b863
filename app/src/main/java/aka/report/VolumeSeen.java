package aka.report;

import aka.os.Volume;
import java.nio.file.Path;

/** What the volume of a path can do. */
public record VolumeSeen(Path path, Volume volume) implements Event {

    @Override
    public String word() {
        return "volume";
    }

    @Override
    public void json(JsonLine line) {
        line.path("path", path)
                .text("volume", volume.id().toString())
                .flag("volumeLasts", volume.id().lasting())
                .text("fileSystem", volume.fileSystem())
                .path("mountPoint", volume.mountPoint().orElse(null))
                .flag("readOnly", volume.readOnly())
                .number("maxLinks", volume.maxLinks())
                .text("links", volume.links().word())
                .text("leases", volume.leases().word())
                .text("exchange", volume.exchange().word())
                .text("clones", volume.clones().word())
                .text("lastingIds", volume.lastingIds().word())
                .flag("pseudo", volume.pseudo());
    }

    @Override
    public void text(Page page) {
        Ink out = page.out();
        out.text("volume of ", Ink.Style.BOLD).path(path).end();
        line(out, "id", volume.id() + (volume.id().lasting() ? "" : " (until it is mounted anew)"));
        line(out, "type", volume.fileSystem() + (volume.readOnly() ? ", read-only" : ""));
        if (volume.mountPoint().isPresent()) {
            out.text("  mounted   ").path(volume.mountPoint().get()).end();
        }
        line(out, "links", volume.links().word() + most());
        line(out, "leases", volume.leases().word());
        line(out, "exchange", volume.exchange().word());
        line(out, "clones", volume.clones().word());
        line(out, "ids last", volume.lastingIds().word());
    }

    private String most() {
        return volume.maxLinks().isPresent()
                ? ", at most " + Figures.count(volume.maxLinks().getAsLong(), "name") + " a file"
                : "";
    }

    private static void line(Ink out, String what, String is) {
        out.text("  ")
                .text(what)
                .text(" ".repeat(10 - what.length()))
                .sentence(is)
                .end();
    }
}
