package aka.os.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.file.FileKey;
import aka.os.FileCalls;
import aka.os.Pinned;
import aka.volume.TestVolume;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxPinsTest {

    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();

    @AfterEach
    void close() {
        calls.close();
    }

    private Pinned look() throws IOException {
        return calls.pins().orElseThrow().look();
    }

    private FileKey key(Path path) throws IOException {
        return calls.facts(path).key().orElseThrow();
    }

    @Test
    void look_atAFileThatIsMounted_pinsItAndTheOneThatItCovers() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 16)) {
            Path mounted = Files.writeString(volume.root().resolve("mounted here"), "x");
            Path covered = Files.writeString(volume.root().resolve("covered"), "y");
            Path other = Files.writeString(volume.root().resolve("other"), "z");
            FileKey mountedKey = key(mounted);
            FileKey coveredKey = key(covered);
            assertThat(look().bodies()).doesNotContainKeys(mountedKey, coveredKey, key(other));

            TestVolume.run("mount", "--bind", mounted.toString(), covered.toString());
            try {
                Pinned pinned = look();

                assertThat(pinned.bodies())
                        .containsEntry(mountedKey, "it is mounted as a file at " + covered)
                        .containsEntry(coveredKey, "another file is mounted over it at " + covered)
                        .doesNotContainKey(key(other));
            } finally {
                TestVolume.run("umount", covered.toString());
            }
        }
    }

    /** What a container does. */
    @Test
    void look_atAFileThatIsMountedInAnotherNamespace_pinsBoth() throws Exception {
        assumeTrue(TestVolume.isFound("unshare"), "needs unshare");
        try (TestVolume volume = TestVolume.make("ext4", 16)) {
            Path mounted = Files.writeString(volume.root().resolve("mounted"), "x");
            Path covered = Files.writeString(volume.root().resolve("covered"), "y");
            Process other = new ProcessBuilder(
                            "unshare",
                            "--mount",
                            "sh",
                            "-c",
                            "mount --bind \"$1\" \"$2\" && echo mounted && read stop",
                            "sh",
                            mounted.toString(),
                            covered.toString())
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader said = new BufferedReader(new InputStreamReader(other.getInputStream(), UTF_8))) {
                assertThat(said.readLine()).isEqualTo("mounted");
                assertThat(covered).hasContent("y");

                assertThat(look().bodies()).containsKeys(key(mounted), key(covered));
            } finally {
                other.getOutputStream().close();
                other.waitFor();
            }
            assertThat(look().bodies()).doesNotContainKeys(key(mounted), key(covered));
        }
    }

    @Test
    void look_atAnOverlay_pinsTheFoldersItIsMadeOf() throws IOException {
        try (TestVolume volume = TestVolume.make("tmpfs", 4)) {
            Path lower = Files.createDirectory(volume.root().resolve("lo w:1"));
            Path lowest = Files.createDirectory(volume.root().resolve("lowest"));
            Path upper = Files.createDirectory(volume.root().resolve("up,per"));
            Path work = Files.createDirectory(volume.root().resolve("work"));
            Path merged = Files.createDirectory(volume.root().resolve("merged"));
            List<FileKey> layers = List.of(key(lower), key(lowest), key(upper), key(work));
            TestVolume.run(
                    "mount",
                    "-t",
                    "overlay",
                    "overlay",
                    "-o",
                    "lowerdir=" + lower.toString().replace(":", "\\:") + ":" + lowest + ",upperdir="
                            + upper.toString().replace(",", "\\,") + ",workdir=" + work,
                    merged.toString());
            try {
                Pinned pinned = look();

                assertThat(pinned.folders()).containsKeys(layers.toArray(new FileKey[0]));
                assertThat(pinned.folders().get(key(upper)))
                        .isEqualTo(upper + " is a layer of the overlay at " + merged);
                assertThat(pinned.folders()).doesNotContainKey(key(volume.root()));
            } finally {
                TestVolume.run("umount", merged.toString());
            }
        }
    }

    @Test
    void layers_inEveryWayOfWritingThem_areFound() {
        assertThat(OverlayLayers.of(
                        "rw,lowerdir=/lo\\040w\\134:1:/two::/data,upperdir=/u\\134\\054p,workdir=/w,uuid=on"))
                .containsExactly(Path.of("/lo w:1"), Path.of("/two"), Path.of("/data"), Path.of("/u,p"), Path.of("/w"));
        assertThat(OverlayLayers.of("rw,lowerdir+=/a:b,datadir+=/d,redirect_dir=on"))
                .containsExactly(Path.of("/a:b"), Path.of("/d"));
    }

    @Test
    void exports_areTheFirstFieldOfEachLine(@TempDir Path folder) throws IOException {
        Path exports = Files.writeString(folder.resolve("exports"), """
                # /commented out
                /srv/plain  *(rw,sync) \\
                    /no/folder(ro)
                "/srv/in quotes" host(rw)
                /srv/with\\040space\thost(rw)

                """);

        assertThat(NfsExports.in(exports))
                .containsExactly(Path.of("/srv/plain"), Path.of("/srv/in quotes"), Path.of("/srv/with space"));
        assertThat(NfsExports.in(folder.resolve("missing"))).isEmpty();
    }
}
