package aka.report;

import aka.file.FileFacts;
import aka.group.CopySeen;
import aka.group.DeclaredBody;
import aka.group.Health;
import aka.group.Place;
import aka.group.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What became of a file that a group declares.
 *
 * @param next the command to type next, or empty if there is nothing to do
 */
public record HealthSeen(Health health, String next) implements Event {

    @Override
    public String word() {
        return "health";
    }

    @Override
    public void json(JsonLine line) {
        line.text("group", health.declared().group().name())
                .path("below", below().orElse(null))
                .text("verdict", health.verdict().word())
                .startList("paths");
        for (Place place : health.places()) {
            line.startObject()
                    .path("path", place.path())
                    .text("state", state(place))
                    .fileKey(place.facts().flatMap(FileFacts::key))
                    .path("sameNameAs", place.again().orElse(null))
                    .endObject();
        }
        line.endList().startList("bodies");
        for (DeclaredBody body : health.bodies()) {
            line.startObject()
                    .fileKey(body.facts().key())
                    .number("sizeBytes", body.facts().sizeBytes())
                    .time("modified", body.facts().modified())
                    .number("linkCount", body.facts().linkCount())
                    .number("otherNames", body.otherNames())
                    .number("differsAt", body.differsAt())
                    .paths("names", body.names())
                    .endObject();
        }
        line.endList().startList("copies");
        for (CopySeen copy : health.copies()) {
            line.startObject()
                    .path("path", copy.path())
                    .text("state", state(copy))
                    .number("differsAt", copy.differsAt())
                    .endObject();
        }
        line.endList().text("next", next.isEmpty() ? null : next);
    }

    private static String state(CopySeen copy) {
        return copy.facts().isEmpty() ? "missing" : copy.joined() ? "joined" : copy.isRight() ? "same" : "differs";
    }

    private static String words(CopySeen copy) {
        if (copy.facts().isEmpty()) {
            return "the copy is missing";
        }
        return copy.joined()
                ? "it is no copy, but one more name of the file"
                : "the copy differs from byte "
                        + Figures.number(copy.differsAt().orElse(0)) + " on";
    }

    private Optional<Path> below() {
        return Optional.of(health.declared().below())
                .filter(path -> !path.toString().isEmpty());
    }

    private static String state(Place place) {
        return place.facts().map(facts -> facts.kind().word()).orElse(place.isMissing() ? "missing" : "unknown");
    }

    @Override
    public void text(Page page) {
        Ink out = page.out();
        out.sentence(health.declared().group().name());
        if (below().isPresent()) {
            out.text(", ").path(below().get());
        }
        out.text(": ").text(words(), style()).end();
        if (health.verdict() == Verdict.JOINED) {
            if (page.verbose()) {
                health.places().forEach(place -> out.text("  ").name(place.path(), false));
            }
            return;
        }
        for (Place place : health.places()) {
            out.text("  ").path(place.path()).text("  ").sentence(seen(place)).end();
        }
        for (DeclaredBody body : health.bodies()) {
            if (body.differsAt().isPresent()) {
                out.text("  the bytes differ from byte ")
                        .text(Figures.number(body.differsAt().getAsLong()))
                        .text(" on: ")
                        .path(health.bodies().getFirst().names().getFirst())
                        .text(" and ")
                        .path(body.names().getFirst())
                        .end();
            }
        }
        for (CopySeen copy : health.copies()) {
            if (!copy.isRight()) {
                out.text("  ").path(copy.path()).text("  ").text(words(copy)).end();
            }
        }
        if (!next.isEmpty()) {
            out.text("  ").sentence(next).end();
        }
    }

    private Ink.Style style() {
        return switch (health.verdict()) {
            case JOINED -> Ink.Style.GREEN;
            case UNKNOWN, EXTRA_NAMES, COPY_DIFFERS -> Ink.Style.YELLOW;
            case SPLIT_SAME, SPLIT_DIFFERING, WRONG_PARTNER, MISSING, REPLACED -> Ink.Style.RED;
        };
    }

    private String words() {
        return switch (health.verdict()) {
            case JOINED -> "joined, " + Figures.count(health.places().size(), "name");
            case EXTRA_NAMES -> "joined, with more names than declared";
            case COPY_DIFFERS -> "joined, and a copy is not as it should be";
            case SPLIT_SAME -> "split, same bytes";
            case SPLIT_DIFFERING -> "split, differing";
            case WRONG_PARTNER -> "wrong partner, " + (health.hasOneContent() ? "same bytes" : "differing");
            case MISSING -> health.places().isEmpty() ? "no such files" : "missing";
            case REPLACED -> "replaced";
            case UNKNOWN -> "unknown";
        };
    }

    private String seen(Place place) {
        if (place.again().isPresent()) {
            return "the same name as " + place.again().get();
        }
        if (!place.isFile()) {
            return place.isMissing() ? "missing" : place.isReplaced() ? state(place) : "not known";
        }
        FileFacts facts = place.facts().orElseThrow();
        return Figures.size(facts.sizeBytes()) + ", " + Figures.utc(facts.modified()) + ", file "
                + facts.key().map(Object::toString).orElse("?") + others(place.path());
    }

    private String others(Path name) {
        List<DeclaredBody> its = health.bodies().stream()
                .filter(body -> body.names().contains(name))
                .toList();
        int others = its.isEmpty() ? 0 : its.getFirst().otherNames().orElse(0);
        return others == 0 ? "" : ", " + Figures.count(others, "other name");
    }
}
