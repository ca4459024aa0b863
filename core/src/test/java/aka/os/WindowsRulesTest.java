package aka.os;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.os.fake.FakeAccess;
import aka.os.windows.WindowsFileCalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("windows")
class WindowsRulesTest extends WindowsRules {

    private static final Map<FakeAccess, OpenOption> DENYING = Map.of(
            FakeAccess.READ, option("NOSHARE_READ"),
            FakeAccess.WRITE, option("NOSHARE_WRITE"),
            FakeAccess.DELETE, option("NOSHARE_DELETE"));

    @TempDir
    Path home;

    /** Returns one of {@code com.sun.nio.file.ExtendedOpenOption}, which the compiler would warn of. */
    private static OpenOption option(String name) {
        try {
            return Stream.of(
                            Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
                    .filter(constant -> constant.toString().equals(name))
                    .map(OpenOption.class::cast)
                    .findAny()
                    .orElseThrow();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeAll
    static void isWindows() {
        assumeTrue(System.getProperty("os.name").startsWith("Windows"), "needs Windows");
    }

    @Override
    FileCalls open() {
        return WindowsFileCalls.open().orElseThrow();
    }

    @Override
    Path home() {
        return home;
    }

    @Override
    void file(String name, String bytes) throws IOException {
        Files.writeString(home.resolve(name), bytes);
    }

    @Override
    String text(String name) throws IOException {
        return Files.readString(home.resolve(name));
    }

    @Override
    void makeReadOnly(String name) throws IOException {
        Files.setAttribute(home.resolve(name), "dos:readonly", true);
    }

    @Override
    boolean isReadOnly(String name) throws IOException {
        return (boolean) Files.getAttribute(home.resolve(name), "dos:readonly");
    }

    @Override
    AutoCloseable opened(String name, FakeAccess may, FakeAccess... lets) throws IOException {
        Set<OpenOption> options = new HashSet<>(DENYING.values());
        Set.of(lets).forEach(each -> options.remove(DENYING.get(each)));
        options.add(may == FakeAccess.WRITE ? StandardOpenOption.WRITE : StandardOpenOption.READ);
        return FileChannel.open(home.resolve(name), options);
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // whoever asked for it closes it
    AutoCloseable mapped(String name) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel =
                FileChannel.open(home.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena);
        }
        return arena;
    }

    @Override
    boolean isWine() {
        return System.getenv("WINEPREFIX") != null;
    }
}
