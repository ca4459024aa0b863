package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class BlockSorterTest {

    private static final int BYTES = 400;

    private final BlockSorter sorter = new BlockSorter();

    @ParameterizedTest
    @ValueSource(ints = {40, 100})
    void add_ofManyBlocksThatDifferInAFewBytesOnly_takesNoTimeForEachPair(int at) {
        sorter.begin(BYTES, 40_000);

        assertTimeout(Duration.ofSeconds(15), () -> addKinds(40_000, at));

        assertThat(sorter.sorted()).hasSize(40_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 100, 396})
    void sorted_afterBlocksOfManyKinds_bringsEqualOnesTogether(int at) {
        sorter.begin(BYTES, 3_000);

        addKinds(1_000, at);
        addKinds(1_000, at);
        addKinds(1_000, at);

        assertThat(sorter.sorted()).hasSize(1_000).allSatisfy(kind -> {
            assertThat(kind.members()).hasSize(3);
            assertThat(kind.evidence()).isEqualTo(Evidence.BYTES);
        });
    }

    private void addKinds(int kinds, int at) {
        IntStream.range(0, kinds).forEach(kind -> add(kind, at));
    }

    private void add(int kind, int at) {
        ByteBuffer block = sorter.free();
        for (int i = 0; i < BYTES; i++) {
            block.put(i, (byte) 0);
        }
        block.putInt(at, kind);
        sorter.add(new Candidate(new FileTable(), new FinderEvents(FinderListener.NONE), kind));
    }
}
