package aka.os.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import aka.file.Leaf;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Trouble;
import aka.os.WriterGuard;
import aka.os.WriterGuard.Guard;
import aka.volume.TestVolume;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeasesTest {

    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();
    private final WriterGuard guards = calls.writerGuard().orElseThrow();

    @AfterEach
    void close() {
        calls.close();
    }

    private static Process append(Path file) throws IOException {
        return new ProcessBuilder("sh", "-c", "echo more >> \"$1\"", "sh", file.toString()).start();
    }

    /** Several times: releasing a lease resets its signal to the one that would end this virtual machine. */
    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs"})
    @Timeout(60)
    void guard_whenAWriterComes_isDisturbedAndLetsItWriteWhenClosed(String type) throws Exception {
        try (TestVolume volume = TestVolume.make(type, type.equals("xfs") ? 320 : 128);
                Folder folder = calls.openFolder(volume.root())) {
            Path file = Files.writeString(volume.root().resolve("file"), "bytes\n");
            try (Body body = folder.openBody("file".getBytes(UTF_8))) {
                for (int i = 0; i < 3; i++) {
                    Process writer;
                    try (Guard guard = guards.guard(body)) {
                        assertThat(guard.undisturbed()).isTrue();
                        writer = append(file);
                        while (guard.undisturbed()) {
                            Thread.onSpinWait();
                        }
                        assertThat(body.facts().sizeBytes()).isEqualTo(6 + 5L * i);
                    }
                    assertThat(writer.waitFor()).isZero();
                }
            }
            assertThat(file).hasContent("bytes\nmore\nmore\nmore\n");
        }
    }

    @Test
    void guard_besideAWriter_isRefusedAsBusy() throws IOException {
        try (TestVolume volume = TestVolume.make("tmpfs", 1);
                Folder folder = calls.openFolder(volume.root())) {
            Path file = Files.writeString(volume.root().resolve("file"), "bytes");
            try (Body body = folder.openBody("file".getBytes(UTF_8));
                    OutputStream writer = Files.newOutputStream(file)) {
                FileCallException refused = catchThrowableOfType(FileCallException.class, () -> guards.guard(body));

                assertThat(refused.trouble()).isEqualTo(Trouble.BUSY);
                writer.write('x');
            }
        }
    }

    @Test
    void guard_isNotDisturbedByWhatAReplacementDoes() throws IOException {
        Leaf file = Leaf.of("file");
        Leaf second = Leaf.of("second");
        Leaf third = Leaf.of("third");
        try (TestVolume volume = TestVolume.make("ext4", 16);
                Folder folder = calls.openFolder(volume.root())) {
            Files.writeString(volume.root().resolve("file"), "bytes");
            Files.writeString(volume.root().resolve("third"), "other");
            try (Body body = folder.openBody(file.bytes());
                    Guard guard = guards.guard(body)) {
                folder.link(body, second);
                folder.exchange(second, folder, third);
                folder.unlink(third);
                calls.durability().orElseThrow().forceVolume(folder);
                calls.metadata().orElseThrow().of(body);

                assertThat(guard.undisturbed()).isTrue();
            }
        }
    }
}
