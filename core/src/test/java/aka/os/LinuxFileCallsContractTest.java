package aka.os;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.os.linux.LinuxFileCalls;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;

class LinuxFileCallsContractTest extends FileCallsContract {

    @BeforeAll
    static void isLinux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "needs Linux");
    }

    @Override
    World world() throws IOException {
        return new DiskWorld();
    }

    @Override
    FileCalls calls(World world) {
        return LinuxFileCalls.open().orElseThrow();
    }

    @Override
    Set<Lack> lacks() {
        return Set.of();
    }
}
