package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen on a real terminal: one that script(1) makes. */
class TerminalTest {

    /** Holes that are read take a while, and no room. */
    private static final long SIZE_BYTES = 2L << 30;

    private static final Pattern UPDATE = Pattern.compile("\r(comparing [^\033]*)\033\\[K");

    @TempDir
    Path temp;

    @BeforeEach
    void makeTheTree() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs script, for a terminal");
        for (String leaf : List.of("a", "b")) {
            try (RandomAccessFile file = new RandomAccessFile(temp.resolve(leaf).toFile(), "rw")) {
                file.setLength(SIZE_BYTES);
            }
        }
    }

    @Test
    void progress_isOverwrittenInPlace_andGoneBeforeTheResults() throws Exception {
        // Without the catalogue: a library of the tests lets SQLite write of its logging to the terminal.
        String seen = onTerminal("80", "dupes", "--no-catalog", temp.toString());
        assertThat(UPDATE.matcher(seen).results().map(update -> update.group(1)))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(line -> assertThat(line)
                        .hasSizeLessThan(80)
                        .matches("comparing \\d+ %: [02] of 2 files, .* of 4\\.0 GiB.*"));
        assertThat(seen.substring(seen.lastIndexOf("comparing"))).contains("\033[K\r\033[K\033[1m2 equal files");
    }

    @Test
    void progressNever_showsNone() throws Exception {
        assertThat(onTerminal("80", "dupes", "--progress", "never", temp.toString()))
                .doesNotContain("comparing")
                .contains("2 equal files");
    }

    @Test
    void progress_withErrorsToAFile_isNotShown() throws Exception {
        Path errors = temp.resolveSibling(temp.getFileName() + ".errors");
        onTerminal("80", "dupes", temp.toString(), "2>" + errors);
        assertThat(errors).content().doesNotContain("comparing").contains("1 group of equal files");
        Files.delete(errors);
    }

    /** The plain JDK reads holes; words that begin with a digit are the shell's. */
    private String onTerminal(String columns, String... args) throws Exception {
        List<String> words = new ArrayList<>(AkaProcess.command(args));
        String command = words.stream()
                .map(word -> word.startsWith("2>") ? word : "'" + word + "'")
                .collect(Collectors.joining(" "));
        ProcessBuilder builder = AkaProcess.builder(
                List.of("script", "-qec", "stty cols " + columns + "; exec " + command, "/dev/null"));
        builder.environment().put("AKA_CALLS", "portable");
        builder.environment().remove("NO_COLOR");
        builder.environment().put("TERM", "xterm");
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String seen = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(seen).isZero();
        return seen;
    }
}
