package aka.bench;

import aka.content.Comparison;
import aka.content.ContentHash;
import aka.content.ContentHasher;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.Folder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What it costs to hash and to compare bytes that are in memory, in microseconds. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ContentBenchmark extends AsInAWalk {

    /** How long the bytes are: a short file's head, a block, a photo. */
    @Param({"4096", "131072", "4194304"})
    private int bytes;

    private final ContentHasher hasher = new ContentHasher();
    private ByteBuffer block = ByteBuffer.allocateDirect(0);

    @SuppressWarnings("NullAway.Init")
    private Scene scene;

    @SuppressWarnings("NullAway.Init")
    private Folder folder;

    @SuppressWarnings("NullAway.Init")
    private Body one;

    @SuppressWarnings("NullAway.Init")
    private Body other;

    /** Makes two equal files, and the same bytes in memory. */
    @Setup(Level.Trial)
    public void make() throws IOException {
        byte[] random = new byte[bytes];
        new Random(1).nextBytes(random);
        block = ByteBuffer.allocateDirect(bytes).put(random).flip();
        scene = new Scene();
        scene.file("one", bytes, 1);
        scene.file("other", bytes, 1);
        folder = scene.calls().openFolder(scene.folder());
        one = folder.openBody("one".getBytes(StandardCharsets.UTF_8));
        other = folder.openBody("other".getBytes(StandardCharsets.UTF_8));
    }

    /** Removes them. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        one.close();
        other.close();
        folder.close();
        scene.close();
    }

    /** Hashes the bytes. */
    @Benchmark
    public ContentHash hash() {
        return hasher.hash(block.duplicate());
    }

    /** Compares two open files, the look before and after it and the reads included. */
    @Benchmark
    public boolean compare() throws IOException {
        return Comparison.sameBytes(one, other, new CancelToken());
    }
}
