package aka.run;

import aka.file.Leaf;
import aka.file.Leftover;
import aka.journal.JournalRecord;
import aka.journal.JournalRecord.Intent;
import aka.journal.Movement;
import aka.journal.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The temporary names that a journal tells of: what it does not tell of, nobody can clean up. */
final class Explained {

    private final Path root;
    private final Set<Path> names = new TreeSet<>();
    private final Set<Path> pools = new TreeSet<>();

    private Explained(Path root) {
        this.root = root;
    }

    /** Returns those below {@code root}, which is the first of the run. */
    static Explained by(Reading reading, Path root) {
        Explained explained = new Explained(root);
        for (JournalRecord record : reading.records()) {
            if (record instanceof JournalRecord.Pool pool) {
                explained.pools.add(root.resolve(pool.below()));
            } else if (record instanceof Intent intent) {
                intent.movements().forEach(explained::add);
            }
        }
        return explained;
    }

    private void add(Movement movement) {
        Path limbo = root.resolve(movement.temporary().below());
        names.add(limbo);
        // What a move without exchange, and a draft that needs a name, have beside it.
        if (limbo.toString().contains(".join.")) {
            for (String word : List.of("new", "copy")) {
                names.add(limbo.resolveSibling(
                        Leftover.withWord(Leaf.of(limbo), word).in(Path.of(""))));
            }
        }
    }

    /** Returns whether the journal tells of {@code left}, or of the pool that it is in. */
    boolean is(Path left) {
        return names.contains(left) || pools.stream().anyMatch(left::startsWith);
    }
}
