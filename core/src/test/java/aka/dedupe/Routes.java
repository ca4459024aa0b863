package aka.dedupe;

import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.os.portable.PortableFileCalls;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** The routes to real files that this system has, for tests that are to hold on each. */
final class Routes {

    private Routes() {}

    static Stream<Named<Supplier<FileCalls>>> all() {
        Optional<Supplier<FileCalls>> linux =
                isLinux() ? Optional.of(() -> LinuxFileCalls.open().orElseThrow()) : Optional.empty();
        return Stream.concat(
                linux.map(calls -> Named.of("linux", calls)).stream(),
                Stream.of(Named.<Supplier<FileCalls>>of("portable", PortableFileCalls::new)));
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux");
    }
}
