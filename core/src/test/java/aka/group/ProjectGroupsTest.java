package aka.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.link.Volumes;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Groups that came with a project, which may be a stranger's. */
@Timeout(30)
class ProjectGroupsTest {

    @TempDir
    Path temp;

    private Path folder;
    private Path outside;
    private Volumes volumes;

    @BeforeEach
    void open() throws IOException {
        temp = temp.toRealPath();
        folder = Files.createDirectories(temp.resolve("project"));
        outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        volumes = Volumes.open();
    }

    @AfterEach
    void close() {
        volumes.close();
    }

    @Test
    void above_findsTheNearest() throws Exception {
        write("[a]\nx\ny\n");
        Path deep = Files.createDirectories(folder.resolve("one/two"));

        ProjectGroups found = ProjectGroups.above(volumes.calls(), deep).orElseThrow();

        assertThat(found.folder()).isEqualTo(folder);
        assertThat(found.text().group("a")).isPresent();
    }

    @Test
    void above_whereThereIsNone_isNothing() throws Exception {
        assertThat(ProjectGroups.above(volumes.calls(), outside)).isEmpty();
    }

    @Test
    void aFileThatIsALink_isRefused() throws Exception {
        Files.writeString(outside.resolve("groups"), "[a]\nx\n");
        Files.createSymbolicLink(folder.resolve(ProjectGroups.LEAF), outside.resolve("groups"));

        assertThatThrownBy(() -> ProjectGroups.above(volumes.calls(), folder))
                .isInstanceOfSatisfying(
                        FileCallException.class,
                        refused -> assertThat(refused.trouble()).isEqualTo(Trouble.IS_SYMLINK));
    }

    @Test
    void aPipe_isNotWaitedFor() throws Exception {
        assumeTrue(TestVolume.isFound("mkfifo"), "needs mkfifo");
        TestVolume.run("mkfifo", folder.resolve(ProjectGroups.LEAF).toString());

        assertThatThrownBy(() -> ProjectGroups.above(volumes.calls(), folder))
                .isInstanceOfSatisfying(
                        FileCallException.class,
                        refused -> assertThat(refused.trouble()).isEqualTo(Trouble.NOT_REGULAR));
    }

    @Test
    void aFolderThatLeadsOut_isNotGoneThrough() throws Exception {
        Files.createSymbolicLink(folder.resolve("out"), outside);
        Files.writeString(folder.resolve("mine"), "secret");
        write("[a]\nmine\nout/secret\n");

        List<Health> healths = healths();

        assertThat(healths).hasSize(1);
        assertThat(healths.getFirst().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(healths.getFirst().reason().orElseThrow().trouble()).isEqualTo(Trouble.IS_SYMLINK);
    }

    @Test
    void aNameThatIsALinkOut_isToldAsReplaced() throws Exception {
        Files.createSymbolicLink(folder.resolve("out"), outside.resolve("secret"));
        Files.writeString(folder.resolve("mine"), "secret");
        write("[a]\nmine\nout\n");

        assertThat(healths().getFirst().verdict()).isEqualTo(Verdict.REPLACED);
    }

    @Test
    void patternsAndTrees_doNotLeadOut() throws Exception {
        Files.createSymbolicLink(folder.resolve("out"), outside);
        Files.createDirectory(folder.resolve("in"));
        write("[a]\nout/*\n[b]\nout/** <-> in/**\n[c]\n**/secret\n");

        List<FileCallException> trouble = new ArrayList<>();
        List<Health> healths = healths(trouble);

        assertThat(healths).allSatisfy(health -> assertThat(health.places()).isEmpty());
        assertThat(trouble)
                .extracting(FileCallException::trouble)
                .containsExactly(Trouble.IS_SYMLINK, Trouble.IS_SYMLINK);
    }

    @Test
    void whatIsInside_isLookedAtAsUsual() throws Exception {
        Files.createDirectories(folder.resolve("x/y"));
        Files.writeString(folder.resolve("a"), "bytes");
        Files.createLink(folder.resolve("x/y/b"), folder.resolve("a"));
        write("[a]\na\nx/y/b\n");

        assertThat(healths().getFirst().verdict()).isEqualTo(Verdict.JOINED);
    }

    @Test
    void trust_endsWhereTheBytesChange() throws Exception {
        write("[a]\nx\ny\n");
        TrustedProjects trusted = new TrustedProjects(Files.createDirectory(temp.resolve("state")));
        assertThat(trusted.contains(found())).isFalse();

        trusted.add(found());
        assertThat(trusted.contains(found())).isTrue();

        write("[a]\nx\nz\n");
        assertThat(trusted.contains(found())).isFalse();

        trusted.add(found());
        write("[a]\nx\ny\n");
        assertThat(trusted.contains(found())).isFalse();
    }

    @Test
    void trust_isOfOneFolder() throws Exception {
        write("[a]\nx\ny\n");
        TrustedProjects trusted = new TrustedProjects(Files.createDirectory(temp.resolve("state")));
        trusted.add(found());
        Path copy = Files.createDirectory(temp.resolve("copy"));
        Files.copy(folder.resolve(ProjectGroups.LEAF), copy.resolve(ProjectGroups.LEAF));

        assertThat(trusted.contains(ProjectGroups.in(volumes.calls(), copy))).isFalse();
    }

    private ProjectGroups found() throws FileCallException {
        return ProjectGroups.in(volumes.calls(), folder);
    }

    private List<Health> healths() throws FileCallException {
        List<FileCallException> trouble = new ArrayList<>();
        List<Health> healths = healths(trouble);
        assertThat(trouble).isEmpty();
        return healths;
    }

    private List<Health> healths(List<FileCallException> trouble) throws FileCallException {
        CancelToken cancel = new CancelToken();
        List<Health> healths = new ArrayList<>();
        for (Group group : found().text().groups()) {
            for (Declared declared : Declared.of(volumes.calls(), group, trouble::add, cancel)) {
                healths.add(Health.of(volumes.calls(), declared, cancel));
            }
        }
        return healths;
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve(ProjectGroups.LEAF), text);
    }
}
