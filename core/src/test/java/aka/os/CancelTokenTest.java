package aka.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancelTokenTest {

    private final CancelToken whole = new CancelToken();
    private final List<String> woken = new ArrayList<>();

    @Test
    void whoWaits_isWokenByAStop_andNotBefore() {
        whole.whenCancelled(() -> woken.add("one"));
        assertThat(woken).isEmpty();
        whole.cancel();
        assertThat(woken).containsExactly("one");
    }

    @Test
    void whoWaitsForAPart_isWokenByAStopOfTheWhole() {
        CancelToken part = whole.part();
        part.whenCancelled(() -> woken.add("part"));
        whole.cancel();
        assertThat(woken).containsExactly("part");
    }

    @Test
    void aStopOfAPart_wakesNobodyElse() {
        CancelToken part = whole.part();
        whole.whenCancelled(() -> woken.add("whole"));
        part.whenCancelled(() -> woken.add("part"));
        part.cancel();
        assertThat(woken).containsExactly("part");
    }

    @Test
    void whoComesAfterTheStop_isWokenAtOnce() {
        whole.cancel();
        whole.part().whenCancelled(() -> woken.add("late"));
        assertThat(woken).isNotEmpty();
    }
}
