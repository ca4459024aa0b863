package aka.journal;

import aka.journal.JournalRecord.Back;
import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Rescued;
import aka.journal.JournalRecord.Skipped;

/** How far a run has come. */
record RunCounts(long done, long notDone, long rescued, long freedBytes) {

    static final RunCounts NONE = new RunCounts(0, 0, 0, 0);

    static RunCounts of(JournalEnds.End end) {
        return new RunCounts(
                end.ended().done(),
                end.ended().notDone(),
                end.rescued(),
                end.ended().freedBytes());
    }

    /** Returns what the records of a run say that has not come to its end. */
    static RunCounts of(Reading reading) {
        long done = 0;
        long notDone = 0;
        long rescued = 0;
        long freedBytes = 0;
        for (JournalRecord record : reading.records()) {
            if (record instanceof Done one) {
                done++;
                freedBytes += one.freedBytes();
            }
            notDone += record instanceof Back || record instanceof Skipped ? 1 : 0;
            rescued += record instanceof Rescued ? 1 : 0;
        }
        return new RunCounts(done, notDone, rescued, freedBytes);
    }
}
