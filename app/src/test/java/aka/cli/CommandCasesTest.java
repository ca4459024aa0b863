package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.file.Leaf;
import aka.link.Volumes;
import aka.os.Body;
import aka.os.Folder;
import aka.os.SystemCommand;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * One file in {@code resources/cli} for each behaviour: what is there, what is typed, what is printed, how it ends, what is
 * there afterwards. With {@code -Daka.program=PATH} it is that program that is run, each time in a process of its own. {@code {t}} stands for the folder of the test, {@code {run}} for the last run that a command of {@code
 * before} can be taken back by, {@code {id}} for any other, {@code {ln -s}} for what makes a symbolic link. What is not there on every system is in the section {@code needs}.
 */
@Tag("windows")
class CommandCasesTest {

    private static final boolean WINDOWS =
            FileSystems.getDefault().getSeparator().equals("\\");

    private static final Pattern ERROR = Pattern.compile(" \\([A-Z_]+ (0x)?[0-9A-Fa-f]+\\)");

    private static final String ROUTE = route();

    /** An aka that was unpacked, which is asked instead of this one; or null. */
    private static final @Nullable String PROGRAM = System.getProperty("aka.program");

    @TempDir(factory = JoinableTemp.class)
    Path temp;

    private static String route() {
        try (Volumes volumes = Volumes.open()) {
            return volumes.calls().route();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCase() throws IOException, URISyntaxException {
        Path cases = Path.of(Objects.requireNonNull(CommandCasesTest.class.getResource("/cli"))
                .toURI());
        List<Path> files;
        try (Stream<Path> listed = Files.list(cases)) {
            files = listed.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(20);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private void check(Path file) throws IOException {
        Path folder = Files.createDirectory(temp.resolve(file.getFileName().toString()));
        CaseFile expected = CaseFile.read(file);
        for (String need : expected.lines("needs")) {
            assumeTrue(isThere(need), "needs " + need);
        }
        for (String line : expected.lines("tree")) {
            make(folder, line.split(" ", 3));
        }
        Session session = new Session(folder, temp.resolve(file.getFileName() + ".home"));
        for (String line : expected.lines("before")) {
            session.prepare(line);
        }
        Ran ran = session.run(expected);
        assertThat(session.plain(ran.out())).as("out").isEqualTo(onThisSystem(expected.text("out")));
        assertThat(session.plain(ran.err())).as("err").isEqualTo(onThisSystem(expected.text("err")));
        assertThat(ran.exit())
                .as("exit")
                .isEqualTo(Integer.parseInt(expected.text("exit").strip()));
        for (String line : expected.lines("after")) {
            checkAfter(folder, line.split(" ", 2));
        }
    }

    /** Returns whether this system has what some cases need. */
    private boolean isThere(String need) throws IOException {
        return switch (need) {
            case "Windows" -> WINDOWS;
            case "native calls" -> !ROUTE.equals("portable");
            case "symbolic links" -> hasSymbolicLinks();
            case "names that go at once" -> namesGoAtOnce(false);
            case "names of locked files that go at once" -> namesGoAtOnce(true);
            case "times of birth that stay" -> timesOfBirthStay();
            default -> throw new IllegalArgumentException(need);
        };
    }

    /**
     * Older Windows, and Wine 8, show the name of an open file until it is closed; Wine 10 does as long as the file is locked. What
     * came free then cannot be told in time.
     */
    private boolean namesGoAtOnce(boolean locked) throws IOException {
        Files.writeString(temp.resolve("goes"), "x");
        Leaf leaf = Leaf.of("goes");
        try (Volumes volumes = Volumes.open();
                Folder folder = volumes.calls().openFolder(temp);
                Body body = folder.openBody(leaf.bytes())) {
            if (locked) {
                assertThat(body.tryLock()).isTrue();
            }
            folder.unlink(leaf);
            return body.facts().linkCount().equals(OptionalInt.of(0));
        }
    }

    /** Wine takes the time of the last change for that of birth. */
    private boolean timesOfBirthStay() throws IOException {
        Path file = Files.writeString(temp.resolve("born"), "x");
        Object before = Files.getAttribute(file, "creationTime");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        boolean stays = Files.getAttribute(file, "creationTime").equals(before);
        Files.delete(file);
        return stays;
    }

    /** Windows wants a right for them; Wine may say that it made one, and has not. */
    private boolean hasSymbolicLinks() throws IOException {
        Path link = temp.resolve("tried");
        try {
            Files.createSymbolicLink(link, temp);
        } catch (FileSystemException refused) {
            return false;
        }
        return Files.deleteIfExists(link);
    }

    private static void make(Path folder, String[] words) throws IOException {
        Path path = folder.resolve(words[1]);
        switch (words[0]) {
            case "file" -> Files.writeString(path, words[2], StandardCharsets.UTF_8);
            case "folder" -> Files.createDirectories(path);
            case "link" -> Files.createLink(path, folder.resolve(words[2]));
            case "symlink" -> Files.createSymbolicLink(path, Path.of(words[2]));
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    /** {@code a 2} is a file with two names, {@code a -} is nothing. */
    private static void checkAfter(Path folder, String[] words) throws IOException {
        Path path = folder.resolve(words[0]);
        if (words[1].equals("-")) {
            assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                    .as(words[0])
                    .isFalse();
        } else {
            assertThat(names(path, folder)).as("names of " + words[0]).isEqualTo(Integer.parseInt(words[1]));
        }
    }

    /** Returns how many names a file has; those in the folder of the test, where the JDK cannot tell. */
    private static int names(Path path, Path folder) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return (int) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        }
        int names = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path other : all.toList()) {
                names += Files.isSameFile(path, other) ? 1 : 0;
            }
        }
        return names;
    }

    /** Numbers of errors are left out where they are others, and commands have their names here. */
    private static String onThisSystem(String expected) {
        String said = expected.replace("{ln -s}", SystemCommand.MAKE_SYMBOLIC_LINK.toString());
        return WINDOWS ? ERROR.matcher(said).replaceAll("") : said;
    }

    /** Commands of one case, one after the other, with a state folder of their own. */
    private static final class Session {

        private static final Pattern WAY_BACK = Pattern.compile("aka undo ([0-9a-f]{8}) takes");
        private static final Pattern ID = Pattern.compile("\\b(?!01234567)([0-9a-f]{32}|[0-9a-f]{8})\\b");
        private static final Pattern TIME =
                Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z?");

        private final Path folder;
        private final Path home;
        private String run = "no-run-yet";

        Session(Path folder, Path home) {
            this.folder = folder;
            this.home = home;
        }

        /** Runs a command whose output is not looked at, but for the run that it tells of. */
        void prepare(String line) throws IOException {
            String[] words = filled(line).split(" ", -1);
            if (words[0].equals("write")) {
                Files.writeString(Path.of(words[1]), words[2]);
                return;
            }
            Ran ran = run(List.of(words), new byte[0], false);
            assertThat(ran.exit()).as(line + "\n" + ran).isZero();
            Matcher told = WAY_BACK.matcher(ran.err());
            if (told.find()) {
                run = told.group(1);
            }
        }

        Ran run(CaseFile expected) throws IOException {
            List<String> args =
                    expected.lines("args").stream().map(this::filled).toList();
            byte[] stdin = filled(expected.text("stdin")).getBytes(StandardCharsets.UTF_8);
            return run(args, stdin, expected.text("terminal").equals("yes\n"));
        }

        private Ran run(List<String> args, byte[] stdin, boolean terminal) throws IOException {
            if (PROGRAM == null) {
                return Ran.inside(args, stdin, environment(), new Terminals(terminal, false, terminal));
            }
            assumeFalse(terminal, "needs a terminal");
            return Ran.outside(PROGRAM, args, stdin, environment());
        }

        /** What differs from one time to the next gives way to a word. */
        String plain(String printed) {
            String plain = printed.replace(folder.toString(), "{t}").replace(home.toString(), "{home}");
            plain = plain.replace("\r\033[K", "");
            plain = WINDOWS ? ERROR.matcher(plain.replace('\\', '/')).replaceAll("") : plain;
            plain = plain.replace(run, "{run}");
            plain = TIME.matcher(plain).replaceAll("{time}");
            return ID.matcher(plain).replaceAll("{id}");
        }

        private Map<String, String> environment() {
            return Map.of("AKA_HOME", home.toString());
        }

        private String filled(String text) {
            return text.replace("{t}", folder.toString()).replace("{run}", run);
        }
    }
}
