package aka.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.file.RawPath;
import aka.file.RawText;
import aka.group.GroupsText.Flaw;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsTextTest {

    private static final Path HOME = Path.of("/home/me").toAbsolutePath();
    private static final Path PROJECT = Path.of("/work/project").toAbsolutePath();

    @Test
    void aGroup_isAHeadAndItsPaths() {
        GroupsText text = own("# settings", "[app config]", "", "/opt/legacy/app.ini", "  ~/.config/app.ini  ");

        assertThat(text.flaws()).isEmpty();
        assertThat(text.groups()).hasSize(1);
        assertThat(text.groups().getFirst().name()).isEqualTo("app config");
        assertThat(text.groups().getFirst().line()).isEqualTo(2);
        assertThat(text.groups().getFirst().members())
                .containsExactly(
                        new Member.Single(Path.of("/opt/legacy/app.ini")),
                        new Member.Single(HOME.resolve(".config/app.ini")));
    }

    @Test
    void aSecondHeadOfThatName_goesOnWithTheGroup() {
        GroupsText text = own("[a]", "/1", "[b]", "/2", "[a]", "/3");

        assertThat(text.groups()).extracting(Group::name).containsExactly("a", "b");
        assertThat(text.groups().getFirst().members()).hasSize(2);
    }

    @Test
    void aPattern_isSplitWhereItBegins() {
        assertThat(only("[a]", "/work/*/x/[ab].txt")).isEqualTo(new Member.Matching(Path.of("/work"), "*/x/[ab].txt"));
        assertThat(only("[a]", "/*.txt")).isEqualTo(new Member.Matching(Path.of("/"), "*.txt"));
    }

    @Test
    void whatIsInQuotes_isNoPattern() {
        assertThat(only("[a]", "\"/work/*/[x]\"")).isEqualTo(new Member.Single(Path.of("/work/*/[x]")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/** <-> ~/b/**", "/a/**<->~/b/**", "/a/** \u2194 ~/b/**", "\"/a/**\" <-> \"~/b/**\""})
    void trees_areFoldersOfWhichEachFileIsOne(String line) {
        Member trees = only("[a]", line);

        assertThat(trees).isEqualTo(new Member.Trees(List.of(Path.of("/a"), HOME.resolve("b"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no/root | 1 | a path here is absolute, or begins with ~/",
                "mend = same | 1 | 'mend' is no setting; a path that looks like one goes in quotes",
                "heal = often | 8 | 'heal' is ask, same or newest",
                "copy = /a/* | 8 | a copy is one path, no pattern",
                "copy = a <-> b | 1 | 'copy' takes one value",
                "/a/** <-> /b | 11 | both sides of <-> are folders, and end with /**",
                "/a/** <-> | 10 | here is a path missing",
                "/a/*/** <-> /b/** | 1 | a side of <-> is one folder: no pattern before /**",
                "\"/a | 1 | no \" ends this path",
                "\"/a\" b | 6 | after a path in quotes comes nothing, or <->",
                "\"/a\\q\" | 4 | after a \\ comes \\, \", n, t, or x and two hexadecimal digits",
                "/a/[b | 4 | bad pattern '[b': no ] for the [ at character 1",
            })
    void aBadLine_isToldWithItsPlace_andTheRestIsUsed(String line, int column, String message) {
        GroupsText text = own("[a]", "/1", line, "/2");

        assertThat(text.flaws()).containsExactly(new Flaw(3, column, message));
        assertThat(text.groups().getFirst().members()).hasSize(2);
    }

    @Test
    void pathsBelowABadHead_belongToNoGroup_andThatIsToldOnce() {
        GroupsText text = own("[a]", "/1", "[b", "/2", "/3", "[c]", "/4");

        assertThat(text.flaws()).containsExactly(new Flaw(3, 1, "no ] for this ["));
        assertThat(text.groups()).extracting(Group::name).containsExactly("a", "c");
        assertThat(text.groups().getFirst().members()).hasSize(1);
    }

    @Test
    void aControlCharacter_isRefusedOutsideQuotes() {
        assertThat(own("[a]", "/x\u0007y").flaws())
                .containsExactly(new Flaw(2, 3, "a control character: write it in a path in quotes, as \\x07"));
    }

    @Test
    void aFileOfWindows_isRead() {
        GroupsText text =
                GroupsText.of("\uFEFF[a]\r\n/1\r\n/2\r\n".getBytes(StandardCharsets.UTF_8), MemberPlaces.of(HOME));

        assertThat(text.flaws()).isEmpty();
        assertThat(text.groups().getFirst().members()).contains(new Member.Single(Path.of("/2")));
    }

    @Test
    void aFileOfAHundredMegabytes_isNotRead() {
        byte[] long0 = new byte[GroupsText.BYTES_MOST + 1];
        Arrays.fill(long0, (byte) '\n');

        assertThat(GroupsText.of(long0, MemberPlaces.of(HOME)).flaws())
                .containsExactly(new Flaw(1, 1, "it is longer than 4 MiB: not read"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../x",
                "a/../../x",
                "a/./b",
                "a/..",
                "\"..\"",
                "\"a/\\x2e./b\"",
                "../** <-> b/**",
                "../*"
            })
    void aProjectsFile_namesNothingOutsideItsFolder(String line) {
        GroupsText text = inProject("[a]", line);

        assertThat(text.flaws()).hasSize(1);
        assertThat(text.groups()).isEmpty();
    }

    @Test
    void aProjectsFile_beginsInItsFolder() {
        GroupsText text = inProject("[a]", "x/y", "~/z", "*.txt");

        assertThat(text.flaws()).isEmpty();
        assertThat(text.groups().getFirst().members())
                .containsExactly(
                        new Member.Single(PROJECT.resolve("x/y")),
                        new Member.Single(PROJECT.resolve("~/z")),
                        new Member.Matching(PROJECT, "*.txt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a b",
                "/ends ",
                "/a\nb",
                "/a\u0001b",
                "/[x]",
                "/a*",
                "/a <-> b",
                "/quote\"d",
                "/back\\slash",
                "/caf\u00e9",
                "/\u2028",
                "/tab\there",
                "/\ud83d\ude00",
                "/#x"
            })
    void aPathThatIsAdded_isReadAsThatVeryPath(String path) {
        assertReadBack(Path.of(path));
    }

    @Test
    void aPathThatIsNoText_isReadAsThatVeryPath() {
        assumeTrue(RawPath.pathsAreBytes(), "needs a system whose paths are bytes");
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] raw = new byte[2 + random.nextInt(12)];
            random.nextBytes(raw);
            raw[0] = '/';
            raw[raw.length - 1] = 'x';
            for (int at = 1; at < raw.length; at++) {
                raw[at] = raw[at] == 0 || raw[at] == '/' ? (byte) 'x' : raw[at];
            }
            assertReadBack(RawPath.path(raw));
        }
    }

    private static void assertReadBack(Path path) {
        byte[] raw = GroupsText.added(new byte[0], "a", List.of(path), List.of());
        GroupsText text = GroupsText.of(raw, MemberPlaces.of(HOME));

        assertThat(text.flaws()).isEmpty();
        assertThat(text.groups().getFirst().members()).containsExactly(new Member.Single(path));
        assertThat(new String(raw, StandardCharsets.UTF_8)).hasLineCount(2);
    }

    @Test
    void garbage_isNeverMoreThanFlaws() {
        Random random = new Random(2);
        String letters = "[]ab/*?{},\"\\<->~# =\n\r\t\u0000\u00ff\u2194";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40), 0, letters.length()).forEach(at -> text.append(letters.charAt(at)));
            byte[] raw = text.toString().getBytes(i % 2 == 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);

            GroupsText own = GroupsText.of(raw, MemberPlaces.of(HOME));
            GroupsText project = GroupsText.of(raw, MemberPlaces.inside(PROJECT));

            assertThat(own.flaws().size() + own.groups().size()).isNotNegative();
            assertThat(project.groups())
                    .allSatisfy(group -> assertThat(group.members()).allSatisfy(GroupsTextTest::assertInside));
        }
    }

    private static void assertInside(Member member) {
        List<Path> paths = switch (member) {
            case Member.Single single -> List.of(single.path());
            case Member.Matching matching -> List.of(matching.top());
            case Member.Trees trees -> trees.tops();
        };
        assertThat(paths)
                .allSatisfy(
                        path -> assertThat(path.normalize().startsWith(PROJECT)).isTrue());
    }

    @Test
    void without_takesAGroupOutAndLeavesAllElseAsItIs() {
        String before = "# mine\n[a]\n/1\n/2\n\n[b]\n/3\n[a]\n/4\n[c]\n/5";

        assertThat(new String(GroupsText.without(before.getBytes(StandardCharsets.UTF_8), "a"), StandardCharsets.UTF_8))
                .isEqualTo("# mine\n[b]\n/3\n[c]\n/5");
    }

    @Test
    void without_leavesWhatStandsAboveTheNextGroup_andTheMarkOfWindows() {
        String before = "\uFEFF[a]\n/1\n# of a\n/2\n\n# about b\n[b]\n/3\n";

        assertThat(new String(GroupsText.without(before.getBytes(StandardCharsets.UTF_8), "a"), StandardCharsets.UTF_8))
                .isEqualTo("\uFEFF# about b\n[b]\n/3\n");
    }

    @Test
    void aNameThatIsNoText_isKept() {
        String name = RawText.of(new byte[] {'c', (byte) 0xE9});
        byte[] raw = GroupsText.added(new byte[0], name, List.of(Path.of("/1")), List.of());

        assertThat(GroupsText.of(raw, MemberPlaces.of(HOME)).group(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/x/..", "/x/.", "~/.."})
    void aPathThatCanBeAFolderOnly_isRefused(String path) {
        assertThat(own("[a]", path).flaws()).hasSize(1);
    }

    @Test
    void aPatternOfThousandsOfBraces_isRefused() {
        assertThat(own("[a]", "/" + "{".repeat(3_000) + "}".repeat(900)).flaws())
                .containsExactly(new Flaw(2, 1, "this pattern is too long, or has too many {"));
    }

    @Test
    void theRoot_isATree() {
        assertThat(only("[a]", "/** <-> /copy/**"))
                .isEqualTo(new Member.Trees(List.of(Path.of("/"), Path.of("/copy"))));
    }

    @Test
    void added_toALineThatBreaksOff_beginsItsOwn() {
        byte[] before = "[a]\n/1".getBytes(StandardCharsets.UTF_8);
        byte[] more = GroupsText.added(before, "b", List.of(Path.of("/2")), List.of());

        assertThat(new String(more, StandardCharsets.UTF_8)).isEqualTo("\n\n[b]\n/2\n");
    }

    @ParameterizedTest
    @CsvSource({
        "app config, true",
        "a]b, false",
        "'', false",
        "' a', false",
        "'a\tb', true",
        "'a\nb', false",
        "[x, true"
    })
    void isName_isWhatCanBeReadAgain(String name, boolean good) {
        assertThat(GroupsText.isName(name)).isEqualTo(good);
    }

    private static Member only(String... lines) {
        GroupsText text = own(lines);
        assertThat(text.flaws()).isEmpty();
        return text.groups().getFirst().members().getFirst();
    }

    @Test
    void whatIsHealedUnasked_isSaidInAPersonsOwnFileOnly_andOnce() {
        GroupsText text = own("[a]", "/1", "heal = newest", "heal = same");
        assertThat(text.groups().getFirst().heal()).isEqualTo(AutoHeal.NEWEST);
        assertThat(text.flaws())
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.line()).isEqualTo(4));

        byte[] project = "[a]\nx\ny\nheal = newest\n".getBytes(StandardCharsets.UTF_8);
        GroupsText stranger = GroupsText.of(project, MemberPlaces.inside(Path.of("/project")));
        assertThat(stranger.groups().getFirst().heal()).isEqualTo(AutoHeal.ASK);
        assertThat(stranger.flaws()).hasSize(1);
    }

    @Test
    void aCopy_isOneOfAPathThatIsDeclaredByItself() {
        GroupsText text = own("[a]", "/1", "copy = \"/x = y\"", "[b]", "/f/** <-> /g/**", "copy = /2");
        assertThat(text.groups().get(0).copies()).containsExactly(Path.of("/x = y"));
        assertThat(text.groups().get(1).copies()).isEmpty();
        assertThat(text.flaws())
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.line()).isEqualTo(6));
    }

    @Test
    void aCopyOfAProject_staysInIt() {
        byte[] project = "[a]\nx\ncopy = ../y\n".getBytes(StandardCharsets.UTF_8);
        GroupsText stranger = GroupsText.of(project, MemberPlaces.inside(Path.of("/project")));
        assertThat(stranger.groups().getFirst().copies()).isEmpty();
        assertThat(stranger.flaws()).hasSize(1);
    }

    private static GroupsText own(String... lines) {
        return GroupsText.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), MemberPlaces.of(HOME));
    }

    private static GroupsText inProject(String... lines) {
        return GroupsText.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), MemberPlaces.inside(PROJECT));
    }
}
