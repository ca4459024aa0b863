package aka.content;

import static org.assertj.core.api.Assertions.assertThat;

import aka.content.GuardedComparison.GuardedTime;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.fake.FakeFileCalls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("windows")
class GuardedComparisonTest {

    private final FakeFileCalls fake = new FakeFileCalls();
    private final GuardedComparison comparison = new GuardedComparison();
    private final GuardedTime time = new GuardedTime();

    @BeforeEach
    void files() {
        fake.file("/kept", "equal bytes").file("/b", "equal bytes").file("/c", "equal bytes");
        fake.file("/other", "other bytes");
    }

    @AfterEach
    void everythingIsClosed() {
        fake.checkNoOpenHandles();
    }

    private Optional<ContentHash> compare(String other, Optional<GuardedTime> during) throws FileCallException {
        try (Folder top = fake.openFolder(Path.of("/"));
                Body kept = top.openBody(raw("kept"));
                Body body = top.openBody(raw(other))) {
            long size = kept.facts().sizeBytes();
            return comparison.sameBytes(kept, body, size, during, () -> {}, new CancelToken());
        }
    }

    private static byte[] raw(String leaf) {
        return leaf.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void sameBytes_inOneGuardedTime_readsTheCommonBodyOnce() throws FileCallException {
        Optional<ContentHash> first = compare("b", Optional.of(time));
        Optional<ContentHash> second = compare("c", Optional.of(time));
        assertThat(fake.script().callsOf("read")).containsExactly("read /kept", "read /b", "read /c");
        assertThat(second).isPresent().isEqualTo(first);
    }

    @Test
    void sameBytes_inOneGuardedTime_findsTheOneThatDiffers() throws FileCallException {
        assertThat(compare("b", Optional.of(time))).isPresent();
        assertThat(compare("other", Optional.of(time))).isEmpty();
        assertThat(compare("c", Optional.of(time))).isPresent();
    }

    @Test
    void sameBytes_inAnotherGuardedTime_readsBothAgain() throws FileCallException {
        assertThat(compare("b", Optional.of(time))).isPresent();
        fake.write("/kept", 0, "other bytes");
        assertThat(compare("c", Optional.of(new GuardedTime()))).isEmpty();
        assertThat(compare("other", Optional.of(new GuardedTime()))).isPresent();
    }

    @Test
    void sameBytes_whereAWriterMayComeUnseen_readsBothAgain() throws FileCallException {
        assertThat(compare("b", Optional.empty())).isPresent();
        fake.write("/kept", 0, "other bytes");
        assertThat(compare("c", Optional.empty())).isEmpty();
    }

    @Test
    void sameBytes_afterADifferenceInTheSameTime_readsBothAgain() throws FileCallException {
        assertThat(compare("other", Optional.of(time))).isEmpty();
        assertThat(compare("b", Optional.of(time))).isPresent();
        assertThat(fake.script().callsOf("read")).containsExactly("read /kept", "read /other", "read /kept", "read /b");
    }

    @Test
    void sameBytes_ofEmptyFilesInOneGuardedTime_areTheSameEachTime() throws FileCallException {
        fake.file("/kept", "").file("/b", "").file("/c", "");
        assertThat(compare("b", Optional.of(time))).isPresent();
        assertThat(compare("c", Optional.of(time))).isPresent();
    }
}
