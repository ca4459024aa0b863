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
import aka.os.Host;
import aka.plan.LinkStep;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.plan.RandomValues;
import aka.plan.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Records of every kind, the same ones for the same seed. */
final class RandomRecords {

    private static final int ROOTS = 2;

    private final RandomValues values;

    RandomRecords(long seed) {
        this.values = new RandomValues(seed, ROOTS);
    }

    Began began(RunId run) {
        return new Began(
                run,
                values.text(),
                values.text(),
                values.time(),
                new Host(values.text(), values.text()),
                values.number(2) == 0 ? OptionalInt.empty() : OptionalInt.of(values.number(70_000)),
                values.roots(),
                values.waived(),
                values.number(2) == 0,
                values.maybe(RunId::random),
                values.number(100));
    }

    Intent intent(int step) {
        return new Intent(
                step,
                values.number(10),
                values.step(),
                movements(),
                values.maybe(values::metadata),
                values.maybe(values::metadata));
    }

    private List<Movement> movements() {
        List<Movement> movements = new ArrayList<>();
        for (int i = values.number(3); i > 0; i--) {
            movements.add(new Movement(values.name(), values.name(), values.fileKey(), values.time()));
        }
        return movements;
    }

    /** Returns the intent of a plain step, with all the metadata that such steps have. */
    Intent replacing(String name) {
        PlannedName planned = new PlannedName(0, Path.of(name));
        LinkStep step = new LinkStep.Replace(body(planned), body(new PlannedName(0, Path.of(name + "2"))));
        Movement movement = new Movement(planned, planned, values.fileKey(), values.time());
        return new Intent(
                1, 1, step, List.of(movement), Optional.of(values.metadata()), Optional.of(values.metadata()));
    }

    private PlannedBody body(PlannedName name) {
        PlannedBody body = values.body();
        return new PlannedBody(
                body.key(),
                body.born(),
                1,
                body.sizeBytes(),
                body.allocatedBytes(),
                body.modified(),
                body.changed(),
                List.of(name));
    }

    JournalRecord inTheMiddle() {
        int step = values.number(100);
        StepReason reason = values.oneOf(List.of(StepReason.values()));
        return switch (values.number(8)) {
            case 0 -> new Pool(values.number(ROOTS), values.below());
            case 1 -> intent(step);
            case 2 -> new Forced(values.number(10));
            case 3 -> new Moved(step, values.maybe(values::hash), values.maybe(values::time));
            case 4 -> new Back(step, reason, values.text());
            case 5 -> new Skipped(step, reason, values.text());
            case 6 -> new Rescued(step, values.absolute(), values.text());
            default ->
                new Done(
                        step,
                        values.any(),
                        values.maybe(values::metadata),
                        values.maybe(values::fileKey),
                        values.maybe(values::time));
        };
    }

    Ended ended() {
        return new Ended(
                values.oneOf(List.of(RunOutcome.values())), values.any(), values.any(), values.any(), values.any());
    }

    /** Returns a whole journal's records. */
    List<JournalRecord> all(RunId run, int inTheMiddle) {
        List<JournalRecord> all = new ArrayList<>();
        all.add(began(run));
        for (int i = 0; i < inTheMiddle; i++) {
            all.add(inTheMiddle());
        }
        all.add(ended());
        return all;
    }
}
