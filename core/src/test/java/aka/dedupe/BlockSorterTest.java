package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("windows")
class BlockSorterTest {

    private static final int BYTES = 400;

    private final BlockSorter sorter = new BlockSorter();

    @Test
    void add_ofManyBlocksThatDifferInAFewBytesOnly_takesNoTimeForEachPair() {
        sorter.begin(BYTES, 40_000);

        assertTimeout(Duration.ofSeconds(5), () -> addKinds(40_000));

        assertThat(sorter.sorted()).hasSize(40_000);
    }

    @Test
    void sorted_afterBlocksOfManyKinds_bringsEqualOnesTogether() {
        sorter.begin(BYTES, 3_000);

        addKinds(1_000);
        addKinds(1_000);
        addKinds(1_000);

        assertThat(sorter.sorted()).hasSize(1_000).allSatisfy(kind -> {
            assertThat(kind.members()).hasSize(3);
            assertThat(kind.evidence()).isEqualTo(Evidence.BYTES);
        });
    }

    private void addKinds(int kinds) {
        IntStream.range(0, kinds).forEach(this::add);
    }

    private void add(int kind) {
        ByteBuffer block = sorter.free();
        for (int at = 0; at < BYTES; at++) {
            block.put(at, (byte) 0);
        }
        block.putInt(100, kind);
        sorter.add(new Candidate(new FileTable(), new FinderEvents(FinderListener.NONE), kind));
    }
}
