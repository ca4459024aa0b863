package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * One file in {@code resources/cli} for each behaviour: what is there, what is typed, what is printed, how it ends, what is
 * there afterwards. {@code {t}} stands for the folder of the test.
 */
class CommandCasesTest {

    @TempDir
    Path temp;

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
        for (String line : expected.lines("tree")) {
            make(folder, line.split(" ", 3));
        }
        List<String> args = new ArrayList<>();
        for (String line : expected.lines("args")) {
            args.add(line.replace("{t}", folder.toString()));
        }
        Ran ran = Ran.inside(args, expected.text("stdin").replace("{t}", folder.toString()), Map.of());
        assertThat(ran.out().replace(folder.toString(), "{t}")).as("out").isEqualTo(expected.text("out"));
        assertThat(ran.err().replace(folder.toString(), "{t}")).as("err").isEqualTo(expected.text("err"));
        assertThat(ran.exit())
                .as("exit")
                .isEqualTo(Integer.parseInt(expected.text("exit").strip()));
        for (String line : expected.lines("after")) {
            checkAfter(folder, line.split(" ", 2));
        }
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
            assertThat(Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS))
                    .as("names of " + words[0])
                    .isEqualTo(Integer.valueOf(words[1]));
        }
    }
}
