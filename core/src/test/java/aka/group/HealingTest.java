package aka.group;

import static org.assertj.core.api.Assertions.assertThat;

import aka.group.Healing.Unhealed;
import aka.link.Refusal;
import aka.link.Volumes;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeFileCalls;
import aka.plan.LinkStep;
import aka.run.DirectPlan;
import aka.run.Ran;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planned for a file that is not one any more. That a plan is run safely is tested with runs. */
class HealingTest {

    @TempDir
    Path folder;

    private Volumes volumes;
    private DirectPlan plan;
    private Healing healing;

    @BeforeEach
    void open() {
        volumes = Volumes.open();
        plan = new DirectPlan(volumes.calls(), "group", folder);
        healing = new Healing(volumes.calls(), plan, Set.of(), new CancelToken());
    }

    @AfterEach
    void close() {
        volumes.close();
    }

    @Test
    @Tag("windows")
    void ofEqualBytes_theOthersBecomeNamesOfTheBodyWithMost() throws Exception {
        write("a", "bytes");
        write("b", "bytes");
        link("c", "b");

        assertThat(heal("a", "b", "c")).isEmpty();

        assertThat(plan.plan().steps()).hasSize(1).first().isInstanceOfSatisfying(LinkStep.Replace.class, replace -> {
            assertThat(plan.plan().shown(replace.kept().names().getFirst())).isEqualTo(path("b"));
            assertThat(plan.plan().shown(replace.replaced().names().getFirst())).isEqualTo(path("a"));
        });
    }

    @Test
    @Tag("windows")
    void aMissingName_isMade() throws Exception {
        write("a", "bytes");

        assertThat(heal("a", "b", "c")).isEmpty();

        assertThat(plan.plan().steps()).hasSize(2).allMatch(LinkStep.Create.class::isInstance);
    }

    @Test
    @Tag("windows")
    void ofJoinedNames_nothingIsPlanned() throws Exception {
        write("a", "bytes");
        link("b", "a");
        link("more", "a");

        assertThat(heal("a", "b")).isEmpty();
        assertThat(plan.plan().steps()).isEmpty();
    }

    @Test
    @Tag("windows")
    void ofDifferingBytes_nothingIsChosen() throws Exception {
        write("a", "bytes");
        write("b", "other");

        assertThat(codes(heal("a", "b", "c"))).containsExactly("BYTES_DIFFER", "BYTES_DIFFER");
        assertThat(plan.plan().steps()).isEmpty();
    }

    @Test
    void aLinkInThePlaceOfAName_isLeftAndTold_andTheRestIsJoined() throws Exception {
        write("a", "bytes");
        write("b", "bytes");
        Files.createSymbolicLink(path("c"), path("a"));

        assertThat(codes(heal("a", "b", "c"))).containsExactly("NOT_REGULAR");
        assertThat(plan.plan().steps()).hasSize(1);
    }

    @Test
    void moreNamesThanAFileMayHave_areToldWhenTheyAreMade_andTheRestIsDone() throws Exception {
        FakeFileCalls fake =
                new FakeFileCalls(Instant::now).file("/d/0", "bytes").set("/d", volume -> volume.maxLinks(1024));
        List<Path> paths =
                IntStream.range(0, 1025).mapToObj(i -> Path.of("/d/" + i)).toList();
        Group group =
                new Group("many", paths.stream().<Member>map(Member.Single::new).toList(), 1, Optional.empty());
        DirectPlan many = new DirectPlan(fake, "group", Path.of("/"));
        Health health = Health.of(fake, new Declared(group, Path.of(""), paths), new CancelToken());

        assertThat(new Healing(fake, many, Set.of(), new CancelToken()).add(health))
                .isEmpty();

        assertThat(Ran.of(many.plan(), fake).doneSteps()).isEqualTo(1023);
        assertThat(fake.linkCount("/d/0")).isEqualTo(1024);
    }

    @Test
    void acrossVolumes_isRefusedWithAWayOut() throws Exception {
        try (TestVolume other = TestVolume.make("tmpfs", 8)) {
            write("a", "bytes");
            Path away = Files.writeString(other.root().resolve("b"), "bytes");

            List<Unhealed> unhealed = heal(path("a"), away);

            assertThat(codes(unhealed)).contains("DIFFERENT_VOLUMES");
            assertThat(unhealed.getFirst().why().getFirst().wayOut()).contains("copy = PATH");
            assertThat(plan.plan().steps()).isEmpty();
        }
    }

    @Test
    void ofNothingAtAll_nothingIsPlanned() throws Exception {
        assertThat(heal("a", "b")).isEmpty();
        assertThat(plan.plan().steps()).isEmpty();
    }

    @Test
    @Tag("windows")
    void ofAKeptBody_theOtherIsSetAsideOnce_andEachOfItsNamesLedThere() throws Exception {
        write("a", "bytes");
        write("b", "other");
        link("c", "b");

        assertThat(keeping("a", "a", "b", "c", "gone")).isEmpty();

        assertThat(plan.plan().steps())
                .extracting(step -> step.getClass().getSimpleName())
                .containsExactly("Create", "Create", "Repoint", "Repoint");
        assertThat(healing.aside())
                .containsExactly(new Healing.SetAside(List.of(path("b"), path("c")), path("b.aka-aside")));
    }

    @Test
    @Tag("windows")
    void ofAKeptBody_thoseOfItsOwnBytesAreJoined_notSetAside() throws Exception {
        write("a", "bytes");
        write("b", "other");
        write("c", "other");

        assertThat(keeping("b", "a", "b", "c")).isEmpty();

        assertThat(plan.plan().steps())
                .extracting(step -> step.getClass().getSimpleName())
                .containsExactlyInAnyOrder("Create", "Repoint", "Replace");
    }

    @Test
    @Tag("windows")
    void aNameAside_isNeverOneThatIsTaken() throws Exception {
        write("a", "bytes");
        write("b", "other");
        write("b.aka-aside", "of another day");
        keeping("a", "a", "b");
        assertThat(healing.aside().getFirst().aside()).isEqualTo(path("b.aka-aside-2"));
    }

    @Test
    void namesThatAreLong_areSetAsideUnderShorterOnes_eachItsOwn() throws Exception {
        String start = "ü".repeat(124);
        write("a", "bytes");
        write(start + "1", "other");
        write(start + "2", "third");
        keeping("a", "a", start + "1", start + "2");
        String cut = "ü".repeat(115) + ".aka-aside";
        assertThat(healing.aside())
                .extracting(Healing.SetAside::aside)
                .containsExactlyInAnyOrder(path(cut), path(cut + "-2"));
    }

    @Test
    @Tag("windows")
    void aNameAside_thatTheFileHasAlready_isNotMadeAgain() throws Exception {
        write("a", "bytes");
        write("b", "other");
        link("b.aka-aside", "b");
        assertThat(keeping("a", "a", "b")).isEmpty();
        assertThat(plan.plan().steps()).singleElement().isInstanceOf(LinkStep.Repoint.class);
    }

    @Test
    void ofAnotherMode_nothingIsSetAside_unlessThatIsWaived() throws Exception {
        write("a", "bytes");
        write("b", "other");
        Files.setPosixFilePermissions(path("b"), PosixFilePermissions.fromString("rw-------"));

        assertThat(codes(keeping("a", "a", "b"))).containsExactly("METADATA_DIFFERS");

        assertThat(plan.plan().steps()).isEmpty();
    }

    private static List<String> codes(List<Unhealed> unhealed) {
        return unhealed.stream()
                .flatMap(each -> each.why().stream())
                .map(Refusal::code)
                .map(Enum::name)
                .toList();
    }

    private List<Unhealed> heal(String... names) throws FileCallException {
        return heal(Arrays.stream(names).map(this::path).toArray(Path[]::new));
    }

    private List<Unhealed> heal(Path... paths) throws FileCallException {
        return healing.add(health(paths));
    }

    private List<Unhealed> keeping(String kept, String... names) throws FileCallException {
        Health health = health(Arrays.stream(names).map(this::path).toArray(Path[]::new));
        DeclaredBody body = health.bodies().stream()
                .filter(each -> each.names().contains(path(kept)))
                .findFirst()
                .orElseThrow();
        return healing.add(health, body);
    }

    private Health health(Path... paths) {
        Group group = new Group(
                "a", Arrays.stream(paths).<Member>map(Member.Single::new).toList(), 1, Optional.empty());
        return Health.of(volumes.calls(), new Declared(group, Path.of(""), List.of(paths)), new CancelToken());
    }

    private void write(String name, String bytes) throws IOException {
        Files.writeString(path(name), bytes);
    }

    private void link(String name, String existing) throws IOException {
        Files.createLink(path(name), path(existing));
    }

    private Path path(String name) {
        return folder.resolve(name);
    }
}
