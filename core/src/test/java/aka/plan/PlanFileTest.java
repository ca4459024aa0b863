package aka.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aka.file.FileKey;
import aka.file.RawPath;
import aka.file.VolumeId;
import aka.os.FileCallException;
import aka.os.Host;
import aka.os.Trouble;
import aka.volume.TestVolume;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class PlanFileTest {

    @TempDir
    Path folder;

    private static Plan plan(int steps) {
        return new RandomValues(9, 2).plan(steps);
    }

    private static FileCallException refusedToSave(Path path) {
        FileCallException[] refusal = new FileCallException[1];
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(() -> PlanFile.save(plan(5), path))
                .satisfies(thrown -> refusal[0] = thrown);
        return refusal[0];
    }

    private static FileCallException refused(byte[] bytes) throws IOException {
        try {
            new PlanReader(Path.of("plan"), 1).read(new LineReader(new ByteArrayInputStream(bytes), 0));
        } catch (FileCallException refusal) {
            return refusal;
        }
        throw new AssertionError("taken for a plan");
    }

    private byte[] saved(Plan plan) throws Exception {
        Path path = folder.resolve("saved");
        PlanFile.save(plan, path);
        byte[] bytes = Files.readAllBytes(path);
        Files.delete(path);
        return bytes;
    }

    @Test
    void read_ofWhatWasSaved_isThePlan() throws Exception {
        for (long seed = 0; seed < 15; seed++) {
            Plan plan = new RandomValues(seed, 2).plan(40);
            Path path = folder.resolve("plan" + seed);
            PlanFile.save(plan, path);
            assertThat(PlanFile.read(path)).usingRecursiveComparison().isEqualTo(plan);
        }
    }

    @Test
    void read_ofAHundredThousandSteps_isThePlan() throws Exception {
        List<LinkStep> steps = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            steps.add(new LinkStep.Replace(body(2 * i), body(2 * i + 1)));
        }
        List<Root> roots = List.of(new Root(Path.of("/tree").toAbsolutePath(), Optional.empty(), Path.of("tree")));
        Plan plan = new Plan("dedupe", roots, Set.of(), false, Optional.empty(), steps);
        Path path = folder.resolve("plan");
        PlanFile.save(plan, path);
        assertThat(PlanFile.read(path).steps()).hasSize(100_000).containsExactlyElementsOf(plan.steps());
    }

    private static PlannedBody body(int file) {
        return new PlannedBody(
                new FileKey(new VolumeId(5, 6, true), 0, file),
                Optional.of(Instant.EPOCH),
                1,
                file,
                OptionalLong.of(4096),
                Instant.EPOCH,
                Optional.empty(),
                List.of(new PlannedName(0, Path.of("folder" + file % 100, "file" + file))));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "such a name is none there")
    void save_underAHostileName_works() throws Exception {
        Path path = folder.resolve(RawPath.path(new byte[] {'a', '\n', (byte) 0xFF}));
        PlanFile.save(plan(3), path);
        assertThat(PlanFile.read(path).steps()).hasSize(3);
    }

    @Test
    @EnabledOnOs(value = OS.WINDOWS, disabledReason = "any bytes are a path elsewhere")
    void path_ofBytesThatAreNoUtf16_isAFlaw() {
        byte[] json = "{\"belowBytes\":\"YcM=\"}".getBytes(StandardCharsets.US_ASCII);
        assertThatExceptionOfType(LineFlaw.class)
                .isThrownBy(() -> LineFields.parse(json, 0, json.length).path("below"));
    }

    @Test
    void save_leavesNothingBesideThePlan() throws Exception {
        PlanFile.save(plan(3), folder.resolve("plan"));
        try (Stream<Path> there = Files.list(folder)) {
            assertThat(there).containsExactly(folder.resolve("plan"));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a right there")
    void save_whereSomethingIs_isRefusedAndThatStays() throws Exception {
        Path taken = Files.writeString(folder.resolve("taken"), "mine");
        assertThat(refusedToSave(taken).trouble()).isEqualTo(Trouble.EXISTS);
        assertThat(taken).hasContent("mine");
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));
        assertThat(refusedToSave(dangling).trouble()).isEqualTo(Trouble.EXISTS);
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(refusedToSave(folder).trouble()).isEqualTo(Trouble.EXISTS);
    }

    @Test
    void save_intoNoFolder_isRefused() {
        assertThat(refusedToSave(folder.resolve("none/plan")).trouble()).isEqualTo(Trouble.MISSING);
        assertThat(refusedToSave(Path.of("/")).trouble()).isIn(Trouble.EXISTS, Trouble.IS_FOLDER);
        assertThat(refusedToSave(folder.resolve("..")).trouble()).isIn(Trouble.EXISTS, Trouble.IS_FOLDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "tmpfs"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "mounts a volume")
    void save_onAVolumeThatIsFull_leavesNothing(String type) throws Exception {
        try (TestVolume volume = TestVolume.make(type, 2)) {
            assertThatExceptionOfType(FileCallException.class)
                    .isThrownBy(() -> PlanFile.save(plan(5000), volume.root().resolve("plan")))
                    .satisfies(full -> assertThat(full.trouble()).isEqualTo(Trouble.NO_SPACE));
            try (Stream<Path> there = Files.list(volume.root())) {
                assertThat(there).allMatch(path -> path.endsWith("lost+found"));
            }
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "mounts a volume")
    void save_onAVolumeWithoutLinks_works() throws Exception {
        try (TestVolume volume = TestVolume.make("exfat", 8)) {
            Path path = volume.root().resolve("plan");
            PlanFile.save(plan(5), path);
            assertThat(PlanFile.read(path).steps()).hasSize(5);
            assertThat(refusedToSave(path).trouble()).isEqualTo(Trouble.EXISTS);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "mounts a volume")
    void save_onAReadOnlyVolume_isRefused() throws Exception {
        try (TestVolume volume = TestVolume.make("tmpfs", 2)) {
            volume.remount("ro");
            assertThat(refusedToSave(volume.root().resolve("plan")).trouble()).isEqualTo(Trouble.READ_ONLY);
        }
    }

    @Test
    void read_ofAPlanCutAnywhere_isRefused() throws Exception {
        byte[] whole = saved(plan(6));
        for (int cut = 0; cut < whole.length; cut++) {
            FileCallException refusal = refused(Arrays.copyOf(whole, cut));
            assertThat(refusal.trouble()).isEqualTo(Trouble.CHANGED);
            assertThat(refusal).hasMessageContaining("line ").hasMessageContaining("anew");
        }
    }

    @Test
    void read_ofAPlanWithAFlippedBit_isRefusedNamingTheLine() throws Exception {
        byte[] whole = saved(plan(6));
        Random random = new Random(1);
        int line = 1;
        for (int place = 0; place < whole.length; place++) {
            byte[] damaged = whole.clone();
            damaged[place] ^= (byte) (1 << random.nextInt(8));
            assertThat(refused(damaged)).hasMessageContaining("line " + line + ":");
            line += whole[place] == '\n' ? 1 : 0;
        }
    }

    @Test
    void read_ofAPlanWithMoreBehindIt_isRefused() throws Exception {
        byte[] whole = saved(plan(6));
        assertThat(refused(Arrays.copyOf(whole, whole.length + 1)).trouble()).isEqualTo(Trouble.CHANGED);
        byte[] twice = Arrays.copyOf(whole, 2 * whole.length);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);
        assertThat(refused(twice).trouble()).isEqualTo(Trouble.CHANGED);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a folder is refused for another reason there")
    void read_ofWhatIsNoPlan_isRefused() throws Exception {
        assertThat(refused(new byte[0])).hasMessageContaining("empty");
        assertThat(refused("hello\n".getBytes(StandardCharsets.UTF_8))).hasMessageContaining("line 1");
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(() -> PlanFile.read(folder))
                .satisfies(refusal -> assertThat(refusal.trouble()).isEqualTo(Trouble.IS_FOLDER));
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(() -> PlanFile.read(folder.resolve("none")))
                .satisfies(refusal -> assertThat(refusal.trouble()).isEqualTo(Trouble.MISSING));
    }

    /** Returns a line writer that has written the head of a plan. */
    private static LineWriter headed(long version, Host host, List<Root> roots, int steps) {
        LineWriter line = new LineWriter("plan", "p", 0);
        line.start("plan");
        line.number("version", version)
                .text("origin", "dedupe")
                .time("at", Instant.EPOCH)
                .text("machine", host.machine())
                .text("boot", host.boot());
        StepWriter writer = new StepWriter(line, new MetadataLines(line));
        writer.roots(roots);
        writer.waived(Set.of());
        line.flag("matchTimes", false).number("steps", steps);
        line.end();
        return line;
    }

    private static byte[] bytes(LineWriter line) {
        byte[] bytes = new byte[line.waitingBytes()];
        line.waiting().get(bytes);
        return bytes;
    }

    @Test
    void read_ofALaterVersion_isRefused() throws Exception {
        FileCallException refusal = refused(bytes(headed(2, Host.here(), List.of(), 0)));
        assertThat(refusal.trouble()).isEqualTo(Trouble.UNSUPPORTED);
        assertThat(refusal).hasMessageContaining("version 2").hasMessageContaining("newer aka");
    }

    @Test
    void read_ofAPlanWhoseKeysDoNotLast_isRefusedOnAnotherMachine() throws Exception {
        List<Root> roots = List.of(new Root(
                Path.of("/x").toAbsolutePath(),
                Optional.of(new FileKey(new VolumeId(0, 5, false), 0, 7)),
                Path.of("x")));
        Path here = Files.write(folder.resolve("here"), bytes(headed(1, Host.here(), roots, 0)));
        assertThat(PlanFile.read(here).roots()).isEqualTo(roots);
        assertThat(refused(bytes(headed(1, new Host("elsewhere", "boot"), roots, 0))))
                .hasMessageContaining("another machine");
        List<Root> lasting = List.of(new Root(
                Path.of("/x").toAbsolutePath(),
                Optional.of(new FileKey(new VolumeId(0, 5, true), 0, 7)),
                Path.of("x")));
        Path other = Files.write(folder.resolve("other"), bytes(headed(1, new Host("elsewhere", ""), lasting, 0)));
        assertThat(PlanFile.read(other).roots()).isEqualTo(lasting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/passwd", ".", "a/../../x", "a//../x", "", "a/./b", "..", "nul\0"})
    void read_ofANameThatLeavesItsRoot_isRefused(String below) throws Exception {
        List<Root> roots = List.of(new Root(Path.of("/x").toAbsolutePath(), Optional.empty(), Path.of("x")));
        LineWriter line = headed(1, Host.here(), roots, 1);
        line.start("step");
        line.startObject("deed").text("action", "create-folder").startObject("folder");
        line.number("root", 0).text("below", below).endObject().endObject();
        line.end();
        assertThat(refused(bytes(line))).hasMessageContaining("line 2");
    }

    @Test
    void read_ofANameBelowNoRoot_isRefused() throws Exception {
        LineWriter line = headed(1, Host.here(), List.of(), 1);
        line.start("step");
        line.startObject("deed").text("action", "create-folder").startObject("folder");
        line.number("root", 0).text("below", "x").endObject().endObject();
        line.end();
        assertThat(refused(bytes(line))).hasMessageContaining("line 2").hasMessageContaining("root");
    }
}
