package aka.plan;

import aka.content.ContentHash;
import aka.os.BodyMetadata;
import java.util.List;
import java.util.Optional;

/**
 * One change to names. A step says what is to be so afterwards and what it rests on; how it is done safely is the business of
 * who runs it.
 */
public sealed interface LinkStep {

    /**
     * The names of one body become names of another that holds equal bytes. Taken back by a {@link Split}.
     *
     * @param kept the body that gets the names
     * @param replaced the body that loses them; it goes if all of its names are known
     */
    record Replace(PlannedBody kept, PlannedBody replaced) implements LinkStep {}

    /**
     * Some names of a body get one body of their own. Taken back by a {@link Replace}.
     *
     * @param shared the body that they lead to now; it keeps at least one other name, or this is a step for metadata only
     * @param names the names, one or more
     * @param former what they had before they were joined, where a run is taken back; empty to keep what {@code shared} has
     */
    record Split(PlannedBody shared, List<PlannedName> names, Optional<FormerBody> former) implements LinkStep {
        public Split {
            names = List.copyOf(names);
        }
    }

    /**
     * A name of a body comes to lead to another one, whatever that holds. Nothing is lost by it: the former body keeps another
     * name, or the step is not taken. Taken back by a step of the same kind.
     *
     * @param kept the body that gets the name
     * @param former the body that loses it, with those of its names that are known, {@code name} among them
     */
    record Repoint(PlannedBody kept, PlannedBody former, PlannedName name) implements LinkStep {}

    /** Two bodies of equal bytes come to share their storage, and stay two files. There is nothing to take back. */
    record Share(PlannedBody kept, PlannedBody sharing) implements LinkStep {}

    /** A body gets one more name. Taken back by an {@link Unlink}. */
    record Create(PlannedBody existing, PlannedName newName) implements LinkStep {}

    /**
     * A name goes. Taken back by a {@link Create}, as long as the body has another name.
     *
     * @param body the body with all its names that are known, {@code name} among them
     * @param last whether it may be the last one: the bytes are lost then, and nothing brings them back
     */
    record Unlink(PlannedBody body, PlannedName name, boolean last) implements LinkStep {}

    /** A folder is made. Taken back by a {@link RemoveFolder}. */
    record CreateFolder(PlannedName folder) implements LinkStep {}

    /** An empty folder goes. Taken back by a {@link CreateFolder}. */
    record RemoveFolder(PlannedName folder) implements LinkStep {}

    /**
     * What a name's body was before a run joined it to another.
     *
     * @param metadata what it had beside its bytes, times among it
     * @param left what the kept body had when that run had ended: a field that differs from this now was changed on purpose
     *     since, and stays as it is
     * @param hash what its bytes were
     * @param splitChanged whether the names are split off also when the bytes have changed since, with today's bytes
     */
    record FormerBody(BodyMetadata metadata, BodyMetadata left, ContentHash hash, boolean splitChanged) {}
}
