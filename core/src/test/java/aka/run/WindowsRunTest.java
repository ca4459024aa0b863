package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.file.FileFacts;
import aka.file.Leaf;
import aka.journal.StepReason;
import aka.link.Volumes;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.LoneSurrogates;
import aka.os.MetadataPart;
import aka.plan.Plan;
import aka.plan.RunId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs do on a disk of Windows that no other system does. */
@Tag("windows")
class WindowsRunTest {

    private static final String BYTES = "equal bytes".repeat(1_000);
    private static final Instant THEN = Instant.parse("2001-02-03T04:05:06.1234567Z");

    @TempDir
    Path home;

    private Path root;
    private Volumes volumes;
    private Runs runs;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(System.getProperty("os.name").startsWith("Windows"), "needs Windows");
        root = Files.createDirectory(home.resolve("tree"));
        volumes = Volumes.open();
        runs = new Runs(home, volumes.calls());
    }

    @AfterEach
    void close() {
        if (runs != null) {
            runs.close();
            volumes.close();
        }
    }

    @Test
    void replaceThenUndo_givesBytesBodiesTimesAndAttributesBack() throws Exception {
        file("one");
        file("sub/two");
        Files.createLink(root.resolve("too"), root.resolve("sub/two"));
        Files.setLastModifiedTime(root.resolve("too"), FileTime.from(THEN));
        BodyMetadata before = metadata("too");

        RunId run = runs.run(plan().replace("one", "sub/two", "too").plan());

        assertThat(facts("too").sameFile(facts("one"))).isTrue();
        assertThat(facts("one").linkCount()).hasValue(3);

        runs.undo(run);

        assertThat(facts("too").sameFile(facts("one"))).isFalse();
        assertThat(facts("too").sameFile(facts("sub/two"))).isTrue();
        assertThat(metadata("too").differences(before)).isEmpty();
        assertThat(facts("too").modified()).isEqualTo(THEN);
        assertThat(root.resolve("too")).hasContent(BYTES);
    }

    @Test
    void replace_ofAReadOnlyFile_isDoneAndTakenBackReadOnly() throws Exception {
        file("one");
        file("two");
        setReadOnly("two");
        setReadOnly("one");
        assumeTrue(isForcedReadOnly(), "only an administrator may force a read-only file to the disk here");

        RunId run = runs.run(plan().replace("one", "two").plan());
        assertThat(facts("two").sameFile(facts("one"))).isTrue();
        assertThat(isReadOnly("one")).isTrue();
        runs.undo(run);

        assertThat(facts("two").sameFile(facts("one"))).isFalse();
        assertThat(isReadOnly("two")).isTrue();
        assertThat(isReadOnly("one")).isTrue();
    }

    /** A file that may not be written may not be flushed, but by who may flush the whole volume. */
    private boolean isForcedReadOnly() {
        try (Folder folder = volumes.calls().openFolder(root);
                Body body = folder.openBody("one".getBytes(StandardCharsets.US_ASCII))) {
            volumes.calls().durability().orElseThrow().force(body);
            return true;
        } catch (FileCallException refused) {
            return false;
        }
    }

    @Test
    void replace_ofAFileThatIsOpenForWriting_isBusyAndChangesNothing() throws Exception {
        file("one");
        file("two");
        Plan plan = plan().replace("one", "two").plan();

        try (OutputStream writer = Files.newOutputStream(root.resolve("two"), StandardOpenOption.APPEND)) {
            runs.tryRun(plan);
            writer.flush();
        }

        assertThat(reasons()).containsExactly(StepReason.BUSY);
        assertThat(facts("two").sameFile(facts("one"))).isFalse();
        assertThat(root.resolve("two")).hasContent(BYTES);
    }

    @Test
    void replace_ofAHiddenFileByAnother_isRefusedUnlessAttributesAreWaived() throws Exception {
        file("one");
        file("two");
        Files.setAttribute(root.resolve("two"), "dos:hidden", true);
        assumeTrue(
                !metadata("two").differences(metadata("one")).isEmpty(),
                "the file system keeps no hidden attribute here");

        runs.tryRun(plan().replace("one", "two").plan());
        assertThat(reasons()).containsExactly(StepReason.METADATA_DIFFERS);

        RunId run = runs.run(
                plan().replace("one", "two").waive(MetadataPart.ATTRIBUTES).plan());
        runs.undo(run);
        assertThat(Files.isHidden(root.resolve("two"))).isTrue();
        assertThat(Files.isHidden(root.resolve("one"))).isFalse();
    }

    @Test
    void replace_belowPathsBeyond260Characters_isDoneAndTakenBack() throws Exception {
        String deep = ("d".repeat(100) + "/").repeat(5);
        file("one");
        file(deep + "two");

        RunId run = runs.run(plan().replace("one", deep + "two").plan());
        assertThat(facts(deep + "two").sameFile(facts("one"))).isTrue();
        runs.undo(run);
        assertThat(facts(deep + "two").sameFile(facts("one"))).isFalse();
    }

    @Test
    void replace_ofNamesWithLoneSurrogates_isDoneAndTakenBack() throws Exception {
        assumeTrue(
                LoneSurrogates.areThere(), "Wine makes no file of such a name, and windows/surrogates.c is not built");
        String odd = "\uDC00a\uD800";
        String other = "\uD83Db";
        file("one");
        file(odd + "/" + odd);
        Files.createLink(root.resolve(other), root.resolve(odd).resolve(odd));

        RunId run = runs.run(plan().replace("one", odd + "/" + odd, other).plan());
        assertThat(facts(other).sameFile(facts("one"))).isTrue();
        assertThat(facts("one").linkCount()).hasValue(3);
        runs.undo(run);

        assertThat(facts(other).sameFile(facts("one"))).isFalse();
        assertThat(facts(other).sameFile(facts(odd + "/" + odd))).isTrue();
        assertThat(root.resolve(other)).hasContent(BYTES);
    }

    @Test
    void unlink_ofOneNameOfAReadOnlyFile_leavesTheOtherReadOnly() throws Exception {
        file("one");
        Files.createLink(root.resolve("two"), root.resolve("one"));
        setReadOnly("one");

        runs.run(plan().unlink("two", false).plan());

        assertThat(root.resolve("two")).doesNotExist();
        assertThat(root.resolve("one")).hasContent(BYTES);
        assertThat(isReadOnly("one")).isTrue();
        assertThat(facts("one").linkCount()).hasValue(1);
    }

    @Test
    void split_givesANameItsOwnBody() throws Exception {
        file("one");
        Files.createLink(root.resolve("two"), root.resolve("one"));
        BodyMetadata shared = metadata("one");

        runs.run(plan().split("two").plan());

        assertThat(facts("two").sameFile(facts("one"))).isFalse();
        assertThat(metadata("two").differences(shared)).isEmpty();
        assertThat(root.resolve("two")).hasContent(BYTES);
    }

    @Test
    void link_withoutAnyRightToWriteTheFile_makesTheName() throws Exception {
        file("one");
        setReadOnly("one");
        try (Folder folder = volumes.calls().openFolder(root);
                Body held = folder.hold(Leaf.of("one"))) {
            folder.link(held, Leaf.of("NUL"));
            assertThat(folder.facts(Leaf.of("NUL")).linkCount()).hasValue(2);
            folder.unlink(Leaf.of("NUL"));
        }
        assertThat(facts("one").linkCount()).hasValue(1);
        assertThat(isReadOnly("one")).isTrue();
    }

    private TestPlan plan() {
        return new TestPlan(volumes.calls(), root);
    }

    private void file(String name) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, BYTES);
    }

    private FileFacts facts(String name) throws FileCallException {
        return volumes.facts(root.resolve(name));
    }

    private BodyMetadata metadata(String name) throws FileCallException {
        try (Folder folder = volumes.calls().openFolder(root);
                Body body = folder.openBody(name.getBytes(StandardCharsets.UTF_8))) {
            return volumes.calls().metadata().orElseThrow().of(body);
        }
    }

    private void setReadOnly(String name) throws IOException {
        Files.setAttribute(root.resolve(name), "dos:readonly", true);
    }

    private boolean isReadOnly(String name) throws IOException {
        return (boolean) Files.getAttribute(root.resolve(name), "dos:readonly");
    }

    private List<StepReason> reasons() {
        return runs.results.stream()
                .map(result -> ((StepResult.NotDone) result).reason())
                .toList();
    }
}
