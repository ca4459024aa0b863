package aka.journal;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.BodyMetadata.Treatment;
import aka.os.MetadataPart;
import aka.plan.LineWords;
import aka.plan.PlanFile;
import aka.plan.RandomValues;
import aka.plan.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/journal.md} and {@code docs/plan.md} speak of every key and every word that is written. */
class FormatPageTest {

    private static final Pattern KEY = Pattern.compile("\"([A-Za-z]+)\":");
    private static final Pattern QUOTED = Pattern.compile("`\"?([A-Za-z-]+)\"?`");

    @TempDir
    Path temp;

    private static Set<String> words(String... pages) throws IOException {
        Set<String> words = new TreeSet<>();
        for (String page : pages) {
            Matcher quoted = QUOTED.matcher(Files.readString(Path.of("..", "docs", page)));
            while (quoted.find()) {
                words.add(quoted.group(1));
            }
        }
        return words;
    }

    private static Set<String> keys(byte[] lines) {
        Set<String> keys = new TreeSet<>();
        Matcher key = KEY.matcher(new String(lines, StandardCharsets.UTF_8));
        while (key.find()) {
            // The rule for keys that end so is told once for all.
            keys.add(key.group(1).replaceFirst("(Bytes|Lasts)$", ""));
        }
        return keys;
    }

    @Test
    void journalPage_tellsOfEveryKey() throws Exception {
        RecordWriter writer = new RecordWriter(RunId.random(), 0, 0);
        for (long seed = 0; seed < 20; seed++) {
            new RandomRecords(seed).all(RunId.random(), 100).forEach(writer::write);
        }
        writer.resumed(Instant.EPOCH, 5);
        byte[] lines = new byte[writer.lines().waitingBytes()];
        writer.lines().waiting().get(lines);
        Set<String> told = words("journal.md");
        Set<String> keys = keys(lines);
        assertThat(keys).hasSizeGreaterThan(50);
        assertThat(keys.stream().filter(key -> !told.contains(key) && !told.contains(key + "Bytes")))
                .isEmpty();
    }

    @Test
    void journalPage_tellsOfEveryWord() throws Exception {
        Stream<Enum<?>> constants = Stream.of(
                        RecordKind.values(), StepReason.values(), RunOutcome.values(), Treatment.values())
                .flatMap(Stream::of);
        assertThat(words("journal.md"))
                .containsAll(constants.map(LineWords::word).toList())
                .containsAll(
                        Stream.of(MetadataPart.values()).map(MetadataPart::word).toList())
                .contains("replace", "split", "share", "create", "unlink", "create-folder", "remove-folder");
    }

    @Test
    void planPage_tellsOfEveryKey() throws Exception {
        Path plan = temp.resolve("plan");
        PlanFile.save(new RandomValues(3, 2).plan(200), plan);
        Set<String> told = words("journal.md", "plan.md");
        Set<String> keys = keys(Files.readAllBytes(plan));
        assertThat(keys).hasSizeGreaterThan(30);
        assertThat(keys.stream().filter(key -> !told.contains(key) && !told.contains(key + "Bytes")))
                .isEmpty();
    }
}
