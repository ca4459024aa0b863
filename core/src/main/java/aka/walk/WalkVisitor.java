package aka.walk;

/** Takes what a walk finds. Called by one thread at a time. */
@FunctionalInterface
public interface WalkVisitor extends WalkListener {

    /** Called for each entry that passes the filters; {@code entry} is valid during the call only. */
    void found(WalkEntry entry);

    /**
     * Returns whether regular files that have one name are to be found; asked once, before the walk begins. Where they are not,
     * they are counted only, and the walk is quicker.
     */
    default boolean wantsSingles() {
        return true;
    }

    /** Called once if the walk is seen to wait for the disk. */
    default void waitsForDisk() {}

    /** Returns whether the walk may stop; asked after each entry. */
    default boolean enough() {
        return false;
    }
}
