package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.content.Comparison;
import aka.file.FileFacts;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.linux.LinuxFileCalls;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files on a real file system that are nearly all hole: to read them would take hours. */
@Timeout(60)
class SparseDiskTest {

    private static final long TIB = 1L << 40;

    @TempDir
    Path folder;

    private FileCalls calls;

    @BeforeEach
    void open() throws FileCallException {
        Optional<FileCalls> found = LinuxFileCalls.open();
        assumeTrue(found.isPresent(), "needs Linux, which tells where holes are");
        calls = found.get();
    }

    @AfterEach
    void close() {
        if (calls != null) {
            calls.close();
        }
    }

    @Test
    void find_equalFilesOfATerabyte_takesNoTime() throws Exception {
        for (String leaf : List.of("a", "b", "c")) {
            make(leaf);
            writeAt(TIB / 2, "bytes", leaf);
        }
        writeAt(TIB / 4, "more", "c");
        assertThat(Search.in(calls, folder.toString()).only().bodies())
                .extracting(body -> body.names().getFirst().path())
                .containsExactly(folder.resolve("a"), folder.resolve("b"));
    }

    @Test
    void same_equalFilesOfATerabyte_takesNoTime() throws Exception {
        for (String leaf : List.of("a", "b")) {
            make(leaf);
            writeAt(TIB - 10, "the end", leaf);
        }
        assertThat(same()).isTrue();
        writeAt(TIB / 3, "x", "b");
        assertThat(same()).isFalse();
    }

    @Test
    void dataFrom_tellsWhereDataBegins_andHoleFromWhereItEnds() throws Exception {
        make("a");
        writeAt(TIB / 2, "bytes", "a");
        try (Folder top = calls.openFolder(folder);
                Body body = top.openBody(leaf("a"))) {
            assertThat(body.dataFrom(0)).isBetween(TIB / 2 - (1 << 20), TIB / 2);
            assertThat(body.dataFrom(TIB / 2 + 2)).isEqualTo(TIB / 2 + 2);
            assertThat(body.holeFrom(TIB / 2)).isBetween(TIB / 2 + 5, TIB / 2 + (1 << 20));
            assertThat(body.dataFrom(TIB / 4 * 3)).isEqualTo(Long.MAX_VALUE);
        }
    }

    private boolean same() throws FileCallException {
        try (Folder top = calls.openFolder(folder);
                Body one = top.openBody(leaf("a"));
                Body other = top.openBody(leaf("b"))) {
            return Comparison.sameBytes(one, other, new CancelToken());
        }
    }

    private static byte[] leaf(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private void make(String leaf) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(leaf).toFile(), "rw")) {
            file.setLength(TIB);
        } catch (IOException tooLong) {
            assumeTrue(false, "needs a file system whose files may have a terabyte: " + tooLong);
        }
    }

    private void writeAt(long offset, String bytes, String leaf) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(leaf).toFile(), "rw")) {
            file.seek(offset);
            file.write(bytes.getBytes(StandardCharsets.UTF_8));
        }
        FileFacts facts = calls.facts(folder.resolve(leaf));
        assumeTrue(facts.allocatedBytes().orElse(TIB) < 1 << 30, "needs a file system that keeps holes");
    }
}
