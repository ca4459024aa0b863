package aka.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class TimeTextTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T16:21:13Z, 2026-11-22T16:21:13.000000000Z",
        "1970-01-01T00:00:00.000000001Z, 1970-01-01T00:00:00.000000001Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999999Z",
        "2024-02-29T00:00:00.5Z, 2024-02-29T00:00:00.500000000Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000000000Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
        "-0001-12-31T23:59:59Z, -0001-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00Z"
    })
    void of_aTime_isItsText(Instant time, String text) {
        assertThat(TimeText.of(time)).isEqualTo(text);
        assertThat(TimeText.parse(text)).isEqualTo(time);
    }

    @Test
    void parse_ofTheTextOfAnyTime_isThatTime() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            long bound = i % 2 == 0 ? 300_000_000_000L : Instant.MAX.getEpochSecond();
            Instant time = Instant.ofEpochSecond(random.nextLong(-bound, bound), random.nextInt(1_000_000_000));
            assertThat(TimeText.parse(TimeText.of(time))).isEqualTo(time);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-13-01T00:00:00.000000000Z",
                "2026-02-29T00:00:00.000000000Z",
                "2026-01-01T25:00:00.000000000Z",
                "2026-01-01T00:60:00.000000000Z",
                "2026-01-01T00:00:60.000000000Z",
                "+1000000001-01-01T00:00:00Z",
                "2026-01-01T00:00:00.00000000\u0660Z"
            })
    void parse_ofNoTime_isRefused(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> TimeText.parse(text));
    }
}
