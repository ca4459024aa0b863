package aka.os;

import aka.file.FileFacts;
import java.util.List;
import java.util.Optional;

/** Reads and writes all that a body has beside its bytes. Obtained by {@link FileCalls#metadata}. */
public interface Metadata {

    /**
     * What one look told of a body.
     *
     * @param facts its facts, which were read after all that the metadata has beside them
     * @param metadata its metadata
     */
    record Seen(FileFacts facts, BodyMetadata metadata) {}

    /**
     * Returns facts and metadata of {@code body}, as far as this user can see it.
     *
     * @throws FileCallException {@link Trouble#UNSUPPORTED} where a part of it is there and cannot be read
     */
    Seen look(Body body) throws FileCallException;

    /**
     * Returns what {@link #look(Body)} would of what is open in a glimpse, in fewer calls; empty where only an opened body tells
     * that, or {@link Glimpse#look} would not vouch for what was read. The facts are those of the moment before, so that a change on
     * the way shows to who looks again.
     *
     * @throws FileCallException {@link Trouble#NOT_REGULAR} and the like, as {@link Glimpse#look}; as {@link #look(Body)}
     */
    default Optional<Seen> look(Glimpse glimpse) throws FileCallException {
        return Optional.empty();
    }

    /** Returns the metadata that {@link #look(Body)} does. */
    default BodyMetadata of(Body body) throws FileCallException {
        return look(body).metadata();
    }

    /**
     * Gives an empty {@code draft} those flags that have no effect once it holds bytes, and takes from it those that it
     * inherited (Linux: {@code chattr +C}). To be called before {@link Draft#copyFrom}.
     *
     * @throws FileCallException {@link Trouble#NO_PERMISSION}, {@link Trouble#UNSUPPORTED}
     */
    void prepare(BodyMetadata metadata, Draft draft) throws FileCallException;

    /**
     * Gives {@code draft} what {@code metadata} says, in an order in which no step undoes another.
     *
     * @throws FileCallException {@link Trouble#NO_PERMISSION} if, say, the owner cannot be given away; the draft is then not
     *     to be used
     */
    void apply(BodyMetadata metadata, Draft draft) throws FileCallException;

    /**
     * Reads back what {@link #apply} has set: some of it may have been dropped in silence, as a set-group bit is where the caller
     * is not of the group.
     *
     * @throws FileCallException {@link Trouble#NO_PERMISSION} if the draft differs in anything but times
     */
    default void requireSame(BodyMetadata metadata, Draft draft) throws FileCallException {
        List<String> lost = metadata.differences(of(draft)).stream()
                .map(MetadataDifference::words)
                .toList();
        if (!lost.isEmpty()) {
            throw new FileCallException(
                    "keep the metadata of " + draft.path(),
                    draft.path(),
                    null,
                    Trouble.NO_PERMISSION,
                    "",
                    0,
                    "the new file would differ in " + String.join(", ", lost),
                    "Do it as the owner of the file, or as root (Windows: as administrator).");
        }
    }
}
