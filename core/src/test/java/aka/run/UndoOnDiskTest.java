package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.journal.StepReason;
import aka.link.Volumes;
import aka.plan.RunId;
import aka.volume.TestVolume;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back of a run on real file systems. */
class UndoOnDiskTest {

    private static final String BYTES = "equal bytes".repeat(10_000);

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs"})
    void undo_bringsBytesNamesOwnersModesAttributesListsAndTimesBack(String type) throws Exception {
        try (TestVolume volume = TestVolume.make(type, type.equals("xfs") ? 320 : type.equals("btrfs") ? 128 : 16);
                Volumes volumes = Volumes.open();
                Runs runs = new Runs(home, volumes.calls())) {
            Path root = tree(volume);
            String before = listing(root);
            RunId run = runs.run(new TestPlan(volumes.calls(), root)
                    .replace("one", "two", "sub/two-too")
                    .replace("one", "three")
                    .waive(Runs.all())
                    .plan());
            assertThat(listing(root)).isNotEqualTo(before);
            UndoPlan undo = runs.undoPlan(run);
            assertThat(undo.left()).isEmpty();
            undo.requireSpace();
            runs.run(undo.plan());
            assertThat(listing(root)).isEqualTo(before);
        }
    }

    @Test
    void undo_ofAVolumeMountedThroughAnotherDevice_works() throws Exception {
        try (TestVolume volume = TestVolume.make("ext4", 16)) {
            Path root = tree(volume);
            String before = listing(root);
            RunId run;
            try (Volumes volumes = Volumes.open();
                    Runs runs = new Runs(home, volumes.calls())) {
                run = runs.run(new TestPlan(volumes.calls(), root)
                        .replace("one", "two", "sub/two-too")
                        .waive(Runs.all())
                        .plan());
            }
            volume.mountAnew();
            try (Volumes volumes = Volumes.open();
                    Runs runs = new Runs(home, volumes.calls())) {
                runs.undo(run);
            }
            assertThat(listing(root)).isEqualTo(before);
        }
    }

    @Test
    void undo_ofAVolumeThatIsMountedElsewhereOnly_works() throws Exception {
        try (TestVolume volume = TestVolume.make("ext4", 16)) {
            Path root = tree(volume);
            String before = listing(root);
            try (Volumes volumes = Volumes.open();
                    Runs runs = new Runs(home, volumes.calls())) {
                RunId run = runs.run(new TestPlan(volumes.calls(), root)
                        .replace("one", "two", "sub/two-too")
                        .waive(Runs.all())
                        .plan());
                Path elsewhere = volume.bind(volume.root());
                TestVolume.run("mount", "-t", "tmpfs", "tmpfs", volume.root().toString());
                try {
                    UndoPlan undo = runs.undoPlan(run);
                    assertThat(undo.plan().roots().getFirst().path()).isEqualTo(elsewhere.resolve("d"));
                    runs.run(undo.plan());
                } finally {
                    TestVolume.run("umount", volume.root().toString());
                }
            }
            assertThat(listing(root)).isEqualTo(before);
        }
    }

    @Test
    void undo_afterAMonthOfEditsMovesAndDeletions_bringsTheRestBackAndTellsWhatStays() throws Exception {
        try (TestVolume volume = TestVolume.make("ext4", 16);
                Volumes volumes = Volumes.open();
                Runs runs = new Runs(home, volumes.calls())) {
            Path root = tree(volume);
            Files.writeString(root.resolve("four"), "other bytes");
            Files.writeString(root.resolve("five"), "other bytes");
            RunId run = runs.run(new TestPlan(volumes.calls(), root)
                    .replace("one", "two", "sub/two-too")
                    .replace("one", "three")
                    .replace("four", "five")
                    .waive(Runs.all())
                    .plan());
            Files.move(root.resolve("three"), root.resolve("sub/three"));
            Files.delete(root.resolve("sub/two-too"));
            Files.writeString(root.resolve("five"), "edited since");
            UndoPlan undo = runs.undoPlan(run);
            assertThat(undo.left())
                    .extracting(LeftAsIs::path, LeftAsIs::reason)
                    .containsExactlyInAnyOrder(
                            tuple(root.resolve("five"), StepReason.BYTES_DIFFER),
                            tuple(root.resolve("three"), StepReason.VANISHED),
                            tuple(root.resolve("sub/two-too"), StepReason.VANISHED));
            runs.run(undo.plan());
            assertThat(Files.isSameFile(root.resolve("one"), root.resolve("two")))
                    .isFalse();
            assertThat(Files.isSameFile(root.resolve("one"), root.resolve("sub/three")))
                    .isTrue();
            assertThat(Files.readString(root.resolve("four"))).isEqualTo("edited since");
        }
    }

    @Test
    void undo_onAFullVolume_isRefusedWithFigures() throws Exception {
        try (TestVolume volume = TestVolume.make("ext4", 16);
                Volumes volumes = Volumes.open();
                Runs runs = new Runs(home, volumes.calls())) {
            Path root = tree(volume);
            RunId run = runs.run(new TestPlan(volumes.calls(), root)
                    .replace("one", "two", "sub/two-too")
                    .waive(Runs.all())
                    .plan());
            fill(volume.root().resolve("ballast"));
            UndoPlan undo = runs.undoPlan(run);
            assertThat(undo.shortages())
                    .singleElement()
                    .satisfies(shortage -> assertThat(shortage.neededBytes())
                            .isGreaterThan(shortage.usableBytes())
                            .isGreaterThanOrEqualTo(BYTES.length()));
        }
    }

    private static void fill(Path ballast) {
        try {
            byte[] block = new byte[1 << 16];
            try (OutputStream out = Files.newOutputStream(ballast)) {
                while (true) {
                    out.write(block);
                }
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    /** Two bodies of equal bytes and different metadata, one of them with two names; and a third. */
    private static Path tree(TestVolume volume) throws IOException {
        assumeTrue(TestVolume.isFound("setfacl"), "needs setfacl");
        assumeTrue(TestVolume.isFound("setfattr"), "needs setfattr");
        Path root = Files.createDirectory(volume.root().resolve("d"));
        Files.createDirectory(root.resolve("sub"));
        Path one = Files.writeString(root.resolve("one"), BYTES);
        Path two = Files.writeString(root.resolve("two"), BYTES);
        Path three = Files.writeString(root.resolve("three"), BYTES);
        Files.createLink(root.resolve("sub/two-too"), two);
        Files.setAttribute(two, "unix:mode", 0640);
        Files.setAttribute(two, "unix:gid", 7);
        TestVolume.run("setfattr", "-n", "trusted.of", "-v", "two", two.toString());
        TestVolume.run("setfacl", "-m", "u:7:r", two.toString());
        TestVolume.run("setfattr", "-n", "trusted.of", "-v", "one", one.toString());
        Files.setLastModifiedTime(two, FileTime.from(Instant.parse("2019-08-07T06:05:04.030201Z")));
        Files.setLastModifiedTime(three, FileTime.from(Instant.parse("2018-08-07T06:05:04Z")));
        return root;
    }

    /** Everything that is to come back: names by the body that they share, bytes, owner, mode, times, attributes, lists. */
    private static String listing(Path root) {
        return TestVolume.read(
                "sh",
                "-c",
                "cd \"$0\" && for f in $(find . -type f | sort); do"
                        + " echo \"$f $(stat -c '%h %u %g %a %Y %y %s' $f) $(md5sum < $f)\""
                        + " $(find . -samefile $f | sort | tr '\\n' ' ');"
                        + " getfattr -d -m - $f; getfacl -p $f; done; find . -type d | sort | xargs stat -c '%n %y'",
                root.toString());
    }
}
