package aka.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Trouble;
import aka.os.fake.FakeFileCalls;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class ContentHashTest {

    private final AtomicLong seconds = new AtomicLong();
    private final FakeFileCalls fake = new FakeFileCalls(() -> Instant.ofEpochSecond(seconds.incrementAndGet()));

    @AfterEach
    void everythingIsClosed() {
        fake.checkNoOpenHandles();
    }

    @Test
    void of_anEmptyFile_isTheHashThatIsPublishedForNothing() throws FileCallException {
        fake.file("/a", "");
        assertThat(hash()).hasToString("99aa06d3014798d86001c324468d497f");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 240, 65_535, 65_536, 65_537, 131_073, 1_000_000})
    void of_aFile_isTheHashOfItsBytesInOnePiece(int length) throws FileCallException {
        String text = "0123456789abc".repeat(length / 13 + 1).substring(0, length);
        fake.file("/a", text);
        HashValue128 whole = Hashing.xxh3_128().hashBytesTo128Bits(text.getBytes(StandardCharsets.UTF_8));
        assertThat(hash()).isEqualTo(new ContentHash(whole.getMostSignificantBits(), whole.getLeastSignificantBits()));
    }

    @Test
    void hash_ofABuffer_isThatOfItsBytes() throws FileCallException {
        String text = "some bytes ".repeat(20_000);
        fake.file("/a", text);
        ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        assertThat(new ContentHasher().hash(buffer)).isEqualTo(hash());
        assertThat(buffer.position()).isZero();
    }

    @Test
    void of_aFileThatGrowsMeanwhile_isRefusedAsChanged() {
        fake.file("/a", "x".repeat(300_000));
        fake.script().beforeNext("read", () -> fake.write("/a", 300_000, "more"));
        assertThatThrownBy(this::hash)
                .isInstanceOfSatisfying(
                        FileCallException.class,
                        changed -> assertThat(changed.trouble()).isEqualTo(Trouble.CHANGED));
    }

    private ContentHash hash() throws FileCallException {
        try (Folder top = fake.openFolder(Path.of("/"));
                Body body = top.openBody(new byte[] {'a'})) {
            return ContentHash.of(body, new CancelToken());
        }
    }
}
