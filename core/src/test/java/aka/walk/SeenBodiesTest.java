package aka.walk;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.Slashes;
import aka.os.linux.LinuxFileCalls;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body is looked at once, and told by each of its names as if it had been looked at by each. */
class SeenBodiesTest {

    private final FakeFileCalls fake = new FakeFileCalls().set("/", volume -> volume.idsInListings(true));

    private static List<String> told(FileCalls calls, Path root) throws FileCallException {
        List<String> told = new ArrayList<>();
        try (Walk walk = Walk.of(calls, List.of(root), WalkFilters.none())) {
            walk.forEach(
                    entry -> told.add(Slashes.in(root.relativize(entry.path())) + " " + entry.kind() + " "
                            + (entry.hasKey() ? entry.key() : "") + " " + entry.linkCount() + " " + entry.sizeBytes()
                            + " " + entry.allocatedBytes() + " " + entry.modifiedNanos() + " " + entry.changedNanos()),
                    new CancelToken());
        }
        told.sort(null);
        return told;
    }

    private List<String> told() throws FileCallException {
        return told(fake, Path.of("/r"));
    }

    @Test
    void forEach_ofABodyWithSeveralNames_looksAtItOnce() throws FileCallException {
        fake.file("/r/a", "12").link("/r/b", "/r/a").link("/r/c/d", "/r/a").file("/r/c/single", "1");

        List<String> told = told();

        assertThat(fake.script().callsOf("readFacts")).hasSize(2);
        fake.set("/", volume -> volume.idsInListings(false));
        assertThat(told()).isEqualTo(told);
    }

    @Test
    void forEach_ofANameThatEndsAsAMountPoint_looksAtIt() throws FileCallException {
        fake.file("/r/a", "12").link("/r/b", "/r/a").link("/r/c", "/r/a").mount("/m/b", "vfat", usb -> {});

        told();

        assertThat(fake.script().callsOf("readFacts")).hasSize(2);
    }

    @Test
    void forEach_whereFoldersHoldOtherIds_looksAtEachName() throws FileCallException {
        fake.set("/", volume -> volume.idsInListings(false)).file("/r/a", "12").link("/r/b", "/r/a");

        told();

        assertThat(fake.script().callsOf("readFacts")).hasSize(2);
    }

    @Test
    void forEach_ofEqualIdsOnTwoVolumes_looksAtBoth() throws FileCallException {
        fake.file("/r/a", "12").link("/r/b", "/r/a");
        fake.subvolume("/r/v").set("/r/v", volume -> volume.idsInListings(true));
        for (int i = 0; i < 40; i++) {
            fake.file("/r/v/" + i, "x".repeat(i)).link("/r/v/link" + i, "/r/v/" + i);
        }
        List<String> told = new ArrayList<>();
        try (Walk walk =
                Walk.of(fake, List.of(Path.of("/r")), WalkFilters.none().withCrossMounts(true))) {
            walk.forEach(entry -> told.add(Slashes.in(entry.path()) + " " + entry.sizeBytes()), new CancelToken());
        }

        assertThat(told).contains("/r/a 2", "/r/b 2", "/r/v/7 7", "/r/v/link7 7", "/r/v/39 39", "/r/v/link39 39");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs", "ntfs-3g"})
    @EnabledOnOs(value = OS.LINUX, disabledReason = "mounts file systems of Linux")
    void forEach_onADisk_tellsTheSameByEachName(String type) throws IOException {
        try (TestVolume volume = TestVolume.make(type, type.equals("xfs") ? 320 : 120);
                FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            Path root = Files.createDirectory(volume.root().resolve("r"));
            for (int i = 0; i < 30; i++) {
                Path file = Files.writeString(root.resolve("file" + i), "x".repeat(i));
                Path folder = Files.createDirectories(root.resolve("folder" + i % 3));
                for (int j = 0; j < i % 4; j++) {
                    Files.createLink(folder.resolve("link" + i + "-" + j), file);
                }
            }
            Path covered = Files.createLink(root.resolve("covered"), root.resolve("file3"));
            volume.bindFile(root.resolve("file5"), covered);

            List<String> told = told(calls, root);

            assertThat(told).hasSize(30 + 3 + 43);
            for (int i = 0; i < 30; i++) {
                String facts = facts(told, "file" + i);
                for (int j = 0; j < i % 4; j++) {
                    assertThat(facts(told, "folder" + i % 3 + "/link" + i + "-" + j))
                            .isEqualTo(facts);
                }
            }
            assertThat(told).noneMatch(one -> one.startsWith("covered "));
        }
    }

    private static String facts(List<String> told, String name) {
        return told.stream()
                .filter(one -> one.startsWith(name + " "))
                .map(one -> one.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }
}
