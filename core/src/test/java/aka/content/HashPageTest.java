package aka.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("windows")
class HashPageTest {

    private static final BodyHashes HEAD = BodyHashes.ofHead(7);
    private static final BodyHashes WHOLE = HEAD.withEnd(8).withWhole(new ContentHash(-1, 2));

    private static HashEntry entry(long fileLow, int day, BodyHashes hashes) {
        return new HashEntry(fileLow, day, 1L << 40, -5, Long.MAX_VALUE, hashes);
    }

    @Test
    void find_ofWhatWasPacked_isTheSameEntry() {
        HashEntry low = entry(0x1234_5678_9ABC_DE01L, 65_535, WHOLE);
        HashEntry high = entry(0x1234_5678_9ABC_DEFFL, 1, HEAD);

        HashPage page = HashPage.of(HashPage.of(List.of(high, low)).packed());

        assertThat(page.find(low.fileLow())).contains(low);
        assertThat(page.find(high.fileLow())).contains(high);
        assertThat(page.find(0x1234_5678_9ABC_DE02L)).isEmpty();
        assertThat(page.packed()).hasSize(2 * HashPage.ENTRY_BYTES);
    }

    @Test
    void find_onAFullPage_findsEach() {
        List<HashEntry> entries = new ArrayList<>();
        for (int low = 0; low < 256; low++) {
            entries.add(entry(low, low, HEAD));
        }

        HashPage page = HashPage.of(entries);

        assertThat(entries)
                .allSatisfy(entry -> assertThat(page.find(entry.fileLow())).contains(entry));
    }

    @Test
    void with_anotherPage_hasItsEntriesInPlaceOfThoseOfTheSameBodies() {
        HashPage page = HashPage.of(List.of(entry(1, 1, HEAD), entry(2, 1, HEAD)));

        HashPage merged = page.with(HashPage.of(List.of(entry(2, 9, WHOLE), entry(3, 9, WHOLE))));

        assertThat(merged.entries()).isEqualTo(3);
        assertThat(merged.find(1)).contains(entry(1, 1, HEAD));
        assertThat(merged.find(2)).contains(entry(2, 9, WHOLE));
        assertThat(merged.lastDay()).isEqualTo(9);
    }

    @Test
    void since_aDay_leavesOutWhatWasUsedBefore() {
        HashPage page = HashPage.of(List.of(entry(1, 4, HEAD), entry(2, 5, HEAD)));

        assertThat(page.since(5).find(1)).isEmpty();
        assertThat(page.since(5).find(2)).isPresent();
    }

    @Test
    void isOf_anotherLengthOrTime_isFalse() {
        HashEntry entry = new HashEntry(1, 0, 10, 20, 30, HEAD);

        assertThat(entry.isOf(10, 20, 30)).isTrue();
        assertThat(entry.isOf(11, 20, 30)).isFalse();
        assertThat(entry.isOf(10, 21, 30)).isFalse();
        assertThat(entry.isOf(10, 20, 31)).isFalse();
    }

    @Test
    void of_whatIsNoPage_isRefused() {
        byte[] packed =
                HashPage.of(List.of(entry(1, 4, HEAD), entry(2, 5, HEAD))).packed();
        byte[] twice = packed.clone();
        twice[HashPage.ENTRY_BYTES] = 1;
        byte[] noLevel = packed.clone();
        noLevel[1] = 3;

        for (byte[] wrong : List.of(Arrays.copyOf(packed, packed.length - 1), twice, noLevel)) {
            assertThatIllegalArgumentException().isThrownBy(() -> HashPage.of(wrong));
        }
    }
}
