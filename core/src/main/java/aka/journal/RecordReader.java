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
import aka.os.Host;
import aka.plan.LineFields;
import aka.plan.LineFlaw;
import aka.plan.LineWords;
import aka.plan.MetadataTable;
import aka.plan.StepReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the records that a {@link RecordWriter} wrote. */
final class RecordReader {

    private final MetadataTable metadata = new MetadataTable();
    private final StepReader steps = new StepReader(metadata);

    /** Returns what a line tells; empty for one that only helps others to be read. */
    Optional<JournalRecord> read(LineFields line) throws LineFlaw {
        RecordKind kind = LineWords.constant(RecordKind.values(), line.text("type"));
        return switch (kind) {
            case BEGAN -> Optional.of(began(line));
            case POOL -> Optional.of(new Pool(steps.root(line), steps.below(line)));
            case META -> {
                metadata.define(line);
                yield Optional.empty();
            }
            case RESUMED -> Optional.empty();
            case INTENT -> Optional.of(intent(line));
            case FORCED -> Optional.of(new Forced(line.integer("batch")));
            case MOVED ->
                Optional.of(new Moved(
                        line.integer("step"),
                        line.has("hash") ? Optional.of(line.hash("hash")) : Optional.empty(),
                        line.optionalTime("changed")));
            case BACK -> Optional.of(new Back(line.integer("step"), reason(line), line.text("words")));
            case SKIPPED -> Optional.of(new Skipped(line.integer("step"), reason(line), line.text("words")));
            case RESCUED -> Optional.of(new Rescued(line.integer("step"), line.path("path"), line.text("words")));
            case DONE -> Optional.of(done(line));
            case ENDED -> Optional.of(ended(line));
        };
    }

    private Began began(LineFields line) throws LineFlaw {
        return new Began(
                line.runId("run"),
                line.text("command"),
                line.text("origin"),
                line.time("at"),
                new Host(line.text("machine"), line.text("boot")),
                line.optionalInteger("user"),
                steps.roots(line),
                steps.waived(line),
                line.flag("matchTimes"),
                line.optionalRunId("undoes"),
                line.integer("steps"));
    }

    private Intent intent(LineFields line) throws LineFlaw {
        List<Movement> movements = new ArrayList<>();
        for (LineFields movement : line.objects("movements")) {
            movements.add(new Movement(
                    steps.name(movement, "name"),
                    steps.name(movement, "temporary"),
                    movement.fileKey("folder"),
                    movement.time("folderModified")));
        }
        return new Intent(
                line.integer("step"),
                line.integer("batch"),
                steps.step(line, "deed"),
                movements,
                metadata(line, "kept"),
                metadata(line, "displaced"));
    }

    private Done done(LineFields line) throws LineFlaw {
        return new Done(
                line.integer("step"),
                line.number("freedBytes"),
                metadata(line, "left"),
                line.optionalFileKey("made"),
                line.optionalTime("born"));
    }

    private static Ended ended(LineFields line) throws LineFlaw {
        return new Ended(
                LineWords.constant(RunOutcome.values(), line.text("outcome")),
                line.number("done"),
                line.number("notDone"),
                line.number("freedBytes"),
                line.number("usedBytes"));
    }

    private Optional<BodyMetadata> metadata(LineFields line, String key) throws LineFlaw {
        Optional<LineFields> reference = line.optionalObject(key);
        return reference.isPresent() ? Optional.of(metadata.read(reference.get())) : Optional.empty();
    }

    private static StepReason reason(LineFields line) throws LineFlaw {
        return LineWords.constant(StepReason.values(), line.text("reason"));
    }
}
