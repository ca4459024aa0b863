package aka.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aka.journal.JournalRecord.Began;
import aka.journal.JournalRecord.Forced;
import aka.journal.JournalRecord.Intent;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.LinkStep;
import aka.plan.RunId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalTest {

    private final RunId run = RunId.random();
    private final RandomRecords random = new RandomRecords(7);
    private final Began began = random.began(run);
    private final MemoryMedium medium = new MemoryMedium();

    @Test
    void force_bringsAllThatWasWrittenToTheDisk() throws Exception {
        Journal journal = Journal.over(medium, began);
        journal.write(new Forced(3));
        assertThat(medium.forcedBytes()).isEmpty();
        journal.force();
        assertThat(MemoryMedium.read(run, medium.forcedBytes()).records())
                .usingRecursiveComparison()
                .isEqualTo(List.of(began, new Forced(3)));
    }

    @Test
    void write_onAFullVolume_isSaidAndMadeUpForWhenThereIsRoom() throws Exception {
        Journal journal = Journal.over(medium, began);
        medium.room(100);
        journal.write(new Forced(1));
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(journal::force)
                .satisfies(full -> assertThat(full.trouble()).isEqualTo(Trouble.NO_SPACE))
                .withMessageContaining("Make room");
        assertThat(MemoryMedium.read(run, medium.bytes()).torn()).isTrue();
        medium.room(Integer.MAX_VALUE);
        journal.write(new Forced(2));
        journal.force();
        Reading reading = MemoryMedium.read(run, medium.forcedBytes());
        assertThat(reading.torn()).isFalse();
        assertThat(reading.flaws()).isEmpty();
        assertThat(reading.records()).endsWith(new Forced(1), new Forced(2));
    }

    @Test
    void force_thatFailedOnce_failsForGood() throws Exception {
        Journal journal = Journal.over(medium, began);
        medium.forceFails(true);
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(journal::force)
                .satisfies(failed -> assertThat(failed.trouble()).isEqualTo(Trouble.IO_ERROR));
        medium.forceFails(false);
        assertThatExceptionOfType(FileCallException.class).isThrownBy(journal::force);
        assertThatExceptionOfType(FileCallException.class).isThrownBy(journal::close);
        assertThat(medium.isClosed()).isTrue();
    }

    @Test
    void write_ofMoreThanIsCollected_doesNotWaitForForce() throws Exception {
        Journal journal = Journal.over(medium, began);
        for (int step = 1; step <= 500; step++) {
            journal.write(random.intent(step));
        }
        assertThat(medium.bytes()).hasSizeGreaterThan(100_000);
    }

    @Test
    void close_twice_closesOnce() throws Exception {
        Journal journal = Journal.over(medium, began);
        journal.close();
        journal.close();
        assertThat(medium.forcedBytes()).isNotEmpty();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> journal.write(new Forced(1)));
    }

    @Test
    void write_ofTheSameMetadata_definesItOnceAndOnceMoreForSafety() throws Exception {
        Journal journal = Journal.over(medium, began);
        Intent intent = withMetadata();
        for (int step = 1; step <= 100; step++) {
            journal.write(new Intent(step, 1, intent.deed(), intent.movements(), intent.kept(), intent.kept()));
        }
        journal.force();
        assertThat(lines(medium.bytes(), "\"type\":\"meta\"")).hasSize(2);
    }

    @Test
    void read_withoutOneOfTheTwoDefinitions_knowsTheMetadataStill() throws Exception {
        Journal journal = Journal.over(medium, began);
        Intent intent = withMetadata();
        List<JournalRecord> records = new ArrayList<>(List.of(began));
        for (int step = 1; step <= 40; step++) {
            records.add(new Intent(step, 1, intent.deed(), List.of(), intent.kept(), intent.kept()));
            journal.write(records.getLast());
        }
        journal.force();
        byte[] damaged = medium.bytes();
        damaged[lines(damaged, "\"type\":\"meta\"").getFirst() + 60] ^= 1;
        Reading reading = MemoryMedium.read(run, damaged);
        assertThat(reading.flaws()).hasSize(1);
        assertThat(reading.records()).usingRecursiveComparison().isEqualTo(records);
    }

    /** Returns an intent that speaks of metadata, and of no other in its step. */
    private Intent withMetadata() {
        Intent intent = random.intent(1);
        while (intent.kept().isEmpty() || intent.deed() instanceof LinkStep.Split) {
            intent = random.intent(1);
        }
        return intent;
    }

    /** Returns where the lines begin that hold these words. */
    private static List<Integer> lines(byte[] journal, String words) {
        List<Integer> found = new ArrayList<>();
        int at = 0;
        for (String line : new String(journal, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            if (line.contains(words)) {
                found.add(at);
            }
            at += line.length() + 1;
        }
        return found;
    }
}
