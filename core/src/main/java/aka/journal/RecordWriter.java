package aka.journal;

import aka.journal.JournalRecord.Back;
import aka.journal.JournalRecord.Began;
import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Ended;
import aka.journal.JournalRecord.Forced;
import aka.journal.JournalRecord.Intent;
import aka.journal.JournalRecord.Moved;
import aka.journal.JournalRecord.Pool;
import aka.journal.JournalRecord.Rescued;
import aka.journal.JournalRecord.Skipped;
import aka.os.BodyMetadata;
import aka.plan.LineWords;
import aka.plan.LineWriter;
import aka.plan.MetadataLines;
import aka.plan.RunId;
import aka.plan.StepWriter;
import java.time.Instant;
import java.util.Optional;

/** Writes records as lines. {@link RecordReader} reads them. */
final class RecordWriter {

    /** Which format this is. A reader refuses a later one. */
    static final int VERSION = 1;

    private final LineWriter line;
    private final MetadataLines metadata;
    private final StepWriter steps;
    private long rescued;

    /**
     * @param sequence the number of the last line that is there already, or 0
     * @param rescued how many records of something rescued are there already
     */
    RecordWriter(RunId run, long sequence, long rescued) {
        this.line = new LineWriter("run", run.hex(), sequence);
        this.metadata = new MetadataLines(line);
        this.steps = new StepWriter(line, metadata);
        this.rescued = rescued;
    }

    LineWriter lines() {
        return line;
    }

    void write(JournalRecord record) {
        switch (record) {
            case Began began -> began(began);
            case Pool pool -> pool(pool);
            case Intent intent -> intent(intent);
            case Forced forced -> {
                start(RecordKind.FORCED);
                line.number("batch", forced.batch());
            }
            case Moved moved -> moved(moved);
            case Back back -> notDone(RecordKind.BACK, back.step(), back.reason(), back.words());
            case Skipped skipped -> notDone(RecordKind.SKIPPED, skipped.step(), skipped.reason(), skipped.words());
            case Rescued left -> rescued(left);
            case Done done -> done(done);
            case Ended ended -> ended(ended);
        }
        line.end();
    }

    /** Writes that another process has taken the run up again. */
    void resumed(Instant at, long tornBytes) {
        start(RecordKind.RESUMED);
        line.time("at", at).number("tornBytes", tornBytes);
        line.end();
    }

    private void start(RecordKind kind) {
        line.start(LineWords.word(kind));
    }

    private void began(Began began) {
        start(RecordKind.BEGAN);
        line.number("version", VERSION)
                .text("command", began.command())
                .text("origin", began.origin())
                .time("at", began.at())
                .text("machine", began.host().machine())
                .text("boot", began.host().boot())
                .number("user", began.user());
        steps.roots(began.roots());
        steps.waived(began.waived());
        line.flag("matchTimes", began.matchTimes());
        if (began.undoes().isPresent()) {
            line.text("undoes", began.undoes().get().hex());
        }
        line.number("steps", began.steps());
    }

    private void pool(Pool pool) {
        start(RecordKind.POOL);
        line.number("root", pool.root()).path("below", pool.below());
    }

    private void intent(Intent intent) {
        steps.announce(intent.deed());
        intent.kept().ifPresent(metadata::announce);
        intent.displaced().ifPresent(metadata::announce);
        start(RecordKind.INTENT);
        line.number("step", intent.step()).number("batch", intent.batch());
        steps.step("deed", intent.deed());
        line.startList("movements");
        for (Movement movement : intent.movements()) {
            line.startObject();
            steps.name("name", movement.name());
            steps.name("temporary", movement.temporary());
            line.fileKey("folder", movement.folder())
                    .time("folderModified", movement.folderModified())
                    .endObject();
        }
        line.endList();
        metadata("kept", intent.kept());
        metadata("displaced", intent.displaced());
    }

    private void metadata(String key, Optional<BodyMetadata> value) {
        if (value.isPresent()) {
            metadata.write(key, value.get());
        }
    }

    private void moved(Moved moved) {
        start(RecordKind.MOVED);
        line.number("step", moved.step());
        if (moved.hash().isPresent()) {
            line.hash("hash", moved.hash().get());
        }
        line.time("changed", moved.changed());
    }

    private void notDone(RecordKind kind, int step, StepReason reason, String words) {
        start(kind);
        line.number("step", step).text("reason", LineWords.word(reason)).text("words", words);
    }

    private void rescued(Rescued left) {
        rescued++;
        start(RecordKind.RESCUED);
        line.number("step", left.step()).path("path", left.path()).text("words", left.words());
    }

    private void done(Done done) {
        done.left().ifPresent(metadata::announce);
        start(RecordKind.DONE);
        line.number("step", done.step()).number("freedBytes", done.freedBytes());
        metadata("left", done.left());
        if (done.made().isPresent()) {
            line.fileKey("made", done.made());
        }
        if (done.born().isPresent()) {
            line.time("born", done.born());
        }
    }

    private void ended(Ended ended) {
        start(RecordKind.ENDED);
        line.text("outcome", LineWords.word(ended.outcome()))
                .number("done", ended.done())
                .number("notDone", ended.notDone())
                .number("rescued", rescued)
                .number("freedBytes", ended.freedBytes())
                .number("usedBytes", ended.usedBytes());
    }
}
