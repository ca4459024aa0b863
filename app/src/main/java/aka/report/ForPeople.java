package aka.report;

/** What is told to people only. */
sealed interface ForPeople extends Event permits Note, PlanPreview, TextDifference {

    @Override
    default String word() {
        return "";
    }

    @Override
    default void json(JsonLine line) {}
}
