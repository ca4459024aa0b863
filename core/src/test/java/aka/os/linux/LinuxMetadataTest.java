package aka.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.os.Body;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Glimpse;
import aka.os.Metadata;
import aka.os.Metadata.Seen;
import aka.os.Trouble;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a file in a glimpse has beside its bytes, on real file systems. */
class LinuxMetadataTest {

    private static final byte[] LEAF = "file".getBytes(StandardCharsets.US_ASCII);

    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();
    private final Metadata metadata = calls.metadata().orElseThrow();
    private @Nullable TestVolume volume;

    @AfterEach
    void unmount() {
        if (volume != null) {
            volume.close();
        }
    }

    private Path mounted(String type) throws IOException {
        volume = TestVolume.make(type, 64);
        return Files.writeString(volume.root().resolve("file"), "bytes");
    }

    private Optional<Seen> glimpsed(Path file) throws FileCallException {
        try (Folder folder = calls.openFolder(Objects.requireNonNull(file.getParent()));
                Glimpse glimpse = folder.glimpse(LEAF).orElseThrow()) {
            return metadata.look(glimpse);
        }
    }

    @Test
    void look_atAGlimpse_tellsAllThatTheBodyHas() throws IOException {
        Path file = mounted("ext4");
        TestVolume.run("chattr", "+d", file.toString());
        TestVolume.run("setfattr", "-n", "user.note", "-v", "x", file.toString());
        TestVolume.run("setfacl", "-m", "u:1001:r", file.toString());

        Seen seen = glimpsed(file).orElseThrow();

        assertThat(seen.metadata().attributes()).containsOnlyKeys("system.posix_acl_access", "user.note");
        assertThat(seen.metadata().flags().orElse(0)).isNotZero();
        try (Folder folder = calls.openFolder(Objects.requireNonNull(file.getParent()));
                Body body = folder.openBody(LEAF)) {
            assertThat(seen.metadata()).isEqualTo(metadata.look(body).metadata());
            assertThat(seen.facts()).isEqualTo(body.facts());
        }
    }

    @Test
    void look_atAGlimpse_whereAttributesAreHidden_tellsNothing() throws IOException {
        assertThat(glimpsed(mounted("ntfs-3g"))).isEmpty();
    }

    @Test
    void look_atAGlimpseOfAPipe_isRefused() throws IOException {
        Path file = mounted("ext4");
        Files.delete(file);
        TestVolume.run("mkfifo", file.toString());

        assertThatThrownBy(() -> glimpsed(file))
                .isInstanceOfSatisfying(
                        FileCallException.class,
                        refused -> assertThat(refused.trouble()).isEqualTo(Trouble.NOT_REGULAR));
    }
}
