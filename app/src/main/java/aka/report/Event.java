package aka.report;

/** Something that a command has to tell: one object a line with {@code --json}, else lines of text. */
public sealed interface Event
        permits CallFound,
                CatalogSeen,
                CheckVerdict,
                EntrySeen,
                FileSeen,
                FindingSeen,
                ForPeople,
                Forecast,
                GroupFound,
                GroupSeen,
                HealthSeen,
                HookSeen,
                LeftOutFound,
                MklinkStep,
                NameFound,
                PlaceFound,
                PlanPrice,
                Problem,
                RunSeen,
                SameVerdict,
                SaveSeen,
                SetFound,
                Start,
                Step,
                Summary,
                SystemSeen,
                VolumeSeen,
                WatchSeen {

    /** Returns the value of the key {@code event}; empty for what is told to people only. */
    String word();

    /** Writes the keys that follow {@code event}. */
    void json(JsonLine line);

    /** Writes the lines for people. */
    void text(Page page);
}
