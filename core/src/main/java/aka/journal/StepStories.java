package aka.journal;

import aka.journal.JournalRecord.Back;
import aka.journal.JournalRecord.Began;
import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Ended;
import aka.journal.JournalRecord.Forced;
import aka.journal.JournalRecord.Intent;
import aka.journal.JournalRecord.Moved;
import aka.journal.JournalRecord.Pool;
import aka.journal.JournalRecord.Rescued;
import aka.journal.JournalRecord.Skipped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together what records tell of each step. */
final class StepStories {

    private static final class Draft {
        private @Nullable Intent intent;
        private @Nullable Moved moved;
        private @Nullable Back back;
        private @Nullable Skipped skipped;
        private @Nullable Done done;
        private List<Rescued> rescued = List.of();

        void rescued(Rescued record) {
            rescued = rescued.isEmpty() ? new ArrayList<>(1) : rescued;
            rescued.add(record);
        }
    }

    private final TreeMap<Integer, Draft> drafts = new TreeMap<>();
    private final Set<Integer> forced = new HashSet<>();

    StepStories(List<JournalRecord> records) {
        records.forEach(this::add);
    }

    private void add(JournalRecord record) {
        switch (record) {
            case Began began -> {}
            case Pool pool -> {}
            case Ended ended -> {}
            case Forced batch -> forced.add(batch.batch());
            case Intent intent -> draft(intent.step()).intent = intent;
            case Moved moved -> draft(moved.step()).moved = moved;
            case Back back -> draft(back.step()).back = back;
            case Skipped skipped -> draft(skipped.step()).skipped = skipped;
            case Rescued rescued -> draft(rescued.step()).rescued(rescued);
            case Done done -> draft(done.step()).done = done;
        }
    }

    private Draft draft(int step) {
        return drafts.computeIfAbsent(step, number -> new Draft());
    }

    SortedMap<Integer, StepStory> byStep() {
        TreeMap<Integer, StepStory> stories = new TreeMap<>();
        drafts.forEach((step, draft) -> {
            Intent intent = draft.intent;
            if (intent != null) {
                stories.put(step, story(intent, draft));
            }
        });
        return stories;
    }

    private StepStory story(Intent intent, Draft draft) {
        return new StepStory(
                intent,
                forced.contains(intent.batch()),
                Optional.ofNullable(draft.moved),
                Optional.ofNullable(draft.back),
                Optional.ofNullable(draft.skipped),
                draft.rescued,
                Optional.ofNullable(draft.done));
    }
}
