package aka.os;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.file.Leaf;
import aka.file.RawPath;
import aka.os.windows.WindowsFileCalls;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("windows")
class WindowsFileCallsContractTest extends FileCallsContract {

    @BeforeAll
    static void isWindows() {
        assumeTrue(System.getProperty("os.name").startsWith("Windows"), "needs Windows");
    }

    @Override
    World world() throws IOException {
        return new WindowsWorld();
    }

    @Override
    FileCalls calls(World world) {
        return WindowsFileCalls.open().orElseThrow();
    }

    @Override
    Set<Lack> lacks() {
        Set<Lack> lacks = EnumSet.of(Lack.EXCHANGE, Lack.USER_ID);
        if (isMissing("FileDispositionInformationEx")) {
            lacks.add(Lack.NAMES_GO_AT_ONCE);
        }
        if (isWine()) {
            lacks.add(Lack.READ_WITHOUT_TRACE);
        }
        return lacks;
    }

    private static boolean isWine() {
        return System.getenv("WINEPREFIX") != null;
    }

    private static boolean isMissing(String call) {
        return WindowsFileCalls.open().orElseThrow().callStatuses().stream()
                .anyMatch(status -> status.call().equals(call) && !status.found());
    }

    @Override
    String taken() {
        return "ERROR_ALREADY_EXISTS 183";
    }

    @Override
    String missing() {
        return "ERROR_FILE_NOT_FOUND 2";
    }

    @Override
    List<Leaf> oddLeaves() {
        Stream<Leaf> everywhere = super.oddLeaves().stream();
        Stream<Leaf> here =
                LoneSurrogates.areThere() ? everywhere : everywhere.filter(leaf -> RawPath.isUtf8(leaf.bytes()));
        return Stream.concat(here, Stream.of(Leaf.of(" a"), Leaf.of("a'b;c&d^e!")))
                .toList();
    }
}
