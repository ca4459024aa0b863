package aka.journal;

/** Which kind of record, and the word for it in the {@code type} of its line. */
enum RecordKind {
    BEGAN,
    POOL,
    META,
    INTENT,
    FORCED,
    MOVED,
    BACK,
    SKIPPED,
    RESCUED,
    DONE,
    ENDED,
    RESUMED;
}
