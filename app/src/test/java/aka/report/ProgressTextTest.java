package aka.report;

import static org.assertj.core.api.Assertions.assertThat;

import aka.report.Meter.Reading;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a progress says, and the figures it makes out of what it is told. */
@Tag("windows")
class ProgressTextTest {

    private static final long SECOND = 1_000_000_000;
    private static final long MIB = 1 << 20;

    private final Meter meter = new Meter();

    @Test
    void line_ofAWalk_hasFilesFoldersAndSpeed() {
        meter.read(new Stand.Walking(0, 0), 0);
        Reading reading = meter.read(new Stand.Walking(100, 3000), SECOND);
        assertThat(ProgressText.line(reading, 100)).isEqualTo("walking: 3,000 files in 100 folders, 3,000/s");
    }

    @Test
    void line_ofAComparison_hasFilesBytesSpeedAndTimeLeft() {
        meter.read(comparing(0, 0, 0), 0);
        meter.read(comparing(5, 10 * MIB, 5 * MIB), SECOND);
        Reading reading = meter.read(comparing(10, 20 * MIB, 10 * MIB), 2 * SECOND);
        assertThat(ProgressText.line(reading, 200))
                .isEqualTo("comparing 20 %: 10 of 50 files, 20.0 MiB of 100.0 MiB, 5.0 MiB/s, 8 s left");
    }

    @Test
    void line_ofARun_hasSteps() {
        Reading reading = meter.read(new Stand.Running(1, 4, 3 * MIB), 0);
        assertThat(ProgressText.line(reading, 100)).isEqualTo("running 25 %: 1 of 4 steps, 3.0 MiB compared");
    }

    @Test
    void line_endsWhereTheTerminalDoes() {
        Reading reading = meter.read(new Stand.Walking(100, 3000), 0);
        assertThat(ProgressText.line(reading, 20)).isEqualTo("walking: 3,000 files");
        assertThat(ProgressText.line(reading, -1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"59, 59 s left", "60, 1 min left", "3599, 60 min left", "3600, 1 h 0 min left", "9000, 2 h 30 min left"
    })
    void timeLeft_isInUnitsThatPeopleUse(long seconds, String words) {
        Reading reading = new Reading(new Stand.Running(1, 2, 0), -1, 50, seconds);
        assertThat(ProgressText.line(reading, 100)).endsWith(words);
    }

    @Test
    void allDone_isAHundredPercent_howeverLittleWasRead() {
        assertThat(meter.read(comparing(50, 100 * MIB, 1), 0).percent()).isEqualTo(100);
        assertThat(meter.read(comparing(49, 100 * MIB, 1), 0).percent()).isEqualTo(99);
    }

    @Test
    void timeLeft_isNotGuessedInTheFirstTwoSeconds() {
        meter.read(comparing(0, 0, 0), 0);
        assertThat(meter.read(comparing(1, MIB, MIB), SECOND).secondsLeft()).isNegative();
    }

    @Test
    void speed_afterAChangeOfWhatIsDone_beginsAnew() {
        meter.read(new Stand.Walking(1, 1), 0);
        meter.read(new Stand.Walking(100, 100_000), SECOND);
        assertThat(meter.read(comparing(0, 0, 0), 2 * SECOND).perSecond()).isNegative();
    }

    @Test
    void speed_followsWhatHappensNow() {
        Pace pace = new Pace(0, 0);
        long amount = 0;
        for (int second = 1; second <= 60; second++) {
            amount += second <= 30 ? 1000 : 10;
            pace.look(amount, second * SECOND);
        }
        assertThat(pace.perSecond()).isBetween(10.0, 12.0);
    }

    @Test
    void object_hasNullForWhatIsNotKnown() {
        assertThat(ProgressText.object(meter.read(new Stand.Walking(2, 7), 0)))
                .isEqualTo("{\"event\":\"progress\",\"doing\":\"walking\",\"done\":7,\"of\":null,\"bytes\":0,"
                        + "\"doneBytes\":null,\"ofBytes\":null,\"bytesPerSecond\":null,\"percent\":null,"
                        + "\"secondsLeft\":null}\n");
    }

    @Test
    void object_ofAComparison_hasAllFigures() {
        meter.read(comparing(0, 0, 0), 0);
        assertThat(ProgressText.object(meter.read(comparing(10, 20 * MIB, 10 * MIB), 2 * SECOND)))
                .isEqualTo("{\"event\":\"progress\",\"doing\":\"comparing\",\"done\":10,\"of\":50,\"bytes\":10485760,"
                        + "\"doneBytes\":20971520,\"ofBytes\":104857600,\"bytesPerSecond\":5242880,\"percent\":20,"
                        + "\"secondsLeft\":8}\n");
    }

    private static Stand comparing(long files, long bytes, long readBytes) {
        return new Stand.Comparing(files, 50, bytes, 100 * MIB, readBytes);
    }
}
