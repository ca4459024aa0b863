package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.group.ProjectGroups;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of declared paths, as a person sees it. */
@Timeout(120)
class GroupTest {

    @TempDir
    Path temp;

    private Path folder;
    private Path home;

    @BeforeEach
    void joinTwoNames() throws IOException {
        folder = Files.createDirectory(temp.toRealPath().resolve("files"));
        home = temp.toRealPath().resolve("home");
        Files.writeString(path("a"), "one = 1\n");
        Files.createLink(path("b"), path("a"));
    }

    @Test
    void ofASplit_itIsToldWhereAndWhatToTypeNext() throws IOException {
        declare("a", "b");
        saveByRename("a", "one = 2\n");

        Ran ran = aka("group", "status");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(plain(ran.out())).isEqualTo("""
                        conf: split, differing
                          {t}/a  8 B, TIME, file KEY
                          {t}/b  8 B, TIME, file KEY
                          the bytes differ from byte 6 on: {t}/a and {t}/b
                          aka group heal --keep ask conf
                        """);
    }

    @Test
    void keepNewest_whereBothWereWrittenInOneInstant_choosesNothing() throws IOException {
        declare("a", "b");
        saveByRename("a", "one = 2\n");
        Files.setLastModifiedTime(path("a"), Files.getLastModifiedTime(path("b")));

        Ran ran = aka("group", "heal", "--keep", "newest", "--yes");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err()).contains("which file of conf is the newest is not known");
        assertThat(path("a")).hasContent("one = 2\n");
        assertThat(path("b")).hasContent("one = 1\n");
    }

    @Test
    void keepAsk_takesTheNumberThatIsAnswered_andNothingOtherwise() throws IOException {
        assumeTrue(!aka("doctor").out().contains("portable"), "needs native calls");
        declare("a", "b");
        saveByRename("a", "one = 2\n");

        assertThat(answering("x\nn\n").exit()).isEqualTo(3);
        assertThat(path("a")).hasContent("one = 2\n");

        Ran ran = answering(numberOf("b") + "\ny\n");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("Which one is kept?");
        assertThat(path("a")).hasContent("one = 1\n");
        assertThat(path("a.aka-aside")).hasContent("one = 2\n");
        assertThat(aka("group", "status").exit()).isZero();
    }

    @Test
    void whileAFileIsOpenForWriting_nothingIsSetAside_andTheNameThatWasMadeForThatIsGoneAgain() throws IOException {
        assumeTrue(!aka("doctor").out().contains("portable"), "needs native calls");
        declare("a", "b");
        saveByRename("a", "one = 2\n");
        try (FileChannel open = FileChannel.open(path("b"), StandardOpenOption.WRITE)) {
            assertThat(open.isOpen()).isTrue();
            assertThat(aka("group", "heal", "--keep", path("a").toString(), "--yes")
                            .exit())
                    .isEqualTo(3);
        }
        assertThat(path("b")).hasContent("one = 1\n");
        assertThat(path("b.aka-aside")).doesNotExist();
    }

    @Test
    void keepAPath_ofFilesThatAreEqual_keepsThatOne_andDoesNothingTheSecondTime() throws IOException {
        assumeTrue(!aka("doctor").out().contains("portable"), "needs native calls");
        Files.writeString(path("c"), "one = 1\n");
        declare("a", "b", "c");
        Object kept = Files.readAttributes(path("c"), BasicFileAttributes.class).fileKey();
        List<String> heal = List.of("group", "heal", "--keep", path("c").toString(), "--yes");
        assertThat(aka(heal.toArray(String[]::new)).exit()).isZero();
        assertThat(Files.readAttributes(path("a"), BasicFileAttributes.class).fileKey())
                .isEqualTo(kept);
        assertThat(aka(heal.toArray(String[]::new)).exit()).isZero();
    }

    @Test
    void aCopyThatIsDeclared_isCompared_andTheCommandThatMakesItRightIsTold() throws IOException {
        Files.copy(path("a"), path("copy"));
        Ran added = aka(
                "group",
                "add",
                "conf",
                path("a").toString(),
                path("b").toString(),
                "--copy",
                path("copy").toString());
        assertThat(added.out()).isEqualTo("conf: joined, 2 names\n");
        Files.writeString(path("copy"), "one = 2\n");

        Ran ran = aka("group", "status");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(plain(ran.out())).isEqualTo("""
                        conf: joined, and a copy is not as it should be
                          {t}/a  8 B, TIME, file KEY
                          {t}/b  8 B, TIME, file KEY
                          {t}/copy  the copy differs from byte 6 on
                          cp -p {t}/a {t}/copy
                        """);
        assertThat(aka("group", "heal", "--yes").exit()).isEqualTo(3);
        assertThat(aka("group", "list").out()).contains("a copy: " + path("copy"));
    }

    @Test
    void keepAsk_withoutATerminal_isRefused() throws IOException {
        declare("a", "b");
        assertThat(aka("group", "heal", "--keep", "ask", "--yes").exit()).isEqualTo(2);
    }

    private Ran answering(String answers) {
        return Ran.inside(
                List.of("group", "heal", "--keep", "ask"),
                answers.getBytes(StandardCharsets.UTF_8),
                Map.of("AKA_HOME", home.toString()),
                new Terminals(true, false, true, false));
    }

    private String numberOf(String name) {
        String told = answering("\n").err();
        return told.lines()
                .filter(line -> line.contains(path(name) + "  "))
                .map(line -> line.strip().substring(0, 1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsSetAside_belongsToNoPattern() throws IOException {
        Files.writeString(path("b.aka-aside"), "one = 3\n");
        Files.createDirectories(home);
        Files.writeString(home.resolve("groups"), "[conf]\n" + folder + "/*\n");
        assertThat(aka("group", "status").exit()).isZero();
    }

    @Test
    void ofAWrongPartner_theNameWithTheStrangerIsTold() throws IOException {
        declare("a", "b");
        Files.move(path("b"), path("b.bak"));
        Files.writeString(path("b"), "one = 1\n");

        Ran ran = aka("group", "status");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(plain(ran.out()))
                .startsWith("conf: wrong partner, same bytes\n")
                .contains("{t}/a  8 B, TIME, file KEY, 1 other name\n")
                .endsWith("  aka names {t}/a\n");
    }

    @Test
    void inJson_eachVerdictHasItsEvidence() throws IOException {
        declare("a", "b");
        saveByRename("b", "one = 1");

        Ran ran = aka("group", "status", "--json");

        assertThat(ran.lines().get(1))
                .contains("\"event\":\"health\",\"group\":\"conf\",\"below\":null,\"verdict\":\"split-differing\"")
                .contains("\"state\":\"file\"")
                .contains("\"differsAt\":7")
                .contains("\"next\":\"aka group heal --keep ask conf\"");
        assertThat(ran.lines().get(2)).contains("\"exit\":1").contains("\"joined\":0,\"notJoined\":1");
    }

    @Test
    void aLineThatIsNoGood_isToldWithItsPlace_andTheRestIsUsed() throws IOException {
        declare("a", "b");
        Path groups = home.resolve("groups");
        Files.writeString(groups, Files.readString(groups) + "not/absolute\n");

        Ran ran = aka("group", "status");

        assertThat(ran.out()).isEqualTo("conf: joined, 2 names\n");
        assertThat(plain(ran.err()))
                .isEqualTo(
                        "aka: {h}/groups:4:1: a path here is absolute, or begins with ~/. All other lines are used.\n");
        assertThat(ran.exit()).isEqualTo(3);
    }

    @Test
    void aPathInTwoGroups_isTold() throws IOException {
        Files.createLink(path("c"), path("a"));
        declare("a", "b");
        aka("group", "add", "more", path("b").toString(), path("c").toString());

        assertThat(plain(aka("group", "status").err()))
                .startsWith("aka: warning: {t}/b is in two groups, conf and more.");
    }

    @Test
    void healing_ofPathsThatAreAllGone_isNoSuccess() throws IOException {
        declare("a", "b");
        Files.delete(path("a"));
        Files.delete(path("b"));

        Ran ran = aka("group", "heal", "--yes");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(plain(ran.err())).startsWith("aka: no path of conf leads to a file");
    }

    @Test
    void healing_ofAFileWithMoreNames_tellsThatItStaysSo() throws IOException {
        declare("a", "b");
        Files.createLink(path("c"), path("a"));

        Ran ran = aka("group", "heal", "--yes");

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("conf is one file, with more names than declared: that stays as it is");
    }

    @Test
    void healing_ofAWrongPartner_joinsTheDeclaredNames_andLeavesTheBackup() throws IOException {
        assumeTrue(!aka("doctor").out().contains("portable"), "needs native calls");
        Files.createLink(path("c"), path("a"));
        declare("a", "b", "c");
        Files.move(path("b"), path("b.bak"));
        Files.writeString(path("b"), "one = 1\n");
        Files.delete(path("c"));

        assertThat(aka("group", "heal", "--yes").exit()).isZero();

        assertThat(Files.isSameFile(path("a"), path("b"))).isTrue();
        assertThat(Files.isSameFile(path("a"), path("c"))).isTrue();
        assertThat(path("b.bak")).hasContent("one = 1");
    }

    @Test
    void theStory_vimSplits_healJoins_undoTakesItBack() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/vim")), "needs vim");
        declare("a", "b");
        // In the folder for temporary files vim makes no backups, and these are what splits.
        String settings = "set backupcopy=no backupskip=";
        Ran saved = Ran.outside(
                "/usr/bin/vim",
                List.of(
                        "-u",
                        "NONE",
                        "-N",
                        "-es",
                        "-c",
                        settings,
                        "-c",
                        "wq!",
                        path("a").toString()),
                new byte[0],
                Map.of());
        assertThat(saved.exit()).isZero();
        assertThat(aka("group", "status").exit()).isEqualTo(1);
        assertThat(Files.isSameFile(path("a"), path("b"))).isFalse();

        Ran healed = aka("group", "heal", "conf", "--yes");
        assertThat(healed.exit()).isZero();
        assertThat(aka("group", "status").exit()).isZero();
        assertThat(Files.isSameFile(path("a"), path("b"))).isTrue();

        String run = healed.err().replaceAll("(?s).*aka undo (\\w+) takes.*", "$1");
        assertThat(aka("undo", run, "--yes").exit()).isZero();
        assertThat(Files.isSameFile(path("a"), path("b"))).isFalse();
    }

    @Test
    void theGroupsOfAProject_areNotLookedAtBeforeTheyAreTrusted() throws IOException {
        Files.writeString(path(ProjectGroups.LEAF), "[conf]\na\nb\n");

        Ran before = inFolder("group", "status");
        assertThat(before.out()).isEmpty();
        assertThat(plain(before.err()))
                .contains("{t}/.aka-groups is not trusted")
                .contains("aka group trust {t}");

        assertThat(plain(inFolder("group", "trust").out())).isEqualTo("conf\n  {t}/a\n  {t}/b\n");
        assertThat(inFolder("group", "status").out()).isEqualTo("conf: joined, 2 names\n");

        Files.writeString(path(ProjectGroups.LEAF), "[conf]\nb\na\n");
        assertThat(inFolder("group", "status").out()).isEmpty();
    }

    @Test
    void theNameOfAStrangersGroup_steersNoTerminal() throws IOException {
        Files.writeString(path(ProjectGroups.LEAF), "[a\u202Eb\u200B]\na\nb\n");

        Ran ran = inFolder("group", "trust");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).doesNotContain("\u202E").doesNotContain("\u200B");
    }

    @Test
    void aStrangersGroup_thatIsCalledAsAnOption_isNoneInWhatToTypeNext() throws IOException {
        Files.writeString(path(ProjectGroups.LEAF), "[--yes]\na\nb\n");
        inFolder("group", "trust");
        saveByRename("a", "one = 1\n");

        assertThat(inFolder("group", "status").out()).endsWith("  aka group heal -- --yes\n");
        assertThat(inFolder("group", "heal", "--", "--yes").exit()).isEqualTo(2);
        assertThat(Files.isSameFile(path("a"), path("b"))).isFalse();
    }

    @Test
    void aStrangersFileThatCannotBeRead_switchesNoOwnGroupsOff() throws IOException {
        declare("a", "b");
        Files.createDirectory(path(ProjectGroups.LEAF));

        Ran ran = inFolder("group", "status");

        assertThat(ran.out()).isEqualTo("conf: joined, 2 names\n");
        assertThat(ran.err()).contains("warning").contains(ProjectGroups.LEAF);
        assertThat(ran.exit()).isZero();
    }

    @Test
    void healing_inAProject_goesThroughNoLinkThatLeadsOut() throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("b"), "one = 1\n");
        Files.createSymbolicLink(path("out"), outside);
        Files.writeString(path(ProjectGroups.LEAF), "[conf]\na\nout/b\n");
        inFolder("group", "trust");

        Ran ran = inFolder("group", "heal", "--yes");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(Files.isSameFile(path("a"), outside.resolve("b"))).isFalse();
    }

    @Test
    void healing_inAProject_joinsInFoldersBelow() throws IOException {
        assumeTrue(!aka("doctor").out().contains("portable"), "needs native calls");
        Files.createDirectories(path("x/y"));
        Files.writeString(path("x/y/c"), "one = 1\n");
        Files.writeString(path(ProjectGroups.LEAF), "[conf]\na\nb\nx/y/c\n");
        inFolder("group", "trust");

        assertThat(inFolder("group", "heal", "--yes").exit()).isZero();

        assertThat(Files.isSameFile(path("a"), path("x/y/c"))).isTrue();
        assertThat(inFolder("group", "status").exit()).isZero();
    }

    private void declare(String... names) throws IOException {
        List<String> words = new ArrayList<>(List.of("group", "add", "conf"));
        for (String name : names) {
            words.add(path(name).toString());
        }
        assertThat(aka(words.toArray(new String[0])).exit()).isZero();
    }

    private Ran aka(String... words) {
        return Ran.inside(List.of(words), "", Map.of("AKA_HOME", home.toString()));
    }

    /** Runs it in the folder, which takes a process of its own. */
    private Ran inFolder(String... words) throws IOException {
        Path err = temp.resolve("err");
        Process process = AkaProcess.builder(AkaProcess.command(words), home)
                .directory(folder.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.onExit().join().exitValue(), out, Files.readString(err));
    }

    private String plain(String printed) {
        return printed.replace(folder.toString(), "{t}")
                .replace(home.toString(), "{h}")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "TIME")
                .replaceAll("file [0-9a-f]+:[0-9a-f]+", "file KEY");
    }

    private void saveByRename(String name, String bytes) throws IOException {
        Files.move(Files.writeString(path(name + "~"), bytes), path(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path path(String name) {
        return folder.resolve(name);
    }
}
