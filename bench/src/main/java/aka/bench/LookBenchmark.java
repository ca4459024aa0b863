package aka.bench;

import aka.os.CancelToken;
import aka.os.EntryFacts;
import aka.os.Folder;
import aka.os.Listing;
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

/** What an entry of a folder costs: listed, looked at, and told by a walk. In nanoseconds an entry; the kernel's part is in it. */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookBenchmark extends AsInAWalk {

    private static final int ENTRIES = 1000;

    @SuppressWarnings("NullAway.Init")
    private Scene scene;

    @SuppressWarnings("NullAway.Init")
    private Folder folder;

    private final EntryFacts facts = new EntryFacts();

    /** Makes the folder. */
    @Setup(Level.Trial)
    public void make() throws IOException {
        scene = new Scene();
        for (int i = 0; i < ENTRIES; i++) {
            scene.file("file-" + i, 10, i);
        }
        folder = scene.calls().openFolder(scene.folder());
    }

    /** Removes it. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        folder.close();
        scene.close();
    }

    /** Lists the folder. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public int list() throws IOException {
        int length = 0;
        try (Listing listing = folder.list()) {
            while (listing.next()) {
                length += listing.leafLength();
            }
        }
        return length;
    }

    /** Lists the folder and looks at each entry. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public long look() throws IOException {
        long bytes = 0;
        try (Listing listing = folder.list()) {
            while (listing.next()) {
                listing.readFacts(facts);
                bytes += facts.sizeBytes();
            }
        }
        return bytes;
    }

    /** Walks the folder, reading ahead as a command does. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public long walk() throws IOException {
        long[] bytes = {0};
        try (Walk walk = Walk.of(scene.calls(), List.of(scene.folder()), WalkFilters.none())) {
            walk.forEach(entry -> bytes[0] += Math.max(0, entry.sizeBytes()), new CancelToken());
        }
        return bytes[0];
    }
}
