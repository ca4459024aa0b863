package aka.journal;

/** What has become of a run, as far as its journal tells. */
public enum RunState {
    /** Every step was done. */
    COMPLETE,
    /** Some steps were not done, each with its reason. */
    PARTIAL,
    /** It was stopped at a safe point. */
    CANCELLED,
    /** It was cut off: {@code recover} finishes it or rolls it back. */
    UNFINISHED,
    /** Some process is at it now. */
    RUNNING,
    /** Its journal cannot be read: damaged at the beginning, written by a later aka, or by somebody else. */
    UNREADABLE
}
