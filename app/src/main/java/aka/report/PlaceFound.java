package aka.report;

import aka.dedupe.Place;
import aka.dedupe.PlaceKind;
import java.util.Locale;

/** A kind of place that a plan leaves alone. */
public record PlaceFound(Place place) implements Event {

    @Override
    public String word() {
        return "place";
    }

    @Override
    public void json(JsonLine line) {
        line.text("kind", word(place.kind())).number("names", place.names()).path("path", place.example());
    }

    @Override
    public void text(Page page) {
        if (page.quiet()) {
            return;
        }
        page.out().flush();
        page.err()
                .text("left alone " + Figures.count(place.names(), "name") + " in "
                        + place.kind().words() + ", such as ")
                .path(place.example())
                .text(" (--everywhere goes there)")
                .end();
    }

    /** Returns the value of the key {@code kind}. */
    static String word(PlaceKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
