package aka.os.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import aka.os.Body;
import aka.os.CancelToken;
import aka.os.Clones;
import aka.os.Clones.Shared;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Support;
import aka.os.Trouble;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinuxClonesTest {

    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();
    private final Clones clones = calls.clones().orElseThrow();
    private final CancelToken cancel = new CancelToken();

    @AfterEach
    void close() {
        calls.close();
    }

    private Shared share(TestVolume volume) throws FileCallException {
        try (Folder folder = calls.openFolder(volume.root());
                Body one = folder.openBody("one".getBytes(UTF_8));
                Body other = folder.openBody("other".getBytes(UTF_8))) {
            return clones.share(one, other, cancel);
        }
    }

    private Support areClones(TestVolume volume) throws FileCallException {
        try (Folder folder = calls.openFolder(volume.root());
                Body one = folder.openBody("one".getBytes(UTF_8));
                Body other = folder.openBody("other".getBytes(UTF_8))) {
            return clones.areClones(one, other);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** Longer than one call takes, and no multiple of a block. */
    @ParameterizedTest
    @ValueSource(strings = {"btrfs", "xfs"})
    void share_ofEqualFiles_letsBothHoldTheSameBlocks(String type) throws IOException {
        try (TestVolume volume = TestVolume.make(type, 320)) {
            byte[] bytes = random((33 << 20) + 4_321);
            Path one = Files.write(volume.root().resolve("one"), bytes);
            Path other = Files.write(volume.root().resolve("other"), bytes);
            Object modified = Files.getLastModifiedTime(other);
            assertThat(areClones(volume)).isEqualTo(Support.NO);

            assertThat(share(volume)).isEqualTo(Shared.ALL);

            assertThat(areClones(volume)).isEqualTo(Support.YES);
            assertThat(Files.mismatch(one, other)).isEqualTo(-1);
            assertThat(other).hasBinaryContent(bytes);
            assertThat(Files.getLastModifiedTime(other)).isEqualTo(modified);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"btrfs", "xfs"})
    void share_ofDifferentFiles_changesNeither(String type) throws IOException {
        try (TestVolume volume = TestVolume.make(type, 320)) {
            byte[] bytes = random(3 << 20);
            byte[] differing = bytes.clone();
            differing[2 << 20]++;
            Path one = Files.write(volume.root().resolve("one"), bytes);
            Path other = Files.write(volume.root().resolve("other"), differing);

            assertThat(share(volume)).isEqualTo(Shared.DIFFERENT);

            assertThat(one).hasBinaryContent(bytes);
            assertThat(other).hasBinaryContent(differing);
        }
    }

    @Test
    void share_ofFilesOfOtherLengths_saysThatTheyDiffer() throws IOException {
        try (TestVolume volume = TestVolume.make("btrfs", 128)) {
            Files.write(volume.root().resolve("one"), random(8_192));
            Files.write(volume.root().resolve("other"), new byte[4_096]);

            assertThat(share(volume)).isEqualTo(Shared.DIFFERENT);
        }
    }

    @Test
    void share_onAFileSystemWithoutSharing_isRefused() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 16)) {
            Files.writeString(volume.root().resolve("one"), "bytes");
            Files.writeString(volume.root().resolve("other"), "bytes");

            FileCallException refused = catchThrowableOfType(FileCallException.class, () -> share(volume));

            assertThat(refused.trouble()).isEqualTo(Trouble.UNSUPPORTED);
            assertThat(refused.path()).isEqualTo(volume.root().resolve("one"));
            assertThat(refused.otherPath()).hasValue(volume.root().resolve("other"));
        }
    }

    @Test
    void share_acrossVolumes_isRefused() throws IOException {
        try (TestVolume volume = TestVolume.make("btrfs", 128);
                TestVolume second = TestVolume.make("btrfs", 128)) {
            Files.write(volume.root().resolve("one"), random(8_192));
            Files.write(second.root().resolve("one"), random(8_192));

            try (Folder folder = calls.openFolder(volume.root());
                    Folder elsewhere = calls.openFolder(second.root());
                    Body one = folder.openBody("one".getBytes(UTF_8));
                    Body other = elsewhere.openBody("one".getBytes(UTF_8))) {
                FileCallException refused =
                        catchThrowableOfType(FileCallException.class, () -> clones.share(one, other, cancel));
                assertThat(refused.trouble()).isEqualTo(Trouble.DIFFERENT_VOLUMES);
            }
        }
    }

    @Test
    void share_whenCancelled_stops() throws IOException {
        try (TestVolume volume = TestVolume.make("btrfs", 128)) {
            Files.write(volume.root().resolve("one"), random(8_192));
            Files.write(volume.root().resolve("other"), random(8_192));
            cancel.cancel();

            assertThatThrownBy(() -> share(volume)).isInstanceOf(CancellationException.class);
            assertThat(areClones(volume)).isEqualTo(Support.NO);
        }
    }
}
