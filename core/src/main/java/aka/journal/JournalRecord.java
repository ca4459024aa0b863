package aka.journal;

import aka.content.ContentHash;
import aka.file.FileKey;
import aka.os.BodyMetadata;
import aka.os.Host;
import aka.os.MetadataPart;
import aka.plan.LinkStep;
import aka.plan.Root;
import aka.plan.RunId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a journal tells, line by line. Names decide what is so; a record only explains it: {@link Done} does not prove that
 * the exchange before it reached the disk.
 */
public sealed interface JournalRecord {

    /**
     * The first record of every journal.
     *
     * @param command the command as it was typed, for people
     * @param origin which kind of command: {@link aka.plan.Plan#origin}
     * @param user in whose name it runs; empty on a system without such numbers
     * @param undoes the run that it takes back
     * @param steps how many steps the plan has
     */
    record Began(
            RunId run,
            String command,
            String origin,
            Instant at,
            Host host,
            OptionalInt user,
            List<Root> roots,
            Set<MetadataPart> waived,
            boolean matchTimes,
            Optional<RunId> undoes,
            int steps)
            implements JournalRecord {
        public Began {
            roots = List.copyOf(roots);
            waived = Set.copyOf(waived);
        }
    }

    /** A private folder of the run was made below a root, for temporary names. */
    record Pool(int root, Path below) implements JournalRecord {}

    /**
     * A step is about to be taken. It is on the disk before the first name is touched.
     *
     * @param step its number in the plan, from 1
     * @param batch which batch it belongs to, from 1
     * @param deed the step, with its bodies as the run found them
     * @param movements each name that is to lead elsewhere, and the temporary name for it
     * @param kept the metadata of the body that names are to lead to; empty where the step makes a new one or needs none
     * @param displaced the metadata of the body that loses names; empty where none does
     */
    record Intent(
            int step,
            int batch,
            LinkStep deed,
            List<Movement> movements,
            Optional<BodyMetadata> kept,
            Optional<BodyMetadata> displaced)
            implements JournalRecord {
        public Intent {
            movements = List.copyOf(movements);
        }
    }

    /** The volumes were forced to the disk after the intents of this batch, before the first name was touched. */
    record Forced(int batch) implements JournalRecord {}

    /**
     * The names of a step lead to their new body, and the former one is in limbo.
     *
     * @param hash what the bytes of both are; empty for a step that compares none
     * @param changed the former body's {@code ctime} after its names were moved
     */
    record Moved(int step, Optional<ContentHash> hash, Optional<Instant> changed) implements JournalRecord {}

    /** Names were moved, and moved back: all is as it was. */
    record Back(int step, StepReason reason, String words) implements JournalRecord {}

    /** Nothing was touched. */
    record Skipped(int step, StepReason reason, String words) implements JournalRecord {}

    /** Something is left at {@code path} that nobody may remove but the user: it may be the only name of its bytes. */
    record Rescued(int step, Path path, String words) implements JournalRecord {}

    /**
     * A step is finished.
     *
     * @param freedBytes the storage that came free
     * @param left the metadata of the body that its names lead to now, as the run left it; empty where none was touched
     * @param made the identity of a body that the step made; empty for others
     * @param born when that body was made
     */
    record Done(int step, long freedBytes, Optional<BodyMetadata> left, Optional<FileKey> made, Optional<Instant> born)
            implements JournalRecord {}

    /** The run came to its end: every step has one of the records above, and no temporary name is left but those rescued. */
    record Ended(RunOutcome outcome, long done, long notDone, long freedBytes, long usedBytes)
            implements JournalRecord {}
}
