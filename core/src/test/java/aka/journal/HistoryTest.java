package aka.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aka.journal.JournalRecord.Began;
import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Ended;
import aka.journal.JournalRecord.Forced;
import aka.journal.JournalRecord.Rescued;
import aka.journal.JournalRecord.Skipped;
import aka.link.Volumes;
import aka.os.FileCallException;
import aka.os.Host;
import aka.plan.LineWriter;
import aka.plan.RunId;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    Path temp;

    private final Volumes volumes = Volumes.open();

    @SuppressWarnings("NullAway.Init") // made before each test
    private StateFolder state;

    private int runs;

    @BeforeEach
    void open() throws Exception {
        state = StateFolder.open(volumes.calls(), temp.resolve("state"));
    }

    @AfterEach
    void close() {
        volumes.close();
    }

    /** Returns the beginning of a run, each a day after the one before. */
    private Began began(Host host, Optional<RunId> undoes) {
        Instant at = NEW_YEAR.plus(Duration.ofDays(runs++));
        return new Began(
                RunId.random(),
                "aka dedupe .",
                "dedupe",
                at,
                host,
                OptionalInt.empty(),
                List.of(),
                Set.of(),
                false,
                undoes,
                3);
    }

    private RunId run(Host host, Optional<RunId> undoes, JournalRecord... records) throws FileCallException {
        Began began = began(host, undoes);
        try (Journal journal = state.begin(began)) {
            for (JournalRecord record : records) {
                journal.write(record);
            }
        }
        return began.run();
    }

    private RunId run(JournalRecord... records) throws FileCallException {
        return run(volumes.calls().host(), Optional.empty(), records);
    }

    private RunSummary summary(RunId run) throws FileCallException {
        return History.of(state).stream()
                .filter(summary -> summary.run().equals(run))
                .findFirst()
                .orElseThrow();
    }

    private Path journal(RunId run) {
        return state.path().resolve("runs").resolve(run.hex()).resolve("journal");
    }

    private static Ended ended(RunOutcome outcome, long done) {
        return new Ended(outcome, done, 1, 4096, 0);
    }

    @Test
    void of_ARunThatEnded_tellsItsFigures() throws Exception {
        RunId run = run(
                new Rescued(1, Path.of("/x"), "left"),
                new Rescued(2, Path.of("/y"), "left"),
                ended(RunOutcome.PARTIAL, 2));
        RunSummary summary = summary(run);
        assertThat(summary.state()).isEqualTo(RunState.PARTIAL);
        assertThat(summary.command()).isEqualTo("aka dedupe .");
        assertThat(summary.origin()).isEqualTo("dedupe");
        assertThat(summary.at()).isEqualTo(NEW_YEAR);
        assertThat(List.of(summary.done(), summary.notDone(), summary.rescued(), summary.freedBytes()))
                .containsExactly(2L, 1L, 2L, 4096L);
        assertThat(summary.undoable()).isTrue();
        assertThat(summary.foreign()).isFalse();
    }

    @Test
    void of_ARunThatEnded_readsNothingOfItsMiddle() throws Exception {
        RunId run = run(manySkipped(10_000, ended(RunOutcome.COMPLETE, 5)));
        long size = Files.size(journal(run));
        try (FileChannel channel = FileChannel.open(journal(run), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(500_000), size - 600_000);
        }
        assertThat(state.read(run).flaws()).isNotEmpty();
        assertThat(summary(run).state()).isEqualTo(RunState.COMPLETE);
    }

    private static JournalRecord[] manySkipped(int count, JournalRecord last) {
        JournalRecord[] records = new JournalRecord[count + 1];
        for (int i = 0; i < count; i++) {
            records[i] = new Skipped(i + 1, StepReason.BUSY, "someone writes");
        }
        records[count] = last;
        return records;
    }

    @Test
    void of_ARunThatIsAtIt_saysSo() throws Exception {
        try (Journal journal = state.begin(began(volumes.calls().host(), Optional.empty()))) {
            journal.write(new Done(1, 100, Optional.empty(), Optional.empty(), Optional.empty()));
            journal.force();
            RunSummary summary = summary(journal.run());
            assertThat(summary.state()).isEqualTo(RunState.RUNNING);
            assertThat(summary.done()).isEqualTo(1);
            assertThat(summary.undoable()).isFalse();
        }
    }

    @Test
    void of_ARunThatWasCutOff_countsWhatItsJournalTells() throws Exception {
        RunId run = run(
                new Done(1, 100, Optional.empty(), Optional.empty(), Optional.empty()),
                new Skipped(2, StepReason.CHANGED, ""));
        RunSummary summary = summary(run);
        assertThat(summary.state()).isEqualTo(RunState.UNFINISHED);
        assertThat(List.of(summary.done(), summary.notDone(), summary.freedBytes()))
                .containsExactly(1L, 1L, 100L);
        assertThat(summary.hindrance())
                .hasValueSatisfying(why -> assertThat(why).contains("aka recover"));
    }

    @Test
    void of_ARunThatWasTakenBack_namesTheOther() throws Exception {
        RunId run = run(ended(RunOutcome.COMPLETE, 3));
        Host here = volumes.calls().host();
        RunId part = run(here, Optional.of(run), ended(RunOutcome.PARTIAL, 1));
        assertThat(summary(run).undoneBy()).containsExactly(part);
        assertThat(summary(run).undoable()).isTrue();
        RunId all = run(here, Optional.of(run), ended(RunOutcome.COMPLETE, 2));
        assertThat(summary(run).undoneBy()).containsExactly(part, all);
        assertThat(summary(run).hindrance())
                .hasValueSatisfying(why -> assertThat(why).contains(all.brief()));
        assertThat(summary(all).undoes()).contains(run);
        assertThat(summary(all).undoable()).isTrue();
    }

    @Test
    void of_ARunThatDidNothing_isNotUndoable() throws Exception {
        assertThat(summary(run(ended(RunOutcome.CANCELLED, 0))).hindrance()).contains("it did nothing");
    }

    @Test
    void of_ARunOfAnotherMachine_isForeign() throws Exception {
        RunId run = run(new Host("elsewhere", "boot"), Optional.empty(), ended(RunOutcome.COMPLETE, 3));
        assertThat(summary(run).foreign()).isTrue();
    }

    @Test
    void of_AJournalOfALaterVersion_isUnreadableAndStays() throws Exception {
        RunId run = run(ended(RunOutcome.COMPLETE, 3));
        LineWriter line = new LineWriter("run", run.hex(), 0);
        line.start("began");
        line.number("version", 7);
        line.end();
        byte[] bytes = new byte[line.waitingBytes()];
        line.waiting().get(bytes);
        Files.write(journal(run), bytes);
        RunSummary summary = summary(run);
        assertThat(summary.state()).isEqualTo(RunState.UNREADABLE);
        assertThat(summary.hindrance())
                .hasValueSatisfying(why -> assertThat(why).contains("version 7"));
        assertThatExceptionOfType(FileCallException.class).isThrownBy(() -> state.reopen(run));
        assertThat(History.prune(state, LATER)).isEmpty();
        assertThat(journal(run)).hasBinaryContent(bytes);
    }

    @Test
    void of_AJournalWithADamagedBeginning_isUnreadable() throws Exception {
        RunId run = run(ended(RunOutcome.COMPLETE, 3));
        byte[] bytes = Files.readAllBytes(journal(run));
        bytes[30] ^= 1;
        Files.write(journal(run), bytes);
        RunSummary summary = summary(run);
        assertThat(summary.state()).isEqualTo(RunState.UNREADABLE);
        assertThat(summary.undoable()).isFalse();
    }

    @Test
    void of_AJournalWithoutAWholeLine_didNothing() throws Exception {
        RunId run = run(ended(RunOutcome.COMPLETE, 3));
        Files.write(journal(run), new byte[] {'0', '0'});
        RunSummary summary = summary(run);
        assertThat(summary.state()).isEqualTo(RunState.UNFINISHED);
        assertThat(summary.hindrance())
                .hasValueSatisfying(why -> assertThat(why).contains("before it did anything"));
    }

    @Test
    void of_AThousandRuns_isQuick() throws Exception {
        for (int i = 0; i < 1000; i++) {
            run(ended(RunOutcome.COMPLETE, i));
        }
        long start = System.nanoTime();
        assertThat(History.of(state)).hasSize(1000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void prune_removesWhatIsOldAndEnded() throws Exception {
        RunId old = run(ended(RunOutcome.COMPLETE, 3));
        RunId unfinished = run(new Forced(1));
        RunId young = run(ended(RunOutcome.COMPLETE, 3));
        List<RunSummary> removed = History.prune(state, NEW_YEAR.plus(Duration.ofDays(2)));
        assertThat(removed).extracting(RunSummary::run).containsExactly(old);
        assertThat(state.runs()).containsExactly(unfinished, young);
    }

    @Test
    void prune_keepsARunThatAnUnfinishedOneTakesBack() throws Exception {
        RunId run = run(ended(RunOutcome.COMPLETE, 3));
        run(volumes.calls().host(), Optional.of(run), new Forced(1));
        assertThat(History.prune(state, LATER)).isEmpty();
    }

    @Test
    void prune_keepsARunAsLongAsWhatItRescuedIsThere() throws Exception {
        Path rescued = Files.createFile(temp.resolve("rescued"));
        RunId run = run(new Rescued(1, rescued, "its name was taken"), ended(RunOutcome.PARTIAL, 1));
        assertThat(History.prune(state, LATER)).isEmpty();
        Files.delete(rescued);
        assertThat(History.prune(state, LATER)).extracting(RunSummary::run).containsExactly(run);
        assertThat(state.runs()).isEmpty();
    }
}
