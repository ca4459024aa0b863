package aka.dedupe;

import aka.plan.PlannedBody;
import java.time.Instant;
import java.util.Comparator;

/** The order in which equal bodies are to be kept, best first: total, and independent of the order they are found in. */
final class KeepOrder {

    /** What a rule looks at beside the body. */
    record Rank(boolean under, int root, PathBytes path) {}

    private KeepOrder() {}

    /** Returns the order for {@code keep}; where names are moved, a body that has some that were not found comes early. */
    static Comparator<SeenBody> of(Keep keep, boolean cloning) {
        Comparator<SeenBody> mostFreed = mostFreed(cloning);
        return Comparator.comparing((SeenBody body) -> !body.reference())
                .thenComparing(
                        switch (keep) {
                            case Keep.MostFreed most -> mostFreed;
                            case Keep.Newest newest -> byAge().reversed().thenComparing(mostFreed);
                            case Keep.Oldest oldest -> byAge().thenComparing(mostFreed);
                            case Keep.First first -> byPlace();
                            case Keep.Under under ->
                                Comparator.comparing(
                                                (SeenBody body) -> !body.rank().under())
                                        .thenComparing(mostFreed);
                        });
    }

    private static Comparator<SeenBody> mostFreed(boolean cloning) {
        return Comparator.comparing(
                        (SeenBody body) -> !cloning && body.planned().complete())
                .thenComparingLong(SeenBody::storageBytes)
                .thenComparingInt(body -> -body.planned().linkCount())
                .thenComparing(body -> body.planned().modified())
                .thenComparing(body -> body.planned().born().orElse(Instant.MAX))
                .thenComparing(SeenBody::path);
    }

    private static Comparator<SeenBody> byPlace() {
        return Comparator.<SeenBody>comparingInt(body -> body.rank().root())
                .thenComparing(body -> body.rank().path());
    }

    private static Comparator<SeenBody> byAge() {
        return Comparator.comparing(SeenBody::planned, Comparator.comparing(PlannedBody::modified));
    }

    /** Returns the rank of a body that is ranked by none of its names. */
    static Rank unranked() {
        return new Rank(false, 0, PathBytes.EMPTY);
    }

    /** Returns the rank of a body whose first name, by the order of the roots and then by path, is in {@code row}. */
    static Rank first(FileTable table, FoundBody found) {
        Comparator<Integer> order = Comparator.<Integer>comparingInt(
                        row -> table.folder(row).rootNumber())
                .thenComparing(row -> PathBytes.of(table, row));
        int first = found.names().stream().min(order).orElse(found.row());
        return new Rank(false, table.folder(first).rootNumber(), PathBytes.of(table, first));
    }
}
