package aka.journal;

import aka.plan.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects flaws. Bad lines in a row become one, so that a file of garbage does not become a list as long as itself. */
final class Flaws {

    private record Stretch(long first, long last, long offset, String words) {

        Flaw flaw() {
            return new Flaw(
                    first, offset, first == last ? words : words + " (and the lines up to " + last + " are bad too)");
        }
    }

    private final List<Stretch> stretches = new ArrayList<>();

    void add(Line line, String words) {
        Stretch before = stretches.isEmpty() ? null : stretches.getLast();
        if (before != null && before.last + 1 == line.number()) {
            stretches.set(stretches.size() - 1, new Stretch(before.first, line.number(), before.offset, before.words));
        } else {
            stretches.add(new Stretch(line.number(), line.number(), line.offset(), words));
        }
    }

    List<Flaw> inOrder() {
        return stretches.stream()
                .sorted(Comparator.comparingLong(Stretch::first))
                .map(Stretch::flaw)
                .toList();
    }
}
