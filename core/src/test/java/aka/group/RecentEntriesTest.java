package aka.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentEntriesTest {

    private static final Path FOLDER = Path.of("/d");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RecentEntries recent = new RecentEntries();

    @Test
    void whatAProgramMadeJustNow_tellsWhichItIs_andNotForLong() {
        recent.add(FOLDER, Path.of(".a.swp"), 0);
        assertThat(recent.program(FOLDER.resolve("a"), SECOND)).contains("vim");
        assertThat(recent.program(FOLDER.resolve("a"), 6 * SECOND)).isEmpty();
    }

    @Test
    void ofThousandsOfOtherEntries_onlyTheLastAreKept() {
        recent.add(FOLDER, Path.of(".a.swp"), 0);
        for (int i = 0; i < 1000; i++) {
            recent.add(FOLDER, Path.of("log"), i);
        }
        assertThat(recent.program(FOLDER.resolve("a"), SECOND)).contains("vim");
        for (int i = 0; i < 1000; i++) {
            recent.add(FOLDER, Path.of("log" + i), i);
        }
        assertThat(recent.program(FOLDER.resolve("a"), SECOND)).isEmpty();
    }
}
