package aka.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.FileKey;
import aka.file.Leaf;
import aka.os.Body;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinuxFactsTest {

    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();

    @AfterEach
    void close() {
        calls.close();
    }

    private FileKey key(Path path) throws IOException {
        return calls.facts(path).key().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs"})
    void fileKey_isTheSameAfterARemountThroughAnotherDevice(String type) throws IOException {
        try (TestVolume volume = TestVolume.make(type, 320)) {
            Path file = Files.writeString(volume.root().resolve("file"), "x");
            FileKey before = key(file);

            volume.mountAnew();

            try (FileCalls later = LinuxFileCalls.open().orElseThrow()) {
                FileKey after = later.facts(file).key().orElseThrow();
                assertThat(after).isEqualTo(before);
                assertThat(after.volume().lasting()).isTrue();
            }
        }
    }

    @Test
    void fileKey_onAMemoryVolume_isMarkedAsNotLasting() throws IOException {
        try (TestVolume volume = TestVolume.make("tmpfs", 1)) {
            assertThat(key(volume.root()).volume().lasting()).isFalse();
        }
    }

    @Test
    void fileKey_doesNotDependOnWhetherTheBodyWasHeldFirst() throws IOException {
        try (TestVolume volume = TestVolume.make("xfs", 320)) {
            Path file = Files.writeString(volume.root().resolve("file"), "x");
            FileKey plain = key(file);
            try (FileCalls fresh = LinuxFileCalls.open().orElseThrow();
                    Folder folder = fresh.openFolder(volume.root());
                    Body held = folder.hold(Leaf.of("file"))) {
                assertThat(held.facts().key()).hasValue(plain);
            }
        }
    }

    @Test
    void facts_ofACopyOfAVolumeMountedBesideIt_areOfOtherFiles() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 16)) {
            Files.writeString(volume.root().resolve("file"), "x");
            try (TestVolume copy = volume.copy()) {
                FileKey one = key(volume.root().resolve("file"));
                FileKey other = key(copy.root().resolve("file"));

                assertThat(one.fileLow()).isEqualTo(other.fileLow());
                assertThat(one).isNotEqualTo(other);
            }
        }
    }

    @Test
    void facts_withATimeThatNoCalendarHas_areTold() throws IOException {
        try (TestVolume volume = TestVolume.make("tmpfs", 1)) {
            Path file = Files.writeString(volume.root().resolve("file"), "x");
            TestVolume.run("touch", "-d", "@9000000000000000000", file.toString());

            assertThat(calls.facts(file).modified().getEpochSecond()).isEqualTo(Instant.MAX.getEpochSecond());
        }
    }
}
