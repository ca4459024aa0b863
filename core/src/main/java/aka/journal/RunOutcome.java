package aka.journal;

/** How a run ended. */
public enum RunOutcome {
    /** Every step was done. */
    COMPLETE,
    /** Some steps were not done, each with its reason. */
    PARTIAL,
    /** It was stopped at a safe point. */
    CANCELLED
}
