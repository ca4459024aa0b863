package aka.walk;

import aka.os.fake.FakeFileCalls;
import org.junit.jupiter.api.Tag;

/** The same, where several threads read folders before the walk comes to them. */
@Tag("windows")
class WalkAheadTest extends WalkTest {

    @Override
    FakeFileCalls system() {
        return new FakeFileCalls().withConcurrency(4).withWaits();
    }
}
