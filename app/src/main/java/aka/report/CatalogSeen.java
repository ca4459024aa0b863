package aka.report;

import aka.catalog.CatalogStatus;
import java.time.LocalDate;

/** What is remembered, and where. */
public record CatalogSeen(CatalogStatus status) implements Event {

    @Override
    public String word() {
        return "catalog";
    }

    @Override
    public void json(JsonLine line) {
        line.path("path", status.path())
                .number("sizeBytes", status.sizeBytes())
                .number("files", status.files())
                .number("volumes", status.volumes())
                .text("lastUsed", status.lastUsed().map(LocalDate::toString).orElse(null));
    }

    @Override
    public void text(Page page) {
        Ink out = page.out();
        out.text("file       ").sentence(status.path().toString()).end();
        out.text("size       " + Figures.size(status.sizeBytes())).end();
        out.text("remembers  " + Figures.count(status.files(), "file") + " on "
                        + Figures.count(status.volumes(), "volume"))
                .end();
        out.text("last used  " + status.lastUsed().map(LocalDate::toString).orElse("never"))
                .end();
    }
}
