package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.MetadataPart;
import aka.os.linux.LinuxFileCalls;
import aka.plan.LinkStep;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans over real file systems: what they tell of names, metadata and storage, and what df says when it is done. */
class DedupeDiskTest {

    private static final DedupeOptions STANDARD = DedupeOptions.standard();
    private static final int BYTES = 1 << 20;

    private @Nullable TestVolume volume;

    @AfterEach
    void unmount() {
        if (volume != null) {
            volume.close();
        }
    }

    private void mount(String type) throws IOException {
        volume = TestVolume.make(type, 320);
        Files.createDirectory(path("t"));
        Files.createDirectory(path("out"));
    }

    @Test
    void plan_carriedOutOnExt4_freesWhatItSays() throws IOException {
        mount("ext4");
        write("t/a", 1);
        write("t/b", 1);
        Files.createLink(path("t/b2"), path("t/b"));
        write("t/c", 1);
        Files.createLink(path("out/c"), path("t/c"));
        write("t/d", 2);
        write("t/e", 2);
        write("t/f", 1);
        Files.createLink(path("out/f"), path("t/f"));

        Planned planned = planned(STANDARD);

        assertThat(below(planned.steps())).containsExactly("c <- b=b2", "c <- a", "d <- e");
        assertThat(below(planned.leftOut())).containsExactly("NAMES_OUTSIDE f beside c");
        assertThat(planned.result().price().freedBytes()).isEqualTo(3 * BYTES);
        assertThat(planned.result().price().estimated()).isFalse();
        assertThat(freedByCarryingOut(planned)).isEqualTo(3 * BYTES);
    }

    @Test
    void plan_aFileWithHolesBesideOneWithout_keepsTheOneWithHoles() throws IOException {
        mount("ext4");
        Files.write(path("t/full"), new byte[BYTES]);
        TestVolume.run(
                "truncate", "-s", Integer.toString(BYTES), path("t/holes").toString());

        Planned planned = planned(STANDARD);

        assertThat(below(planned.steps())).containsExactly("holes <- full");
        assertThat(freedByCarryingOut(planned)).isEqualTo(BYTES);
        assertThat(planned.result().price().freedBytes()).isEqualTo(BYTES);
    }

    @Test
    void plan_attributesThatAreNotListed_keepBodiesApart() throws IOException {
        mount("ntfs-3g");
        write("t/one", 1, 3);
        write("t/two", 1, 3);
        // Hidden, as MS-FSCC 2.6 has it.
        TestVolume.run(
                "setfattr",
                "-h",
                "-n",
                "system.ntfs_attrib_be",
                "-v",
                "0x00000002",
                path("t/two").toString());

        Planned planned = planned(STANDARD);

        assertThat(planned.steps()).isEmpty();
        assertThat(planned.result().leftOut()).extracting(LeftOut::reason).containsExactly(LeftOutReason.METADATA);
    }

    /** Read at once, in two pieces, and block by block. */
    @ParameterizedTest
    @ValueSource(ints = {3, 20_000, BYTES})
    void plan_eachPartOfTheMetadata_keepsBodiesApart(int bytes) throws IOException {
        mount("ext4");
        for (String name : List.of("0", "acl", "flags", "mode", "owner", "xattr")) {
            write("t/" + name, 1, bytes);
        }
        TestVolume.run("setfacl", "-m", "u:1001:r", path("t/acl").toString());
        TestVolume.run("chattr", "+d", path("t/flags").toString());
        TestVolume.run("chmod", "600", path("t/mode").toString());
        TestVolume.run("chown", "1000:1000", path("t/owner").toString());
        TestVolume.run("setfattr", "-n", "user.note", "-v", "x", path("t/xattr").toString());

        Planned planned = planned(STANDARD);

        assertThat(planned.steps()).isEmpty();
        assertThat(planned.result().leftOut())
                .extracting(LeftOut::reason)
                .hasSize(5)
                .containsOnly(LeftOutReason.METADATA);
        assertThat(planned.result().leftOut())
                .extracting(LeftOut::words)
                .satisfiesExactly(
                        acl -> assertThat(acl).contains("access list"),
                        flags -> assertThat(flags).startsWith("flags"),
                        mode -> assertThat(mode).isEqualTo("mode 644 and 600"),
                        owner -> assertThat(owner).isEqualTo("owner 0:0 and 1000:1000"),
                        xattr -> assertThat(xattr).isEqualTo("attribute user.note"));
    }

    @Test
    void plan_allWaived_joinsWhatLetsNobodyWriteMore() throws IOException {
        mount("ext4");
        for (String name : List.of("0", "acl-read", "acl-write", "mode", "owner", "xattr")) {
            write("t/" + name, 1);
        }
        TestVolume.run("setfacl", "-m", "u:1001:r", path("t/acl-read").toString());
        TestVolume.run("setfacl", "-m", "u:1001:rw", path("t/acl-write").toString());
        TestVolume.run("chmod", "640", path("t/mode").toString());
        TestVolume.run("chown", "1000:1000", path("t/owner").toString());
        TestVolume.run("setfattr", "-n", "user.note", "-v", "x", path("t/xattr").toString());

        Planned planned = planned(STANDARD.withWaived(Set.of(MetadataPart.values())));

        assertThat(below(planned.steps()))
                .containsExactly("0 <- acl-read", "0 <- acl-write", "0 <- mode", "0 <- owner", "0 <- xattr");
        Planned other = planned(
                STANDARD.withWaived(Set.of(MetadataPart.values())).withKeep(new Keep.Under(path("t/acl-write"))));
        assertThat(below(other.steps())).doesNotContain("acl-write <- 0");
    }

    @Test
    void plan_capabilitiesAndSetIds_areLeftOut() throws IOException {
        mount("ext4");
        for (String name : List.of("a", "b", "c", "d")) {
            write("t/" + name, 1);
        }
        TestVolume.run("chmod", "4755", path("t/a").toString());
        TestVolume.run("chmod", "4755", path("t/b").toString());
        for (String name : List.of("c", "d")) {
            TestVolume.run(
                    "setfattr",
                    "-n",
                    "security.capability",
                    "-v",
                    "0x0100000200040000000000000000000000000000",
                    path("t/" + name).toString());
        }
        Planned planned = planned(STANDARD.withWaived(Set.of(MetadataPart.values())));
        assertThat(planned.steps()).isEmpty();
        assertThat(planned.result().leftOutCounts()).containsEntry(LeftOutReason.PRIVILEGED, 4L);
    }

    @Test
    void plan_immutableFiles_areLeftOut() throws IOException {
        mount("ext4");
        write("t/a", 1);
        write("t/b", 1);
        TestVolume.run("chattr", "+i", path("t/b").toString());
        Planned planned = planned(STANDARD);
        TestVolume.run("chattr", "-i", path("t/b").toString());
        assertThat(below(planned.leftOut())).containsExactly("IMMUTABLE b");
    }

    @Test
    void plan_aNameThatIsNoText_isPlannedExactly() throws IOException {
        mount("ext4");
        write("t/a", 1);
        TestVolume.run(
                "sh",
                "-c",
                "cd \"$1\" && cp -p a \"$(printf 'b\\377')\"",
                "-",
                path("t").toString());
        Planned planned = planned(STANDARD);
        assertThat(below(planned.steps())).hasSize(1);
        assertThat(freedByCarryingOut(planned)).isEqualTo(BYTES);
    }

    @Test
    void plan_clonesOnXfs_freeNothing() throws IOException {
        mount("xfs");
        write("t/a", 1);
        TestVolume.run(
                "cp",
                "-p",
                "--reflink=always",
                path("t/a").toString(),
                path("t/b").toString());
        TestVolume.run(
                "cp",
                "-p",
                "--reflink=never",
                path("t/a").toString(),
                path("t/c").toString());

        Planned planned = planned(STANDARD);

        assertThat(below(planned.steps())).containsExactly("a <- c");
        assertThat(below(planned.leftOut())).containsExactly("FREES_NOTHING b beside a");
        assertThat(planned.result().price().freedBytes()).isEqualTo(BYTES);
        assertThat(planned.result().price().estimated()).isTrue();
        assertThat(below(planned(STANDARD.withAnyway(true)).steps())).containsExactly("a <- b", "a <- c");
    }

    @Test
    void plan_cloningOnBtrfs_sharesWhatIsNotSharedYet() throws IOException {
        mount("btrfs");
        write("t/a", 1);
        TestVolume.run(
                "cp",
                "-p",
                "--reflink=always",
                path("t/a").toString(),
                path("t/b").toString());
        TestVolume.run(
                "cp", "--reflink=never", path("t/a").toString(), path("t/c").toString());
        Files.createLink(path("t/c2"), path("t/c"));
        Files.createLink(path("out/c"), path("t/c"));
        TestVolume.run("chmod", "600", path("t/c").toString());
        TestVolume.run("sync", "-f", path("t").toString());

        Planned planned = planned(STANDARD.withCloning(true).withKeep(new Keep.Oldest()));

        assertThat(below(planned.steps())).containsExactly("a <~ c=c2");
        assertThat(below(planned.leftOut())).containsExactly("ALREADY_SHARED b beside a");
        assertThat(planned.result().price().freedBytes()).isEqualTo(BYTES);
    }

    @Test
    void plan_twoSubvolumesOfBtrfs_stayApart() throws IOException {
        mount("btrfs");
        for (String sub : List.of("s1", "s2")) {
            TestVolume.run("btrfs", "subvolume", "create", path(sub).toString());
            write(sub + "/a", 1);
            write(sub + "/b", 1);
        }
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            Planned planned =
                    Planned.in(calls, path("s1").toString(), path("s2").toString());
            assertThat(planned.steps()).hasSize(2);
            assertThat(planned.result().leftOut())
                    .extracting(LeftOut::reason)
                    .containsExactly(LeftOutReason.OTHER_VOLUME);
        }
    }

    @Test
    void plan_onTmpfs_joins() throws IOException {
        mount("tmpfs");
        write("t/a", 1);
        write("t/b", 1);
        assertThat(below(planned(STANDARD).steps())).containsExactly("a <- b");
    }

    private Planned planned(DedupeOptions options) throws FileCallException {
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            return Planned.in(calls, options, path("t").toString());
        }
    }

    private TestVolume volume() {
        return Objects.requireNonNull(volume, "not mounted");
    }

    private Path path(String below) {
        return volume().root().resolve(below);
    }

    /** Writes a file of the kind {@code seed}, all of one age. */
    private void write(String name, long seed) throws IOException {
        write(name, seed, BYTES);
    }

    private void write(String name, long seed, int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        Files.write(path(name), bytes);
        TestVolume.run("chmod", "644", path(name).toString());
        Files.setLastModifiedTime(path(name), FileTime.from(Instant.ofEpochSecond(1_000_000)));
    }

    private List<String> below(List<String> texts) {
        return texts.stream().map(text -> text.replace(path("t") + "/", "")).toList();
    }

    private long freedByCarryingOut(Planned planned) throws IOException {
        long before = usedBytes();
        for (LinkStep step : planned.plan().steps()) {
            LinkStep.Replace replace = (LinkStep.Replace) step;
            Path kept = planned.plan().path(replace.kept().names().getFirst());
            for (var name : replace.replaced().names()) {
                Files.delete(planned.plan().path(name));
                Files.createLink(planned.plan().path(name), kept);
            }
        }
        return before - usedBytes();
    }

    private long usedBytes() throws IOException {
        volume().mountAnew();
        String[] lines = TestVolume.read(
                        "df", "--output=used", "-B1", volume().root().toString())
                .strip()
                .split("\n", -1);
        return Long.parseLong(lines[1].strip());
    }
}
