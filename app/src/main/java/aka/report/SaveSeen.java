package aka.report;

import aka.group.Save;
import java.time.Instant;

/**
 * That a declared path was saved.
 *
 * @param group the group
 * @param at when that was seen
 */
public record SaveSeen(String group, Save save, Instant at) implements Event {

    @Override
    public String word() {
        return "saved";
    }

    @Override
    public void json(JsonLine line) {
        line.text("group", group)
                .time("at", at)
                .path("path", save.path())
                .flag("newFile", save.newFile())
                .number("saves", save.saves())
                .number("newFiles", save.newFiles())
                .text("program", save.program().orElse(null));
    }

    @Override
    public void text(Page page) {
        // That a file was written to in place is what is wished.
        if (page.quiet() || !save.newFile() && !page.verbose()) {
            return;
        }
        Ink out = page.out();
        out.text(Figures.utc(at) + "  ").path(save.path());
        out.text(save.newFile() ? " was saved as a new file" : " was saved in place");
        save.program().ifPresent(program -> out.text(", by " + program));
        out.text(" (" + save.newFiles() + " of " + Figures.count(save.saves(), "save") + " made a new file)")
                .end();
    }
}
