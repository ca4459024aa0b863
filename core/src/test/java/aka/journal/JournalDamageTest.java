package aka.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.LineWriter;
import aka.plan.RunId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A journal is damaged in every way there is. What is before the damage is told still, and that there is some, too. */
class JournalDamageTest {

    private final RunId run = RunId.random();
    private List<JournalRecord> records = List.of();
    private byte[] whole = new byte[0];

    /** Where each line ends, behind its newline. */
    private final List<Integer> ends = new ArrayList<>();

    /** How many records are told by the lines up to each. */
    private final List<Integer> toldBy = new ArrayList<>();

    @BeforeEach
    void write() throws Exception {
        records = new RandomRecords(11).all(run, 10);
        MemoryMedium medium = new MemoryMedium();
        Journal journal = Journal.over(medium, (JournalRecord.Began) records.getFirst());
        for (JournalRecord record : records.subList(1, records.size())) {
            journal.write(record);
        }
        journal.force();
        whole = medium.bytes();
        int told = 0;
        for (int i = 0; i < whole.length; i++) {
            if (whole[i] == '\n') {
                int start = ends.isEmpty() ? 0 : ends.getLast();
                String line = new String(whole, start, i - start, StandardCharsets.ISO_8859_1);
                told += line.contains("\"type\":\"meta\"") ? 0 : 1;
                ends.add(i + 1);
                toldBy.add(told);
            }
        }
        assertThat(told).isEqualTo(records.size());
        assertThat(ends.size()).isGreaterThan(records.size());
    }

    /** Returns how many records are told by the lines that end at or before a place. */
    private int toldBefore(int place) {
        int told = 0;
        for (int i = 0; i < ends.size() && ends.get(i) <= place; i++) {
            told = toldBy.get(i);
        }
        return told;
    }

    @Test
    void read_ofAJournalCutAtAnyByte_tellsWhatIsBeforeAndThatItIsTorn() throws Exception {
        List<String> expected = words(records);
        for (int cut = 0; cut <= whole.length; cut++) {
            Reading reading = MemoryMedium.read(run, Arrays.copyOf(whole, cut));
            assertThat(words(reading.records())).isEqualTo(expected.subList(0, toldBefore(cut)));
            assertThat(reading.flaws()).isEmpty();
            assertThat(reading.torn()).isEqualTo(cut > 0 && !ends.contains(cut));
        }
    }

    @Test
    void read_ofAJournalWithAFlippedBitAnywhere_tellsWhatIsBeforeAndThatThereIsDamage() throws Exception {
        List<String> expected = words(records);
        Random random = new Random(5);
        for (int place = 0; place < whole.length; place++) {
            byte[] damaged = whole.clone();
            damaged[place] ^= (byte) (1 << random.nextInt(8));
            Reading reading = MemoryMedium.read(run, damaged);
            List<String> told = words(reading.records());
            int before = toldBefore(place);
            assertThat(told.subList(0, before)).isEqualTo(expected.subList(0, before));
            assertThat(expected).containsSubsequence(told);
            assertThat(told.size()).isGreaterThanOrEqualTo(expected.size() - 3);
            assertThat(reading.torn() || !reading.flaws().isEmpty())
                    .as("damage at %d is told", place)
                    .isTrue();
        }
    }

    @Test
    void read_withoutALine_tellsThatItIsMissing() throws Exception {
        for (int i = 0; i + 1 < ends.size(); i++) {
            int start = i == 0 ? 0 : ends.get(i - 1);
            byte[] shorter = new byte[whole.length - (ends.get(i) - start)];
            System.arraycopy(whole, 0, shorter, 0, start);
            System.arraycopy(whole, ends.get(i), shorter, start, shorter.length - start);
            assertThat(MemoryMedium.read(run, shorter).flaws())
                    .isNotEmpty()
                    .first()
                    .satisfies(flaw -> {
                        assertThat(flaw.words()).contains("missing");
                        assertThat(flaw.offset()).isEqualTo(start);
                    });
        }
    }

    @Test
    void read_ofALineThatIsThereTwice_countsItOnce() throws Exception {
        int second = ends.get(1);
        byte[] twice = new byte[whole.length + second - ends.get(0)];
        System.arraycopy(whole, 0, twice, 0, second);
        System.arraycopy(whole, ends.get(0), twice, second, whole.length - ends.get(0));
        Reading reading = MemoryMedium.read(run, twice);
        assertThat(reading.records()).hasSameSizeAs(records);
        assertThat(reading.flaws())
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.lineNumber()).isEqualTo(3));
    }

    @Test
    void read_ofAnotherRunsJournal_tellsNothing() throws Exception {
        Reading reading = MemoryMedium.read(RunId.random(), whole);
        assertThat(reading.records()).isEmpty();
        assertThat(reading.flaws())
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.words()).contains(run.hex()));
    }

    @Test
    void read_ofGarbage_isAFlawAndNothingElse() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            byte[] garbage = new byte[random.nextInt(2000)];
            random.nextBytes(garbage);
            Reading reading = MemoryMedium.read(run, garbage);
            assertThat(reading.records()).isEmpty();
            assertThat(reading.torn() || !reading.flaws().isEmpty()).isEqualTo(garbage.length > 0);
        }
    }

    @Test
    void read_ofZerosBehindTheLastLine_isTorn() throws Exception {
        Reading reading = MemoryMedium.read(run, Arrays.copyOf(whole, whole.length + 5000));
        assertThat(reading.records()).hasSameSizeAs(records);
        assertThat(reading.torn()).isTrue();
        assertThat(reading.ended()).isPresent();
    }

    @Test
    void read_ofManyBadLines_tellsThemAsOne() throws Exception {
        byte[] newlines = new byte[1_000_000];
        Arrays.fill(newlines, (byte) '\n');
        assertThat(MemoryMedium.read(run, newlines).flaws())
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.words()).contains("1000000"));
    }

    @Test
    void read_ofALaterVersion_isRefused() {
        LineWriter line = new LineWriter("run", run.hex(), 0);
        line.start("began");
        line.number("version", 2);
        line.end();
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(() -> MemoryMedium.read(run, bytes(line)))
                .satisfies(later -> assertThat(later.trouble()).isEqualTo(Trouble.UNSUPPORTED))
                .withMessageContaining("version 2")
                .withMessageContaining("newer aka");
    }

    @Test
    void read_ofValuesThatAreNone_isAFlaw() throws Exception {
        LineWriter line = new LineWriter("run", run.hex(), 0);
        line.start("began");
        line.number("version", 1).text("command", "x").text("origin", "x").text("at", "yesterday");
        line.end();
        for (String type : List.of("intent", "moved", "meta", "skipped", "nonsense", "began")) {
            line.start(type);
            line.text("step", "one").number("hash", 5).nothing("words");
            line.end();
        }
        line.start("pool");
        line.number("root", 0).text("below", "../../etc");
        line.end();
        Reading reading = MemoryMedium.read(run, bytes(line));
        assertThat(reading.records()).isEmpty();
        assertThat(reading.flaws()).isNotEmpty();
    }

    private static byte[] bytes(LineWriter line) {
        ByteBuffer waiting = line.waiting();
        byte[] bytes = new byte[waiting.remaining()];
        waiting.get(bytes);
        return bytes;
    }

    /** Returns what can be compared quickly. */
    private static List<String> words(List<JournalRecord> records) {
        return records.stream().map(JournalDamageTest::words).toList();
    }

    private static String words(JournalRecord record) {
        return record.getClass().getSimpleName() + record.hashCode();
    }
}
