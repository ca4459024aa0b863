package aka.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Trouble;
import aka.os.fake.FakeCall;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class ComparisonTest {

    private final AtomicLong seconds = new AtomicLong();
    private final FakeFileCalls fake = new FakeFileCalls(() -> Instant.ofEpochSecond(seconds.incrementAndGet()));
    private final CancelToken cancel = new CancelToken();

    @AfterEach
    void everythingIsClosed() {
        fake.checkNoOpenHandles();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 131_071, 131_072, 131_073, 262_144})
    void sameBytes_ofEqualFiles_isTrue(int bytes) throws FileCallException {
        fake.file("/a", "x".repeat(bytes)).file("/b", "x".repeat(bytes));
        assertThat(sameBytes("a", "b")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 131_071, 131_072, 131_073, 262_144})
    void sameBytes_differingInTheLastByte_isFalse(int bytes) throws FileCallException {
        fake.file("/a", "x".repeat(bytes)).file("/b", "x".repeat(bytes - 1) + "y");
        assertThat(sameBytes("a", "b")).isFalse();
    }

    @Test
    void sameBytes_differingInTheFirstByte_readsNoFurtherThanTheFirstBlock() throws FileCallException {
        fake.file("/a", "x".repeat(1_000_000)).file("/b", "y" + "x".repeat(999_999));
        assertThat(sameBytes("a", "b")).isFalse();
        assertThat(fake.script().callsOf("read")).containsExactly("read /a", "read /b");
    }

    @Test
    void sameBytes_ofDifferentLengths_isFalseWithoutReading() throws FileCallException {
        fake.file("/a", "x").file("/b", "xx");
        assertThat(sameBytes("a", "b")).isFalse();
        assertThat(fake.script().callsOf("read")).isEmpty();
    }

    @Test
    void sameBytes_ofAnEmptyFileAndAnother_readsBoth() throws FileCallException {
        fake.file("/a", "").file("/b", "xx");
        assertThat(sameBytes("a", "b")).isFalse();
        assertThat(fake.script().callsOf("read")).hasSize(2);
    }

    @Test
    void sameBytes_ofTwoNamesOfOneBody_isTrueWithoutReading() throws FileCallException {
        fake.file("/a", "x").link("/b", "/a");
        assertThat(sameBytes("a", "b")).isTrue();
        assertThat(fake.script().callsOf("read")).isEmpty();
    }

    @Test
    void sameBytes_withUnknownKeys_comparesTheBytes() throws FileCallException {
        fake.file("/a", "x").file("/b", "x").set("/", volume -> volume.keysKnown(false));
        assertThat(sameBytes("a", "b")).isTrue();
        assertThat(fake.script().callsOf("read")).isNotEmpty();
    }

    @Test
    void sameBytes_ofAFileThatGrowsMeanwhile_isRefusedAsChanged() {
        fake.file("/a", "x".repeat(300_000)).file("/b", "x".repeat(300_000));
        fake.script().beforeNext("read", () -> fake.write("/b", 300_000, "more"));
        assertThatThrownBy(() -> sameBytes("a", "b")).isInstanceOfSatisfying(FileCallException.class, changed -> {
            assertThat(changed.trouble()).isEqualTo(Trouble.CHANGED);
            assertThat(changed.path()).isEqualTo(Path.of("/b"));
        });
    }

    @Test
    void sameBytes_ofAFileThatIsOverwrittenMeanwhile_isRefusedAsChanged() {
        fake.file("/a", "x".repeat(300_000)).file("/b", "x".repeat(300_000));
        fake.script().beforeNext("read", () -> fake.write("/a", 5, "x"));
        assertThatThrownBy(() -> sameBytes("a", "b"))
                .isInstanceOfSatisfying(
                        FileCallException.class,
                        changed -> assertThat(changed.trouble()).isEqualTo(Trouble.CHANGED));
    }

    @Test
    void sameBytes_whenTheDeviceFails_passesTheFailureOn() {
        fake.file("/a", "x").file("/b", "x").script().failOn("read", "/b", FakeError.EIO);
        assertThatThrownBy(() -> sameBytes("a", "b"))
                .isInstanceOfSatisfying(
                        FileCallException.class,
                        failed -> assertThat(failed.trouble()).isEqualTo(Trouble.IO_ERROR));
    }

    @Test
    void sameBytes_whenCancelled_stops() {
        fake.file("/a", "x".repeat(300_000)).file("/b", "x".repeat(300_000));
        fake.script().beforeEach(this::cancelAtFirstRead);
        assertThatThrownBy(() -> sameBytes("a", "b")).isInstanceOf(CancellationException.class);
        assertThat(fake.script().callsOf("read")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "4096, 4096", "131071, 131072", "131072, 262144", "200000, 262144"})
    void firstDifference_isWhereTheBytesPart(int at, int bytes) throws FileCallException {
        String same = "x".repeat(at);
        fake.file("/a", same + "y".repeat(bytes - at)).file("/b", same + "z".repeat(bytes - at));
        assertThat(firstDifference()).isEqualTo(at == bytes ? OptionalLong.empty() : OptionalLong.of(at));
    }

    @Test
    void firstDifference_ofAFileThatGoesOn_isTheEndOfTheOther() throws FileCallException {
        fake.file("/a", "x".repeat(131_072)).file("/b", "x".repeat(131_073));
        assertThat(firstDifference()).hasValue(131_072);
    }

    private OptionalLong firstDifference() throws FileCallException {
        try (Folder folder = fake.openFolder(Path.of("/"));
                Body one = folder.openBody("a".getBytes(StandardCharsets.UTF_8));
                Body other = folder.openBody("b".getBytes(StandardCharsets.UTF_8))) {
            return Comparison.firstDifference(one, other, cancel);
        }
    }

    private void cancelAtFirstRead(FakeCall call) {
        if (call.name().equals("read")) {
            cancel.cancel();
        }
    }

    private boolean sameBytes(String one, String other) throws FileCallException {
        try (Folder top = fake.openFolder(Path.of("/"));
                Body first = top.openBody(one.getBytes(StandardCharsets.UTF_8));
                Body second = top.openBody(other.getBytes(StandardCharsets.UTF_8))) {
            fake.script().forget();
            return Comparison.sameBytes(first, second, cancel);
        }
    }
}
