package aka.report;

import aka.link.RemovalForecast.Fate;
import aka.link.RemovalForecast.OfBody;
import java.nio.file.Path;

/** What removing names would do to one body. */
public record Forecast(OfBody body) implements Event {

    @Override
    public String word() {
        return "forecast";
    }

    @Override
    public void json(JsonLine line) {
        line.fileKey(body.key())
                .paths("going", body.going())
                .number("linkCount", body.linkCount())
                .number("sizeBytes", body.sizeBytes())
                .number("freedBytes", body.freedBytes())
                .text("fate", word(body.fate()));
    }

    @Override
    public void text(Page page) {
        if (page.quiet()) {
            return;
        }
        Ink out = page.out();
        for (Path path : body.going()) {
            out.text("remove ").path(path).end();
        }
        out.text("  ");
        switch (body.fate()) {
            case SURVIVES -> out.text(survivors());
            case LOST -> out.text("last name: " + Figures.size(body.sizeBytes()) + " of data lost", Ink.Style.RED);
            case UNKNOWN -> out.text("how many names there are is not known: data may be lost", Ink.Style.RED);
        }
        out.text(", ").text(freed()).end();
    }

    /** Returns the word of the key {@code fate}. */
    static String word(Fate fate) {
        return switch (fate) {
            case SURVIVES -> "survives";
            case LOST -> "lost";
            case UNKNOWN -> "unknown";
        };
    }

    private String survivors() {
        int left = body.linkCount().orElseThrow() - body.going().size();
        return Figures.count(left, "other name") + (left == 1 ? " keeps" : " keep") + " the data";
    }

    private String freed() {
        return body.freedBytes().isPresent()
                ? "frees " + Figures.size(body.freedBytes().getAsLong())
                : "frees an unknown amount";
    }
}
