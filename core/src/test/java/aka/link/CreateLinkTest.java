package aka.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.file.Leaf;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateLinkTest {

    private final Volumes volumes = Volumes.open();

    @TempDir
    Path folder;

    private Path existing;

    @BeforeEach
    void makeFile() throws IOException {
        existing = Files.writeString(folder.resolve("existing"), "bytes");
    }

    @AfterEach
    void close() {
        volumes.close();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path from, Path to, Trouble trouble) {
        return assertThatThrownBy(() -> volumes.link(from, to, LinkOptions.plain()))
                .isInstanceOfSatisfying(FileCallException.class, refused -> {
                    assertThat(refused.trouble()).isEqualTo(trouble);
                    assertThat(refused.wayOut()).isNotEmpty();
                });
    }

    @Test
    void createLink_givesTheBodyOneMoreName() throws IOException {
        Path newName = folder.resolve("new");

        LinkResult result = volumes.link(existing, newName, LinkOptions.plain());

        assertThat(result).isInstanceOf(LinkResult.Made.class);
        assertThat(result.facts().linkCount()).hasValue(2);
        assertThat(volumes.facts(newName).sameFile(volumes.facts(existing))).isTrue();
    }

    @Test
    void createLink_overAnotherFile_isRefusedAndLeavesIt() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "other");

        assertRefused(existing, taken, Trouble.EXISTS);
        assertThat(taken).hasContent("other");
    }

    @Test
    void createLink_thatIsOneAlready_saysSo() throws IOException {
        Path newName = Files.createLink(folder.resolve("new"), existing);

        assertRefused(existing, newName, Trouble.EXISTS).hasMessageContaining("one already");
    }

    @Test
    void createLink_thatIsOneAlready_contentsEnsure() throws IOException {
        Path newName = Files.createLink(folder.resolve("new"), existing);

        assertThat(volumes.link(existing, newName, new LinkOptions(true, false)))
                .isInstanceOf(LinkResult.AlreadyOne.class);
    }

    @Test
    void createLink_overAnotherFile_doesNotContentEnsure() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "bytes");

        assertThatThrownBy(() -> volumes.link(existing, taken, new LinkOptions(true, false)))
                .isInstanceOf(FileCallException.class);
    }

    @Test
    void createLink_ofASymbolicLink_isRefusedAndNamesItsTarget() throws IOException {
        Path symlink = Files.createSymbolicLink(folder.resolve("symlink"), Path.of("existing"));

        assertRefused(symlink, folder.resolve("new"), Trouble.IS_SYMLINK).hasMessageContaining("to existing");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void createLink_ofAFolder_isRefused() {
        assertRefused(folder, folder.resolve("new"), Trouble.IS_FOLDER);
    }

    @Test
    void createLink_ofAPipe_isRefused() {
        Path pipe = folder.resolve("pipe");
        TestVolume.run("mkfifo", pipe.toString());

        assertRefused(pipe, folder.resolve("new"), Trouble.NOT_REGULAR);
    }

    @Test
    void createLink_ofAMissingFile_isRefused() {
        assertRefused(folder.resolve("missing"), folder.resolve("new"), Trouble.MISSING);
    }

    @Test
    void createLink_intoAMissingFolder_isRefusedAndNamesParents() {
        assertRefused(existing, folder.resolve("no/such/new"), Trouble.MISSING).hasMessageContaining("--parents");
    }

    @Test
    void createLink_withParents_makesTheFolders() throws IOException {
        Path newName = folder.resolve("a/b/c/new");

        volumes.link(existing, newName, new LinkOptions(false, true));

        assertThat(newName).hasContent("bytes");
    }

    @Test
    void createLink_withParentsBelowAFile_isRefused() {
        assertThatThrownBy(() -> volumes.link(existing, existing.resolve("a/new"), new LinkOptions(false, true)))
                .isInstanceOf(FileCallException.class);
    }

    @Test
    void createLink_acrossVolumes_isRefusedWithAWayOut() throws IOException {
        try (TestVolume other = TestVolume.make("tmpfs", 1)) {
            assertRefused(existing, other.root().resolve("new"), Trouble.DIFFERENT_VOLUMES)
                    .hasMessageContaining("EXDEV 18")
                    .hasMessageContaining("symbolic link");
        }
    }

    @Test
    void createLink_acrossMountsOfOneVolume_isRefusedAndSaysSo() throws IOException {
        try (TestVolume volume = TestVolume.make("tmpfs", 1)) {
            Path inside = Files.createDirectory(volume.root().resolve("inside"));
            Path file = Files.writeString(volume.root().resolve("file"), "x");

            assertRefused(file, volume.bind(inside).resolve("new"), Trouble.DIFFERENT_MOUNTS);
        }
    }

    @Test
    void createLink_onFat_isRefusedAsUnsupported() throws IOException {
        try (TestVolume volume = TestVolume.make("exfat", 16)) {
            Path file = Files.writeString(volume.root().resolve("file"), "x");

            assertRefused(file, volume.root().resolve("new"), Trouble.LINKS_UNSUPPORTED)
                    .hasMessageContaining("exfat");
        }
    }

    @Test
    void createLink_onAReadOnlyMount_isRefused() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 16)) {
            Path file = Files.writeString(volume.root().resolve("file"), "x");
            volume.remount("ro");

            assertRefused(file, volume.root().resolve("new"), Trouble.READ_ONLY);
        }
    }

    @Test
    void createLink_beyondTheLimitOfExt4_isRefusedWithAWayOut() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 64)) {
            Path file = Files.writeString(volume.root().resolve("file"), "x");
            for (int i = 1; i < 65_000; i++) {
                Files.createLink(volume.root().resolve("n" + i), file);
            }

            assertRefused(file, volume.root().resolve("new"), Trouble.LINK_LIMIT)
                    .hasMessageContaining("EMLINK 31");
        }
    }

    @Test
    void createLink_withANameTooLong_isRefused() {
        assertRefused(existing, folder.resolve("x".repeat(256)), Trouble.NAME_TOO_LONG);
        assertRefused(existing, folder.resolve("x".repeat(5000)), Trouble.NAME_TOO_LONG);
    }

    @Test
    void createLink_underANameThatIsNoText_keepsItsBytes() throws IOException {
        Path newName = Leaf.of(new byte[] {'b', 'a', 'd', (byte) 0xFF, '\n'}).in(folder);

        volumes.link(existing, newName, LinkOptions.plain());

        assertThat(Files.readAllBytes(newName)).isEqualTo(Files.readAllBytes(existing));
    }
}
