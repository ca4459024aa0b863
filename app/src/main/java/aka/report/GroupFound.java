package aka.report;

import aka.dedupe.Group;
import aka.dedupe.GroupBody;
import java.util.Iterator;
import java.util.Optional;

/** Bodies that hold equal bytes. */
public record GroupFound(Group group) implements Event {

    @Override
    public String word() {
        return "group";
    }

    @Override
    public void json(JsonLine line) {
        line.number("sizeBytes", group.sizeBytes())
                .text("evidence", group.evidence().word())
                .startList("bodies");
        for (GroupBody body : group.bodies()) {
            line.startObject()
                    .fileKey(body.key())
                    .text("volume", volume(body))
                    .number("linkCount", body.linkCount())
                    .number("allocatedBytes", body.allocatedBytes())
                    .time("modified", body.modified())
                    .flag("complete", body.complete())
                    .paths("names", SetFound.paths(body.names()))
                    .endObject();
        }
        line.endList()
                .number("redundantBytes", group.redundantBytes())
                .number("reclaimableBytes", group.reclaimableBytes())
                .flag("estimated", group.estimated());
    }

    @Override
    public void text(Page page) {
        Ink out = page.out();
        if (!page.nul()) {
            out.text(headline(), Ink.Style.BOLD);
            out.text(page.verbose() ? " (evidence: " + group.evidence().word() + ")" : "")
                    .end();
        }
        for (GroupBody body : group.bodies()) {
            text(page, body);
        }
    }

    private String headline() {
        return Figures.count(group.bodies().size(), "equal file") + " of " + Figures.size(group.sizeBytes()) + ", "
                + (group.estimated() ? "about " : "") + Figures.size(group.reclaimableBytes()) + " reclaimable";
    }

    /** The further names of a body stand below its first, marked as the same file. */
    private static void text(Page page, GroupBody body) {
        Iterator<aka.file.Name> names = body.names().iterator();
        String before = "  ";
        while (names.hasNext()) {
            if (!page.nul()) {
                page.out().text(before);
            }
            page.out().name(names.next(), page.nul());
            before = "    = ";
        }
        if (!page.nul() && !body.complete() && body.linkCount().isPresent()) {
            int elsewhere = body.linkCount().getAsInt() - body.names().size();
            page.out()
                    .text("    + ")
                    .text(Figures.count(elsewhere, "name") + " elsewhere", Ink.Style.FAINT)
                    .end();
        }
    }

    private static @org.jspecify.annotations.Nullable String volume(GroupBody body) {
        Optional<aka.file.FileKey> key = body.key();
        return key.isPresent() ? key.get().volume().toString() : null;
    }
}
