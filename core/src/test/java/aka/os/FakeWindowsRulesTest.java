package aka.os;

import aka.os.fake.FakeAccess;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.FakeVolume;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("windows")
class FakeWindowsRulesTest extends WindowsRules {

    private final FakeFileCalls fake =
            new FakeFileCalls().set("/", FakeVolume::windows).folder("/home");

    private static String at(String name) {
        return "/home/" + name;
    }

    @Override
    FileCalls open() {
        return fake;
    }

    @Override
    Path home() {
        return Path.of("/home");
    }

    @Override
    void file(String name, String bytes) {
        fake.file(at(name), bytes);
    }

    @Override
    String text(String name) {
        return fake.text(at(name));
    }

    @Override
    void makeReadOnly(String name) {
        fake.readOnly(at(name));
    }

    @Override
    boolean isReadOnly(String name) {
        return fake.isReadOnly(at(name));
    }

    @Override
    AutoCloseable mapped(String name) {
        return fake.mapForWriting(at(name));
    }

    @Override
    AutoCloseable opened(String name, FakeAccess may, FakeAccess... lets) {
        return fake.openSharing(at(name), may, lets);
    }
}
