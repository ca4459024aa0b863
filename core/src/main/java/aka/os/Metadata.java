package aka.os;

/** Reads and writes all that a body has beside its bytes. Obtained by {@link FileCalls#metadata}. */
public interface Metadata {

    /**
     * Returns the metadata of {@code body}, as far as this user can see it.
     *
     * @throws FileCallException {@link Trouble#UNSUPPORTED} where a part of it is there and cannot be read
     */
    BodyMetadata of(Body body) throws FileCallException;

    /**
     * Gives {@code draft} what {@code metadata} says, in an order in which no step undoes another.
     *
     * @throws FileCallException {@link Trouble#NO_PERMISSION} if, say, the owner cannot be given away; the draft is then not
     *     to be used
     */
    void apply(BodyMetadata metadata, Draft draft) throws FileCallException;
}
