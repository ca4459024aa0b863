package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.file.RawPath;
import aka.file.RawText;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody meant to type, given to every command: a message with a code, an exit code, and nothing changed. */
class BadInputTest {

    /** Anything that can be changed is made in here: no command that acts is given a path outside. */
    @TempDir
    Path temp;

    @BeforeEach
    void makeTheTree() throws IOException, InterruptedException {
        assumeTrue(File.separatorChar == '/', "needs names that are bytes, pipes and sockets");
        Files.writeString(temp.resolve("good"), "good");
        Files.createLink(temp.resolve("good2"), temp.resolve("good"));
        Files.createDirectory(temp.resolve("folder"));
        Files.writeString(temp.resolve("folder/in"), "in");
        Files.createSymbolicLink(temp.resolve("dangling"), Path.of("nowhere"));
        Files.createSymbolicLink(temp.resolve("loop"), Path.of("loop"));
        assertThat(new ProcessBuilder("mkfifo", temp.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            Path at = Files.createTempDirectory("aka-s").resolve("s");
            socket.bind(UnixDomainSocketAddress.of(at));
            Files.move(at, temp.resolve("socket"));
            Files.delete(at.resolveSibling(""));
        }
        for (String odd : List.of("new\nline", "tab\t", "escape\033[31m", "bad\uDCFF")) {
            Files.writeString(odd(odd), "odd");
        }
    }

    private Path odd(String name) {
        return RawText.path(temp + "/" + name);
    }

    /** What is typed for the bad path, and how each command ends: exit code and problem code. */
    private record Row(String path, Map<String, String> endings) {}

    private static Row row(String path, String... endings) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < COMMANDS.size(); i++) {
            map.put(COMMANDS.get(i), endings[endings.length == 1 ? 0 : i]);
        }
        return new Row(path, map);
    }

    private static final List<String> COMMANDS = List.of(
            "info {p}",
            "names {p}",
            "same {p} {t}/good",
            "check {p} {t}/fresh",
            "link {p} {t}/fresh",
            "split {p}",
            "rm {p}",
            "list {p}",
            "dupes {p}");

    private static final String LONG = "{t}/" + "n".repeat(300);

    private static List<Row> table() {
        return List.of(
                row("", "2 WRONG_USAGE"),
                row(
                        "{t}/missing",
                        "3 MISSING",
                        "3 MISSING",
                        "3 MISSING",
                        "1 MISSING",
                        "3 MISSING",
                        "3 MISSING",
                        "3 MISSING",
                        "4 MISSING",
                        "4 MISSING"),
                row(
                        "{t}/good/below",
                        "3 NOT_A_FOLDER",
                        "3 NOT_A_FOLDER",
                        "3 NOT_A_FOLDER",
                        "1 MISSING",
                        "3 NOT_A_FOLDER",
                        "3 NOT_A_FOLDER",
                        "3 NOT_A_FOLDER",
                        "4 NOT_A_FOLDER",
                        "4 NOT_A_FOLDER"),
                row(
                        LONG,
                        "3 NAME_TOO_LONG",
                        "3 NAME_TOO_LONG",
                        "3 NAME_TOO_LONG",
                        "1 NAME_TOO_LONG",
                        "3 NAME_TOO_LONG",
                        "3 NAME_TOO_LONG",
                        "3 NAME_TOO_LONG",
                        "4 NAME_TOO_LONG",
                        "4 NAME_TOO_LONG"),
                row(
                        "{t}/folder",
                        "0",
                        "3 IS_FOLDER",
                        "1",
                        "1 IS_FOLDER",
                        "3 IS_FOLDER",
                        "3 IS_FOLDER",
                        "3 IS_FOLDER",
                        "0",
                        "0"),
                row(
                        "{t}/dangling",
                        "0",
                        "3 IS_SYMLINK",
                        "3 MISSING",
                        "1 IS_SYMLINK",
                        "3 IS_SYMLINK",
                        "3 IS_SYMLINK",
                        "0",
                        "4 MISSING",
                        "4 MISSING"),
                row(
                        "{t}/loop",
                        "0",
                        "3 IS_SYMLINK",
                        "3 TOO_MANY_LINKS",
                        "1 IS_SYMLINK",
                        "3 IS_SYMLINK",
                        "3 IS_SYMLINK",
                        "0",
                        "4 TOO_MANY_LINKS",
                        "4 TOO_MANY_LINKS"),
                row(
                        "{t}/pipe",
                        "0",
                        "3 NOT_REGULAR",
                        "1",
                        "1 NOT_REGULAR",
                        "3 NOT_REGULAR",
                        "3 NOT_REGULAR",
                        "0",
                        "4 NOT_REGULAR",
                        "4 NOT_REGULAR"),
                row(
                        "{t}/socket",
                        "0",
                        "3 NOT_REGULAR",
                        "1",
                        "1 NOT_REGULAR",
                        "3 NOT_REGULAR",
                        "3 NOT_REGULAR",
                        "0",
                        "4 NOT_REGULAR",
                        "4 NOT_REGULAR"),
                row("{t}/new\nline", "0", "0", "1", "0", "0", "0", "3 LAST_NAME", "0", "0"),
                row("{t}/tab\t", "0", "0", "1", "0", "0", "0", "3 LAST_NAME", "0", "0"),
                row("{t}/escape\033[31m", "0", "0", "1", "0", "0", "0", "3 LAST_NAME", "0", "0"),
                row("{t}/bad\uDCFF", "0", "0", "1", "0", "0", "0", "3 LAST_NAME", "0", "0"));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandGivenABadPath_endsAsWritten() {
        return table().stream()
                .flatMap(row -> row.endings().entrySet().stream()
                        .map(ending -> DynamicTest.dynamicTest(
                                ending.getKey() + " of "
                                        + RawText.of(RawText.bytes(row.path())).replaceAll("[^ -~]", "?"),
                                () -> check(ending.getKey(), row.path(), ending.getValue()))));
    }

    private void check(String command, String path, String ending) throws IOException {
        Map<String, String> before = tree();
        List<String> args = new ArrayList<>();
        for (String word : command.split(" ", -1)) {
            args.add(word.equals("{p}") ? path.replace("{t}", temp.toString()) : word.replace("{t}", temp.toString()));
        }
        // The real deed only where it is refused: this is about bad input.
        boolean refused = !ending.startsWith("0");
        if (!refused && args.getFirst().matches("rm|split|link")) {
            args.add("--dry-run");
        }

        Ran text = Ran.inside(args, "", Map.of());
        args.add("--json");
        Ran json = Ran.inside(args, "", Map.of());

        int exit = Integer.parseInt(ending.substring(0, 1));
        assertThat(text.exit()).as(text.err()).isEqualTo(exit);
        assertThat(json.exit()).as(json.out()).isEqualTo(exit);
        assertThat(json.lines().getFirst()).startsWith("{\"event\":\"start\"");
        assertThat(json.lines().getLast()).startsWith("{\"event\":\"summary\",\"exit\":" + exit + ",");
        if (ending.length() > 1) {
            assertThat(json.out()).contains("\"code\":\"" + ending.substring(2) + "\"");
            assertThat(exit == 1 ? text.out() : text.err()).isNotEmpty();
        }
        assertThat(text.out() + text.err()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(tree()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"split {t}/good", "rm {t}/good", "rm -r --yes {t}/folder", "list {t}", "dupes {t}", "doctor {t}"
            })
    void commandBesideALeftover_namesItWithAWayOut(String command) throws IOException {
        Path left = Files.writeString(temp.resolve(".aka-" + "0123456789abcdef".repeat(2) + ".rm.lost"), "bytes");

        Ran ran = Ran.inside(command.replace("{t}", temp.toString()).split(" ", -1));

        assertThat(ran.err()).contains("warning: " + left + " was left behind by a run of aka that was cut off");
        assertThat(ran.err()).contains("then rename it back or remove it with aka rm");
        assertThat(left).hasContent("bytes");
    }

    /** Returns every entry with what would tell of a change. */
    private Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(temp)) {
            for (Path path : paths.toList()) {
                Map<String, Object> facts = Files.readAttributes(
                        path, "unix:ino,mode,nlink,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
                tree.put(RawText.of(RawPath.bytes(path)), new TreeMap<>(facts).toString());
            }
        }
        return tree;
    }
}
