package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.StepReason;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The disk fails to take what was written: nothing is given up that may be the only good copy. */
@Tag("windows")
class VolumeFailsTest {

    private static final Path ROOT = Path.of("/d");

    private final FakeFileCalls fake =
            new FakeFileCalls().file("/d/one", "equal bytes").file("/d/two", "equal bytes");

    @Test
    void afterTheNamesWereMoved_theyGetTheirFormerFilesBack() throws Exception {
        fake.script().failNth("forceVolume", 2, FakeError.EIO);
        Ran ran = Ran.of(new TestPlan(fake, ROOT).replace("one", "two").plan(), fake);
        assertThat(ran.reasons()).containsExactly(StepReason.VOLUME_FAILED);
        assertThat(fake.oneBody("/d/one", "/d/two")).isFalse();
        assertThat(fake.text("/d/two")).isEqualTo("equal bytes");
        fake.checkNoOpenHandles();
    }

    @Test
    void beforeTheNamesAreMoved_theyAreLeftAlone() throws Exception {
        fake.script().failNth("forceVolume", 1, FakeError.EIO);
        Ran ran = Ran.of(new TestPlan(fake, ROOT).replace("one", "two").plan(), fake);
        assertThat(ran.reasons()).containsExactly(StepReason.VOLUME_FAILED);
        assertThat(fake.script().callsOf("exchange")).isEmpty();
        fake.checkNoOpenHandles();
    }
}
