package aka.link;

import static org.assertj.core.api.Assertions.assertThat;

import aka.link.Advice.Purpose;
import aka.os.Support;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the table. */
@Tag("windows")
class AdviceTableTest {

    private static final LinkCheck YES = new LinkCheck.Possible();
    private static final LinkCheck NO =
            new LinkCheck.Refused(List.of(new Refusal(Refusal.Code.DIFFERENT_VOLUMES, "apart", "move it")));

    @ParameterizedTest
    @CsvSource({
        "EDITING, true, YES, symbolic link",
        "EDITING, false, NO, symbolic link",
        "SHARING, true, YES, hard link",
        "SHARING, false, YES, symbolic link",
        "SNAPSHOT, true, YES, clone",
        "SNAPSHOT, true, NO, copy",
        "SNAPSHOT, true, UNKNOWN, copy",
        "SPACE, true, YES, hard link",
        "SPACE, true, NO, hard link",
        "SPACE, false, YES, clone",
        "SPACE, false, NO, symbolic link",
        "SPACE, false, UNKNOWN, symbolic link"
    })
    void best_isWhatFitsThePurpose(Purpose purpose, boolean possible, Support clones, String best) {
        assertThat(AdviceTable.of(purpose, possible ? YES : NO, clones).best()).isEqualTo(best);
    }

    @Test
    void snapshot_neverSuggestsALink() {
        for (Support clones : Support.values()) {
            Advice advice = AdviceTable.of(Purpose.SNAPSHOT, YES, clones);
            assertThat(advice.best()).doesNotContain("link");
            assertThat(advice.others()).anyMatch(other -> other.contains("is no snapshot"));
        }
    }

    @Test
    void refusedLink_isToldWithItsCode() {
        assertThat(AdviceTable.of(Purpose.SHARING, NO, Support.NO).others())
                .contains("A hard link cannot be made (DIFFERENT_VOLUMES).");
    }
}
