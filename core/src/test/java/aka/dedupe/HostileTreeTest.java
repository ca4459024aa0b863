package aka.dedupe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.file.Name;
import aka.file.RawPath;
import aka.os.CancelToken;
import aka.os.FileCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the finder against a computation in another language, on trees made to be misread. */
class HostileTreeTest {

    private static final Path BENCH =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("bench");
    private static final int SEEDS = 3;

    @TempDir
    Path folder;

    static Stream<Arguments> routesAndSeeds() {
        return Routes.all()
                .flatMap(route -> IntStream.rangeClosed(1, SEEDS).mapToObj(seed -> Arguments.of(route, seed)));
    }

    @ParameterizedTest
    @MethodSource("routesAndSeeds")
    void find_onAHostileTree_agreesWithTheCountInPython(Supplier<FileCalls> route, int seed) throws Exception {
        assumeTrue(hasPython(), "python3 is not installed, and the tree and the count are made by it");
        Path top = folder.resolve("top");
        List<Path> roots = List.of(top.resolve("one"), top.resolve("two"));
        python(BENCH.resolve("hostile_tree.py"), "--seed", Integer.toString(seed), top.toString());
        Duplicates found;
        boolean knowsAllocation;
        try (FileCalls calls = route.get()) {
            knowsAllocation = calls.facts(roots.getFirst()).allocatedBytes().isPresent();
            found = Search.in(calls, roots, FinderListener.NONE, new CancelToken())
                    .result();
        }
        List<String> expected = python(
                BENCH.resolve("count_dupes.py"),
                knowsAllocation ? "--exact" : "--estimate",
                roots.getFirst().toString(),
                roots.getLast().toString());
        assertThat(lines(found)).containsExactlyElementsOf(expected);
        assertThat(found.groups()).hasSizeGreaterThan(40);
        assertThat(found.count().reclaimableEstimated()).isNotEqualTo(knowsAllocation);
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException notFound) {
            return false;
        }
    }

    private List<String> python(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", script.toString()));
        command.addAll(List.of(arguments));
        Path errors = folder.resolve("errors");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectError(errors.toFile())
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> errorsIn(errors)).isZero();
        return Files.readAllLines(output);
    }

    private static String errorsIn(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Returns the result in the very lines that the script prints. */
    private static List<String> lines(Duplicates found) {
        List<String> lines = new ArrayList<>();
        for (Group group : found.groups()) {
            lines.add("{\"sizeBytes\": %d, \"redundantBytes\": %d, \"reclaimableBytes\": %d, \"bodies\": [%s]}"
                    .formatted(
                            group.sizeBytes(),
                            group.redundantBytes(),
                            group.reclaimableBytes(),
                            joined(group.bodies().stream().map(HostileTreeTest::line))));
        }
        lines.add("{\"files\": %d, \"names\": %d, \"groups\": %d, \"redundantBytes\": %d, \"reclaimableBytes\": %d}"
                .formatted(
                        found.count().filesSeen(),
                        found.count().namesSeen(),
                        found.groups().size(),
                        found.count().redundantBytes(),
                        found.count().reclaimableBytes()));
        return lines;
    }

    private static String line(GroupBody body) {
        return "{\"complete\": %s, \"names\": [%s]}"
                .formatted(body.complete(), joined(body.names().stream().map(HostileTreeTest::quoted)));
    }

    private static String quoted(Name name) {
        return '"' + Base64.getEncoder().encodeToString(RawPath.bytes(name.path())) + '"';
    }

    private static String joined(Stream<String> parts) {
        return String.join(", ", parts.toList());
    }
}
