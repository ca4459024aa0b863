package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which {@code aka dupes} prints its groups. */
@Tag("windows")
class DupesFormatTest {

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "csv", "fdupes"})
    void failIfFound_inEveryFormat_exits1(String format) throws IOException {
        makeTwoGroups();
        assertThat(dupes("--format", format, "--fail-if-found").exit()).isEqualTo(1);
        assertThat(dupes("--format", format, "--fail-if-found", "--min", "100").exit())
                .isZero();
    }

    @Test
    void json_isWhatTheOptionJsonPrints() throws IOException {
        makeTwoGroups();
        assertThat(dupes("--format", "json").out()).isEqualTo(dupes("--json").out());
    }

    @Test
    void csv_ofNothing_isTheLineOfTitles() {
        assertThat(dupes("--format", "csv").lines())
                .hasSize(1)
                .first()
                .satisfies(line -> assertThat(line).startsWith("group,body,path,"));
    }

    @Test
    void jsonAndAnotherFormat_areRefused_inJson() {
        Ran ran = dupes("--json", "--format", "csv");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.lines().get(1)).contains("--json and --format csv exclude each other");
    }

    @Test
    void verboseText_tellsTheEvidence() throws IOException {
        makeTwoGroups();
        assertThat(dupes("-v").lines())
                .filteredOn(line -> line.endsWith(" (evidence: bytes)"))
                .hasSize(2);
        assertThat(dupes().out()).doesNotContain("evidence");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts fdupes")
    void fdupes_printsTheGroupsThatFdupesPrints() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/fdupes")), "needs fdupes");
        makeTwoGroups();
        Ran peer = Ran.outside("/usr/bin/fdupes", List.of("-r", "-q", temp.toString()), new byte[0], Map.of());
        Ran ours = dupes("--format", "fdupes");
        assertThat(groups(ours.out())).hasSize(2).isEqualTo(groups(peer.out()));
        assertThat(ours.out()).endsWith("\n\n");
    }

    private void makeTwoGroups() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("folder"));
        for (String leaf : List.of("a", "b", "two words")) {
            Files.writeString(folder.resolve(leaf), "same");
        }
        Files.writeString(temp.resolve("c"), "other");
        Files.writeString(folder.resolve("d"), "other");
    }

    private Ran dupes(String... options) {
        List<String> args = new ArrayList<>(List.of("dupes", temp.toString()));
        args.addAll(List.of(options));
        return Ran.inside(args.toArray(new String[0]));
    }

    private static Set<Set<String>> groups(String printed) {
        return Arrays.stream(printed.split("\n\n", -1))
                .filter(group -> !group.isEmpty())
                .map(group -> (Set<String>) new TreeSet<>(group.lines().toList()))
                .collect(Collectors.toSet());
    }
}
