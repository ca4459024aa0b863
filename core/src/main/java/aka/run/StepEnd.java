package aka.run;

import aka.journal.JournalRecord;
import java.util.List;
import java.util.Optional;

/**
 * What a recovery makes of one step.
 *
 * @param findings what the step left, and what becomes of that
 * @param records what the journal is told; none where all is told already
 * @param done whether the step is done
 * @param freedBytes the storage that came free
 * @param trouble why it cannot be decided now; empty if it is
 */
record StepEnd(
        List<Finding> findings, List<JournalRecord> records, boolean done, long freedBytes, Optional<String> trouble) {

    StepEnd {
        findings = List.copyOf(findings);
        records = List.copyOf(records);
    }

    static StepEnd of(boolean done, JournalRecord... records) {
        return new StepEnd(List.of(), List.of(records), done, 0, Optional.empty());
    }

    static StepEnd undecided(List<Finding> findings, String trouble) {
        return new StepEnd(findings, List.of(), false, 0, Optional.of(trouble));
    }
}
