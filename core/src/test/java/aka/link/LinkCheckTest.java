package aka.link;

import static org.assertj.core.api.Assertions.assertThat;

import aka.link.Refusal.Code;
import aka.os.CancelToken;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkCheckTest {

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

    private List<Code> codes(Path from, Path to) {
        LinkCheck check = volumes.check(from, to, new CancelToken());
        return switch (check) {
            case LinkCheck.Possible possible -> List.of();
            case LinkCheck.Refused refused -> {
                assertThat(refused.reasons()).allSatisfy(reason -> {
                    assertThat(reason.message()).isNotEmpty();
                    assertThat(reason.wayOut()).isNotEmpty();
                });
                yield refused.reasons().stream().map(Refusal::code).toList();
            }
            case LinkCheck.Unknown unknown ->
                unknown.reasons().stream().map(Refusal::code).toList();
        };
    }

    @Test
    void check_ofAFreeNameBeside_isPossible() {
        assertThat(codes(existing, folder.resolve("new"))).isEmpty();
    }

    @Test
    void check_ofAMissingFile_saysMissing() {
        assertThat(codes(folder.resolve("missing"), folder.resolve("new"))).containsExactly(Code.MISSING);
    }

    @Test
    void check_intoAMissingFolder_saysNoParent() {
        assertThat(codes(existing, folder.resolve("no/new"))).containsExactly(Code.NO_PARENT);
    }

    @Test
    void check_ofAFolder_saysIsFolder() {
        assertThat(codes(folder, folder.resolve("new"))).containsExactly(Code.IS_FOLDER);
    }

    @Test
    void check_ofASymbolicLink_saysIsSymlink() throws IOException {
        Path symlink = Files.createSymbolicLink(folder.resolve("symlink"), existing);
        assertThat(codes(symlink, folder.resolve("new"))).containsExactly(Code.IS_SYMLINK);
    }

    @Test
    void check_ofAPipe_saysNotRegular() {
        Path pipe = folder.resolve("pipe");
        TestVolume.run("mkfifo", pipe.toString());
        assertThat(codes(pipe, folder.resolve("new"))).containsExactly(Code.NOT_REGULAR);
    }

    @Test
    void check_ofANameOfTheSameFile_saysAlreadyOne() throws IOException {
        Path other = Files.createLink(folder.resolve("other"), existing);
        assertThat(codes(existing, other)).containsExactly(Code.EXISTS, Code.ALREADY_ONE);
    }

    @Test
    void check_ofAnEqualCopy_saysReplaceable() throws IOException {
        Path copy = Files.writeString(folder.resolve("copy"), "bytes");
        assertThat(codes(existing, copy)).containsExactly(Code.EXISTS, Code.REPLACEABLE);
    }

    @Test
    void check_ofAnotherFile_saysBytesDiffer() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "bytez");
        assertThat(codes(existing, other)).containsExactly(Code.EXISTS, Code.BYTES_DIFFER);
    }

    @Test
    void check_ofACopyWithAnotherMode_saysMetadataDiffers() throws IOException {
        Path copy = Files.writeString(folder.resolve("copy"), "bytes");
        TestVolume.run("chmod", "600", copy.toString());
        assertThat(codes(existing, copy)).containsExactly(Code.EXISTS, Code.METADATA_DIFFERS);
    }

    @Test
    void check_ofATakenFolderName_saysExistsOnly() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        assertThat(codes(existing, taken)).containsExactly(Code.EXISTS);
    }

    @Test
    void check_acrossVolumes_saysSo() throws IOException {
        try (TestVolume other = TestVolume.make("tmpfs", 1)) {
            assertThat(codes(existing, other.root().resolve("new"))).containsExactly(Code.DIFFERENT_VOLUMES);
        }
    }

    @Test
    void check_acrossMountsOfOneVolume_saysSo() throws IOException {
        try (TestVolume volume = TestVolume.make("tmpfs", 1)) {
            Path inside = Files.createDirectory(volume.root().resolve("inside"));
            Path file = Files.writeString(volume.root().resolve("file"), "x");
            assertThat(codes(file, volume.bind(inside).resolve("new"))).containsExactly(Code.DIFFERENT_MOUNTS);
        }
    }

    @Test
    void check_acrossSubvolumes_saysSo() throws IOException {
        try (TestVolume volume = TestVolume.make("btrfs", 128)) {
            Path subvolume = volume.root().resolve("subvolume");
            TestVolume.run("btrfs", "subvolume", "create", subvolume.toString());
            Path file = Files.writeString(volume.root().resolve("file"), "x");
            assertThat(codes(file, subvolume.resolve("new"))).containsExactly(Code.DIFFERENT_SUBVOLUMES);
        }
    }

    @Test
    void check_onFat_saysLinksUnsupported() throws IOException {
        try (TestVolume volume = TestVolume.make("exfat", 16)) {
            Path file = Files.writeString(volume.root().resolve("file"), "x");
            assertThat(codes(file, volume.root().resolve("new"))).containsExactly(Code.LINKS_UNSUPPORTED);
        }
    }

    @Test
    void check_onAReadOnlyMount_saysSo() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 16)) {
            Path file = Files.writeString(volume.root().resolve("file"), "x");
            volume.remount("ro");
            assertThat(codes(file, volume.root().resolve("new"))).containsExactly(Code.READ_ONLY);
        }
    }

    @Test
    void check_ofAnImmutableFile_saysSo() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 16)) {
            Path file = Files.writeString(volume.root().resolve("file"), "x");
            TestVolume.run("chattr", "+i", file.toString());
            assertThat(codes(file, volume.root().resolve("new"))).containsExactly(Code.IMMUTABLE);
            TestVolume.run("chattr", "-i", file.toString());
        }
    }

    @Test
    void check_ofAFileWithAllItsNames_saysLinkLimit() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 64)) {
            Path file = Files.writeString(volume.root().resolve("file"), "x");
            for (int i = 1; i < 65_000; i++) {
                Files.createLink(volume.root().resolve("n" + i), file);
            }
            assertThat(codes(file, volume.root().resolve("new"))).containsExactly(Code.LINK_LIMIT);
        }
    }

    @Test
    void check_ofALongName_saysSo() {
        assertThat(codes(existing, folder.resolve("x".repeat(256)))).containsExactly(Code.NAME_TOO_LONG);
    }

    @Test
    void check_ofAFileTheSystemMakesUp_saysProtectedPlace() {
        assertThat(codes(Path.of("/proc/version"), Path.of("/proc/new"))).contains(Code.PROTECTED_PLACE);
    }

    @Test
    void check_ofAPathOfTheOtherSideOfWsl_saysSo() {
        assertThat(codes(Path.of("\\\\wsl$\\Debian\\home\\file"), folder.resolve("new")))
                .containsExactly(Code.MISSING, Code.WSL_BOUNDARY);
        assertThat(codes(Path.of("/mnt/q/file"), folder.resolve("new")))
                .containsExactly(Code.MISSING, Code.WSL_BOUNDARY);
    }

    @Test
    void check_betweenTheLayersOfAnOverlay_isPossibleAsItIs() throws IOException {
        try (TestVolume lower = TestVolume.make("ext4", 16);
                TestVolume upper = TestVolume.make("tmpfs", 4)) {
            Files.writeString(lower.root().resolve("file"), "x");
            Path merged = Files.createDirectory(upper.root().resolve("merged"));
            Files.createDirectory(upper.root().resolve("up"));
            Files.createDirectory(upper.root().resolve("work"));
            TestVolume.run(
                    "mount",
                    "-t",
                    "overlay",
                    "overlay",
                    "-o",
                    "lowerdir=" + lower.root() + ",upperdir=" + upper.root() + "/up,workdir=" + upper.root() + "/work",
                    merged.toString());
            try {
                assertThat(codes(merged.resolve("file"), merged.resolve("new"))).isEmpty();
            } finally {
                TestVolume.run("umount", merged.toString());
            }
        }
    }
}
