package aka.os;

import java.util.Set;
import org.junit.jupiter.api.Tag;

@Tag("windows")
class FakeFileCallsContractTest extends FileCallsContract {

    @Override
    World world() {
        return new FakeWorld();
    }

    @Override
    FileCalls calls(World world) {
        return ((FakeWorld) world).fake();
    }

    @Override
    Set<Lack> lacks() {
        return Set.of();
    }
}
