package aka.os;

import aka.os.fake.FakeFileCalls;
import aka.os.fake.FakeVolume;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/** The fake keeps the contract where it is as Windows is, too. */
@Tag("windows")
class FakeWindowsContractTest extends FileCallsContract {

    @Override
    World world() {
        return new FakeWorld(new FakeFileCalls()
                .withNameIndex()
                .set("/", FakeVolume::windows)
                .folder("/home"));
    }

    @Override
    FileCalls calls(World world) {
        return ((FakeWorld) world).fake();
    }

    @Override
    Set<Lack> lacks() {
        return Set.of(Lack.EXCHANGE);
    }
}
