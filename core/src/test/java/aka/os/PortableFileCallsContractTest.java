package aka.os;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.portable.PortableFileCalls;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;

class PortableFileCallsContractTest extends FileCallsContract {

    @BeforeAll
    static void hasTheUnixView() {
        assertThat(new PortableFileCalls().callStatuses())
                .as("this test is for a POSIX system")
                .contains(new CallStatus(
                        "unix:ino,dev,nlink", true, "link counts are unknown; keys, where fileKey has none"));
    }

    @Override
    World world() throws IOException {
        return new DiskWorld();
    }

    @Override
    FileCalls calls(World world) {
        return new PortableFileCalls();
    }

    @Override
    Set<Lack> lacks() {
        return Set.of(
                Lack.RENAME,
                Lack.EXCHANGE,
                Lack.RENAME_OVER,
                Lack.ACCESS_LIST,
                Lack.SET_MODIFIED,
                Lack.USER_ID,
                Lack.DRAFT,
                Lack.LOCK,
                Lack.LASTING_HOLD,
                Lack.LONG_PATHS,
                Lack.ALLOCATED_BYTES);
    }
}
