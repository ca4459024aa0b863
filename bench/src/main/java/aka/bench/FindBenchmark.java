package aka.bench;

import aka.dedupe.DuplicateFinder;
import aka.dedupe.Duplicates;
import aka.dedupe.FinderListener;
import aka.dedupe.FinderOptions;
import aka.os.CancelToken;
import aka.walk.Walk;
import aka.walk.WalkFilters;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What a file costs from the walk to the group that it is in: short ones, half of which have an equal. Microseconds a file. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FindBenchmark extends AsInAWalk {

    private static final int FILES = 2000;

    @SuppressWarnings("NullAway.Init")
    private Scene scene;

    /** Makes the files: of each length four, two of them equal. */
    @Setup(Level.Trial)
    public void make() throws IOException {
        scene = new Scene();
        for (int i = 0; i < FILES; i++) {
            int seed = i % 4 == 1 ? i - 1 : i;
            scene.file("folder-" + i % 20 + "/file-" + i, 1000 + i / 4, seed);
        }
    }

    /** Removes them. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        scene.close();
    }

    /** Finds the equal ones. */
    @Benchmark
    @OperationsPerInvocation(FILES)
    public Duplicates find() throws IOException {
        try (Walk walk = Walk.of(scene.calls(), List.of(scene.folder()), WalkFilters.none())) {
            return DuplicateFinder.find(walk, FinderOptions.NONE, FinderListener.NONE, new CancelToken());
        }
    }
}
