package aka.os.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTimeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1601-01-01T00:00:00Z",
        "116444736000000000, 1970-01-01T00:00:00Z",
        "116444735999999999, 1969-12-31T23:59:59.999999900Z",
        "126256467061234567, 2001-02-03T04:05:06.123456700Z"
    })
    void ticks_areATimeAndComeBackFromIt(long ticks, Instant time) {
        assertThat(FileTime.instant(ticks)).isEqualTo(time);
        assertThat(FileTime.ticks(time)).isEqualTo(ticks);
    }

    @ParameterizedTest
    @CsvSource({"116444736000000001", "126256467061234567"})
    void nanos_areThoseOfTheTime(long ticks) {
        assertThat(FileTime.nanos(ticks)).isEqualTo(ChronoUnit.NANOS.between(Instant.EPOCH, FileTime.instant(ticks)));
    }
}
