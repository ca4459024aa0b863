package aka.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aka.journal.JournalRecord.Back;
import aka.journal.JournalRecord.Began;
import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Forced;
import aka.journal.JournalRecord.Intent;
import aka.journal.JournalRecord.Moved;
import aka.journal.JournalRecord.Rescued;
import aka.journal.JournalRecord.Skipped;
import aka.link.Volumes;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Trouble;
import aka.plan.RunId;
import aka.volume.TestVolume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

    @TempDir
    Path temp;

    private final Volumes volumes = Volumes.open();
    private final FileCalls calls = volumes.calls();

    @AfterEach
    void close() {
        volumes.close();
    }

    private StateFolder state() throws Exception {
        return StateFolder.open(calls, temp.resolve("state"));
    }

    private static Journal write(StateFolder state, List<JournalRecord> records) throws Exception {
        Journal journal = state.begin((Began) records.getFirst());
        for (JournalRecord record : records.subList(1, records.size())) {
            journal.write(record);
        }
        return journal;
    }

    @Test
    void read_ofAJournalThatWasWritten_givesItsRecords() throws Exception {
        StateFolder state = state();
        for (long seed = 0; seed < 30; seed++) {
            RunId run = RunId.random();
            List<JournalRecord> records = new RandomRecords(seed).all(run, 60);
            write(state, records).close();
            Reading reading = state.read(run);
            assertThat(reading.flaws()).isEmpty();
            assertThat(reading.torn()).isFalse();
            assertThat(reading.records()).usingRecursiveComparison().isEqualTo(records);
        }
    }

    @Test
    void begin_makesWhatOnlyTheOwnerMayRead() throws Exception {
        StateFolder state = state();
        RunId run = RunId.random();
        try (Journal journal = state.begin(new RandomRecords(1).began(run))) {
            assertThat(state.isRunning(run)).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journal.path())))
                    .isEqualTo("rw-------");
        }
        assertThat(state.isRunning(run)).isFalse();
        assertThat(state.runs()).containsExactly(run);
    }

    private RunId cutOff(StateFolder state, List<JournalRecord> records) throws Exception {
        write(state, records).close();
        return ((Began) records.getFirst()).run();
    }

    @Test
    void reopen_behindATornLine_goesOnWithWholeLines() throws Exception {
        StateFolder state = state();
        RunId run = RunId.random();
        List<JournalRecord> records = new RandomRecords(4).all(run, 30);
        cutOff(state, records.subList(0, 20));
        Path journal = temp.resolve("state/runs").resolve(run.hex()).resolve("journal");
        Files.writeString(journal, "00000123 0011aa", StandardOpenOption.APPEND);
        assertThat(state.read(run).torn()).isTrue();
        try (Journal again = state.reopen(run)) {
            assertThat(state.isRunning(run)).isTrue();
            for (JournalRecord record : records.subList(20, records.size())) {
                again.write(record);
            }
        }
        Reading reading = state.read(run);
        assertThat(reading.torn()).isFalse();
        assertThat(reading.flaws()).isEmpty();
        assertThat(reading.records()).usingRecursiveComparison().isEqualTo(records);
    }

    @Test
    void reopen_behindABadLine_keepsItsFlawAndWhatComesBehind() throws Exception {
        StateFolder state = state();
        RunId run = RunId.random();
        List<JournalRecord> records = new RandomRecords(4).all(run, 30);
        cutOff(state, records.subList(0, 20));
        Path journal = temp.resolve("state/runs").resolve(run.hex()).resolve("journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length - 5] ^= 1;
        Files.write(journal, bytes);
        try (Journal again = state.reopen(run)) {
            again.write(records.getLast());
        }
        Reading reading = state.read(run);
        assertThat(reading.flaws()).hasSize(1);
        assertThat(reading.records()).hasSize(20);
        assertThat(reading.ended()).isPresent();
    }

    @Test
    void reopen_ofARunThatRuns_isRefused() throws Exception {
        StateFolder state = state();
        RunId run = RunId.random();
        try (Journal running = state.begin(new RandomRecords(1).began(run))) {
            assertThatExceptionOfType(FileCallException.class)
                    .isThrownBy(() -> state.reopen(running.run()))
                    .satisfies(busy -> assertThat(busy.trouble()).isEqualTo(Trouble.BUSY));
            assertThatExceptionOfType(FileCallException.class)
                    .isThrownBy(() -> state.remove(run))
                    .satisfies(busy -> assertThat(busy.trouble()).isEqualTo(Trouble.BUSY));
            assertThat(state.read(run).began()).isPresent();
            assertThat(state.isRunning(run)).isTrue();
        }
        state.reopen(run).close();
    }

    @Test
    void reopen_ofARunThatNeverBegan_isRefused() throws Exception {
        StateFolder state = state();
        RunId run = RunId.random();
        state.begin(new RandomRecords(1).began(run)).close();
        Path journal = temp.resolve("state/runs").resolve(run.hex()).resolve("journal");
        Files.write(journal, new byte[0]);
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(() -> state.reopen(run))
                .satisfies(refusal -> assertThat(refusal.trouble()).isEqualTo(Trouble.CHANGED));
        assertThat(journal).isEmptyFile();
        assertThat(state.isRunning(run)).isFalse();
    }

    @Test
    void begin_ofARunThatIsThere_isRefusedAndTheJournalStays() throws Exception {
        StateFolder state = state();
        RunId run = RunId.random();
        List<JournalRecord> records = new RandomRecords(2).all(run, 3);
        cutOff(state, records);
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(() -> state.begin((Began) records.getFirst()))
                .satisfies(refusal -> assertThat(refusal.trouble()).isEqualTo(Trouble.EXISTS));
        assertThat(state.read(run).records()).hasSameSizeAs(records);
    }

    @Test
    void begin_withoutRoom_leavesNoRunBehind() throws Exception {
        try (TestVolume volume = TestVolume.make("tmpfs", 1)) {
            StateFolder state = StateFolder.open(calls, volume.root().resolve("state"));
            state.begin(new RandomRecords(1).began(RunId.random())).close();
            TestVolume.read("sh", "-c", "head -c 2M /dev/zero > \"$1\" || true", "sh", volume.root() + "/fill");
            assertThatExceptionOfType(FileCallException.class)
                    .isThrownBy(() -> state.begin(new RandomRecords(2).began(RunId.random())))
                    .satisfies(full -> assertThat(full.trouble()).isEqualTo(Trouble.NO_SPACE))
                    .withMessageContaining("Make room");
            assertThat(state.runs()).hasSize(1);
            try (Stream<Path> folders = Files.list(volume.root().resolve("state/runs"))) {
                assertThat(folders).hasSize(1);
            }
        }
    }

    @Test
    void find_wantsEnoughDigitsForOneRun() throws Exception {
        StateFolder state = state();
        RunId one = new RunId("a1".repeat(16));
        RunId other = new RunId("a2".repeat(16));
        state.begin(new RandomRecords(1).began(one)).close();
        state.begin(new RandomRecords(1).began(other)).close();
        assertThat(state.find("a1")).isEqualTo(one);
        assertThat(state.find("A2A2")).isEqualTo(other);
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(() -> state.find("a"))
                .satisfies(refusal -> assertThat(refusal.trouble()).isEqualTo(Trouble.BAD_NAME));
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(() -> state.find("b"))
                .satisfies(refusal -> assertThat(refusal.trouble()).isEqualTo(Trouble.MISSING));
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(() -> state.read(new RunId("b1".repeat(16))))
                .satisfies(refusal -> assertThat(refusal.trouble()).isEqualTo(Trouble.MISSING));
    }

    @Test
    void remove_leavesNothingOfTheRun() throws Exception {
        StateFolder state = state();
        RunId run = RunId.random();
        state.begin(new RandomRecords(1).began(run)).close();
        state.remove(run);
        assertThat(temp.resolve("state/runs")).isEmptyDirectory();
        assertThat(state.runs()).isEmpty();
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(() -> state.remove(run))
                .satisfies(refusal -> assertThat(refusal.trouble()).isEqualTo(Trouble.MISSING));
    }

    @Test
    void runs_areInTheOrderOfTheirBeginnings() throws Exception {
        StateFolder state = state();
        List<RunId> inOrder = new ArrayList<>();
        for (int day = 1; day <= 9; day++) {
            RunId run = RunId.random();
            state.begin(at(new RandomRecords(1).began(run), Instant.parse("2026-01-0" + day + "T00:00:00Z")))
                    .close();
            inOrder.add(run);
        }
        assertThat(state.runs()).isEqualTo(inOrder);
    }

    private static Began at(Began began, Instant at) {
        return new Began(
                began.run(),
                began.command(),
                began.origin(),
                at,
                began.host(),
                began.user(),
                began.roots(),
                began.waived(),
                began.matchTimes(),
                began.undoes(),
                began.steps());
    }

    @Test
    void read_ofAHundredThousandSteps_tellsThemAll() throws Exception {
        StateFolder state = state();
        RandomRecords random = new RandomRecords(6);
        RunId run = RunId.random();
        Intent intent = random.replacing("plain/name");
        try (Journal journal = state.begin(random.began(run))) {
            for (int step = 1; step <= 100_000; step++) {
                journal.write(new Intent(
                        step, step / 500, intent.deed(), intent.movements(), intent.kept(), intent.displaced()));
                journal.write(new Done(step, 4096, intent.kept(), Optional.empty(), Optional.empty()));
            }
        }
        Reading reading = state.read(run);
        assertThat(reading.flaws()).isEmpty();
        assertThat(reading.steps()).hasSize(100_000);
        assertThat(reading.steps().get(77_777)).satisfies(story -> {
            assertThat(story.intent().deed()).isEqualTo(intent.deed());
            assertThat(story.intent().displaced()).isEqualTo(intent.displaced());
            assertThat(story.done()).isPresent();
            assertThat(story.ended()).isTrue();
        });
    }

    @Test
    void steps_ofAReading_tellEachStepsStory() throws Exception {
        RandomRecords random = new RandomRecords(8);
        Intent one = new Intent(1, 1, random.replacing("a").deed(), List.of(), Optional.empty(), Optional.empty());
        Intent two = new Intent(2, 2, random.replacing("b").deed(), List.of(), Optional.empty(), Optional.empty());
        Moved moved = new Moved(1, Optional.empty(), Optional.empty());
        Back back = new Back(1, StepReason.BUSY, "x");
        Rescued rescued = new Rescued(1, Path.of("/x"), "x");
        Skipped unheardOf = new Skipped(3, StepReason.CHANGED, "x");
        Reading reading = new Reading(
                RunId.random(), List.of(one, two, new Forced(1), moved, back, rescued, unheardOf), false, List.of());
        assertThat(reading.steps().keySet()).containsExactly(1, 2);
        assertThat(reading.steps().get(1))
                .isEqualTo(new StepStory(
                        one,
                        true,
                        Optional.of(moved),
                        Optional.of(back),
                        Optional.empty(),
                        List.of(rescued),
                        Optional.empty()));
        assertThat(Objects.requireNonNull(reading.steps().get(2)).forced()).isFalse();
        assertThat(reading.steps().get(2).ended()).isFalse();
        assertThat(reading.began()).isEmpty();
        assertThat(reading.ended()).isEmpty();
    }
}
