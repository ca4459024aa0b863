package aka.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.link.Volumes;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Trouble;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each verdict, made by what happens to real files. */
class HealthTest {

    @TempDir
    Path folder;

    private Volumes volumes;

    @BeforeEach
    void open() {
        volumes = Volumes.open();
    }

    @AfterEach
    void close() {
        volumes.close();
    }

    @Test
    @Tag("windows")
    void twoNamesOfOneBody_areJoined() throws IOException {
        joined("a", "b");

        Health health = health("a", "b");

        assertThat(health.verdict()).isEqualTo(Verdict.JOINED);
        assertThat(health.bodies()).hasSize(1);
    }

    @Test
    @Tag("windows")
    void anEditorThatSavesUnderANewName_splitsThem() throws IOException {
        joined("a", "b");
        saveByRename("a", "new bytes");

        Health health = health("a", "b");

        assertThat(health.verdict()).isEqualTo(Verdict.SPLIT_DIFFERING);
        assertThat(health.bodies().get(1).differsAt()).isEqualTo(OptionalLong.of(0));
    }

    @Test
    @Tag("windows")
    void aSaveOfTheSameBytes_splitsThemWithSameBytes() throws IOException {
        joined("a", "b");
        saveByRename("a", "bytes");

        assertThat(health("a", "b").verdict()).isEqualTo(Verdict.SPLIT_SAME);
        assertThat(health("a", "b").hasOneContent()).isTrue();
    }

    @Test
    @Tag("windows")
    void aDifferenceIsToldByItsFirstByte() throws IOException {
        joined("a", "b");
        saveByRename("a", "bytes and more");

        assertThat(health("a", "b").bodies().get(1).differsAt()).isEqualTo(OptionalLong.of(5));
    }

    @Test
    @Tag("windows")
    void aBackupThatKeepsTheOldBody_makesItAWrongPartner() throws IOException {
        joined("a", "b");
        // As programs do that move the old file aside before they save: b and the backup are two names now.
        Files.move(path("a"), path("a.bak"));
        Files.writeString(path("a"), "new bytes");

        Health health = health("a", "b");

        assertThat(health.verdict()).isEqualTo(Verdict.WRONG_PARTNER);
        assertThat(health.bodies())
                .filteredOn(body -> body.names().contains(path("b")))
                .first()
                .extracting(DeclaredBody::otherNames)
                .isEqualTo(OptionalInt.of(1));
    }

    @Test
    @Tag("windows")
    void aCopy_thatHoldsTheSameBytes_isAsItShouldBe_andFromThenOnCompared() throws IOException {
        joined("a", "b");
        Files.copy(path("a"), path("copy"));
        assertThat(withCopy("copy", "a", "b").verdict()).isEqualTo(Verdict.JOINED);

        Files.writeString(path("copy"), "bytez");
        Health health = withCopy("copy", "a", "b");

        assertThat(health.verdict()).isEqualTo(Verdict.COPY_DIFFERS);
        assertThat(health.copies().getFirst().differsAt()).isEqualTo(OptionalLong.of(4));
    }

    @Test
    @Tag("windows")
    void aCopy_thatIsMissing_orOneMoreName_isNotAsItShouldBe() throws IOException {
        joined("a", "b", "c");
        assertThat(withCopy("none", "a", "b", "c").verdict()).isEqualTo(Verdict.COPY_DIFFERS);
        Health health = withCopy("c", "a", "b");
        assertThat(health.verdict()).isEqualTo(Verdict.COPY_DIFFERS);
        assertThat(health.copies().getFirst().joined()).isTrue();
    }

    @Test
    @Tag("windows")
    void onePathWithACopy_isAGroup() throws IOException {
        joined("a");
        Files.copy(path("a"), path("copy"));
        assertThat(withCopy("copy", "a").verdict()).isEqualTo(Verdict.JOINED);
    }

    private Health withCopy(String copy, String... names) {
        List<Path> paths = Arrays.stream(names).map(this::path).toList();
        List<Member> members = paths.stream().<Member>map(Member.Single::new).toList();
        Group group = new Group("a", members, List.of(path(copy)), AutoHeal.ASK, 1, Optional.empty());
        return Health.of(volumes.calls(), new Declared(group, Path.of(""), paths), new CancelToken());
    }

    @Test
    @Tag("windows")
    void aNameThatNobodyDeclared_isAnExtraOne() throws IOException {
        joined("a", "b", "c");

        assertThat(health("a", "b").verdict()).isEqualTo(Verdict.EXTRA_NAMES);
    }

    @Test
    @Tag("windows")
    void aPathThatLeadsToNothing_isMissing() throws IOException {
        joined("a", "b");

        Health health = health("a", "b", "c", "no/such/folder");

        assertThat(health.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(health.places()).filteredOn(Place::isMissing).hasSize(2);
    }

    @Test
    void aSymbolicLinkInThePlaceOfAName_isReplaced() throws IOException {
        joined("a", "b");
        Files.delete(path("b"));
        Files.createSymbolicLink(path("b"), path("a"));

        assertThat(health("a", "b").verdict()).isEqualTo(Verdict.REPLACED);
    }

    @Test
    @Tag("windows")
    void aFolderInThePlaceOfAName_isReplaced() throws IOException {
        joined("a", "b");
        Files.delete(path("b"));
        Files.createDirectory(path("b"));

        assertThat(health("a", "b").verdict()).isEqualTo(Verdict.REPLACED);
    }

    @Test
    void aPathThatCannotBeLookedAt_isUnknown() {
        FakeFileCalls fake =
                new FakeFileCalls(() -> Instant.EPOCH).file("/t/a", "bytes").link("/t/b", "/t/a");
        fake.script().failOn("facts", "/t/b", FakeError.EACCES);

        Health health = health(fake, List.of(Path.of("/t/a"), Path.of("/t/b")));

        assertThat(health.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(health.reason().orElseThrow().trouble()).isEqualTo(Trouble.NO_PERMISSION);
    }

    @Test
    void aBodyThatCannotBeRead_isUnknown() {
        FakeFileCalls fake =
                new FakeFileCalls(() -> Instant.EPOCH).file("/t/a", "bytes").file("/t/b", "bytes");
        fake.script().failOn("read", "/t/b", FakeError.EIO);

        assertThat(health(fake, List.of(Path.of("/t/a"), Path.of("/t/b"))).verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whereTheCountOfNamesIsNotTold_nothingIsJoined() {
        FakeFileCalls fake =
                new FakeFileCalls(() -> Instant.EPOCH).file("/t/a", "bytes").link("/t/b", "/t/a");
        fake.set("/t", volume -> volume.linkCountsKnown(false));

        Health health = health(fake, List.of(Path.of("/t/a"), Path.of("/t/b")));

        assertThat(health.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(health.reason().orElseThrow().trouble()).isEqualTo(Trouble.UNSUPPORTED);
    }

    @Test
    void aSaveBetweenTwoLooks_isNotTakenForJoined() {
        FakeFileCalls fake =
                new FakeFileCalls(() -> Instant.EPOCH).file("/t/a", "bytes").link("/t/b", "/t/a");
        fake.script().beforeEach(call -> {
            if (call.toString().equals("facts /t/b")) {
                fake.remove("/t/a").file("/t/a", "new bytes");
            }
        });

        assertThat(health(fake, List.of(Path.of("/t/a"), Path.of("/t/b"))).verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void twoNamesInOneFolder_thatDifferInCaseOnly_areTwoNames() throws IOException {
        Files.writeString(path("name"), "bytes");
        assumeTrue(!Files.exists(path("NAME")), "needs a volume that tells names apart by case");
        Files.createLink(path("NAME"), path("name"));

        assertThat(health("name", "NAME").verdict()).isEqualTo(Verdict.JOINED);
    }

    @Test
    void oneNameInTwoCases_isNotJoinedWithItself() throws IOException {
        try (TestVolume volume = TestVolume.make("lowntfs-3g", 32)) {
            Path name = Files.writeString(volume.root().resolve("name"), "bytes");
            Files.createLink(volume.root().resolve("elsewhere"), name);

            Health health = health(volumes.calls(), List.of(name, volume.root().resolve("NAME")));

            assertThat(health.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(health.reason().orElseThrow().sentence()).contains("spelled otherwise");
        }
    }

    @Test
    void aFileThatIsMountedOnAName_isNotJoinedWithIt() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 16)) {
            Path name = Files.writeString(volume.root().resolve("a"), "bytes");
            Files.createLink(volume.root().resolve("elsewhere"), name);
            Path covered = Files.writeString(volume.root().resolve("covered"), "other");
            volume.bindFile(name, covered);

            Health health = health(volumes.calls(), List.of(name, covered));

            assertThat(health.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(health.reason().orElseThrow().trouble()).isEqualTo(Trouble.DIFFERENT_MOUNTS);
        }
    }

    @Test
    void anotherMountInATree_isTold() throws IOException {
        try (TestVolume volume = TestVolume.make("tmpfs", 8)) {
            Files.createDirectories(path("one"));
            Path mounted = Files.createDirectories(path("two/sub"));
            TestVolume.run("mount", "--bind", volume.root().toString(), mounted.toString());
            try {
                Group group = new Group(
                        "a", List.of(new Member.Trees(List.of(path("one"), path("two")))), 1, Optional.empty());
                List<FileCallException> trouble = new ArrayList<>();

                Declared.of(volumes.calls(), group, trouble::add, new CancelToken());

                assertThat(trouble).extracting(FileCallException::trouble).containsExactly(Trouble.DIFFERENT_MOUNTS);
            } finally {
                TestVolume.run("umount", mounted.toString());
            }
        }
    }

    @Test
    void oneNameInTwoSpellings_isNotJoinedWithItself() throws IOException {
        Files.writeString(path("a"), "bytes");
        Files.createSymbolicLink(path("here"), folder);

        Health health = health("a", "here/a");

        assertThat(health.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(health.places().get(1).again()).contains(path("a"));
        assertThat(health.reason().orElseThrow().sentence()).contains("spelled otherwise");
    }

    @Test
    void oneNameInTwoSpellings_thatHasAnotherNameElsewhere_isNotJoinedWithItself() throws IOException {
        joined("a", "elsewhere");
        Files.createSymbolicLink(path("here"), folder);

        assertThat(health("a", "here/a").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void oneNameInTwoSpellings_besideAnotherName_isJoined() throws IOException {
        joined("a", "b");
        Files.createSymbolicLink(path("here"), folder);

        assertThat(health("a", "here/a", "b").verdict()).isEqualTo(Verdict.JOINED);
    }

    @Test
    @Tag("windows")
    void theBodyWithMoreOfTheNames_comesFirst_thenTheOneWrittenLast() throws IOException {
        joined("a", "b");
        write("c", "bytes", Instant.parse("2026-01-01T00:00:00Z"));
        write("d", "bytes", Instant.parse("2026-02-01T00:00:00Z"));

        assertThat(health("d", "c", "a", "b").bodies())
                .extracting(body -> body.names().getFirst())
                .containsExactly(path("a"), path("d"), path("c"));
    }

    @Test
    @Tag("windows")
    void ofTrees_eachFileIsLookedAtByItself() throws IOException {
        Files.createDirectories(path("src/sub"));
        Files.createDirectories(path("out/sub"));
        joined("src/x", "out/x");
        write("src/sub/y", "bytes", Instant.EPOCH);
        write("out/sub/y", "bytes", Instant.EPOCH);
        write("out/z", "bytes", Instant.EPOCH);
        Group group = new Group("a", List.of(new Member.Trees(List.of(path("src"), path("out")))), 1, Optional.empty());

        List<Declared> declared = Declared.of(volumes.calls(), group, this::fail, new CancelToken());

        assertThat(declared).extracting(Declared::below).containsExactly(Path.of("sub/y"), Path.of("x"), Path.of("z"));
        assertThat(declared)
                .extracting(each ->
                        Health.of(volumes.calls(), each, new CancelToken()).verdict())
                .containsExactly(Verdict.SPLIT_SAME, Verdict.JOINED, Verdict.MISSING);
    }

    @Test
    @Tag("windows")
    void ofAPattern_whatFitsNowIsDeclared() throws IOException {
        Files.createDirectories(path("one/deep"));
        Files.createDirectories(path("two"));
        joined("one/x.ini", "two/x.ini", "one/deep/x.ini", "one/x.txt");
        Group group = new Group("a", List.of(new Member.Matching(folder, "*/x.ini")), 1, Optional.empty());

        List<Declared> declared = Declared.of(volumes.calls(), group, this::fail, new CancelToken());

        assertThat(declared).hasSize(1);
        assertThat(declared.getFirst().paths()).containsExactly(path("one/x.ini"), path("two/x.ini"));
    }

    @Test
    @Tag("windows")
    void ofAPatternThatNothingFits_nothingIsThere() {
        Group group = new Group("a", List.of(new Member.Matching(path("no"), "*.ini")), 1, Optional.empty());

        List<Declared> declared = Declared.of(volumes.calls(), group, this::fail, new CancelToken());

        assertThat(declared).hasSize(1);
        assertThat(Health.of(volumes.calls(), declared.getFirst(), new CancelToken())
                        .verdict())
                .isEqualTo(Verdict.MISSING);
    }

    private void fail(Exception unexpected) {
        throw new AssertionError(unexpected);
    }

    private Health health(String... names) {
        return health(volumes.calls(), Arrays.stream(names).map(this::path).toList());
    }

    private static Health health(FileCalls calls, List<Path> paths) {
        List<Member> members = paths.stream().<Member>map(Member.Single::new).toList();
        Group group = new Group("a", members, 1, Optional.empty());
        return Health.of(calls, new Declared(group, Path.of(""), paths), new CancelToken());
    }

    private void joined(String first, String... others) throws IOException {
        Files.writeString(path(first), "bytes");
        for (String other : others) {
            Files.createLink(path(other), path(first));
        }
    }

    private void saveByRename(String name, String bytes) throws IOException {
        Path saved = Files.writeString(path(name + "~"), bytes);
        Files.move(saved, path(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(String name, String bytes, Instant modified) throws IOException {
        Files.setLastModifiedTime(Files.writeString(path(name), bytes), FileTime.from(modified));
    }

    private Path path(String name) {
        return folder.resolve(name);
    }
}
