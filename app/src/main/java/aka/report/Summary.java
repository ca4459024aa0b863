package aka.report;

import aka.plan.RunId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * The last line of every command, failed ones too.
 *
 * @param exit the exit code
 * @param complete whether everything that was asked for was done or could be known
 * @param run the run that it was written down as, and can be taken back by; empty if there is none
 * @param unreadable how many things could not be read
 * @param counts the command's own figures, by key; empty where unknown
 */
public record Summary(
        int exit, boolean complete, Optional<RunId> run, long unreadable, SequencedMap<String, OptionalLong> counts)
        implements Event {

    public Summary {
        counts = new LinkedHashMap<>(counts);
    }

    @Override
    public String word() {
        return "summary";
    }

    @Override
    public void json(JsonLine line) {
        line.number("exit", exit)
                .flag("complete", complete)
                .text("run", run.isPresent() ? run.get().hex() : null)
                .number("unreadable", unreadable);
        for (Map.Entry<String, OptionalLong> count : counts.entrySet()) {
            line.number(count.getKey(), count.getValue());
        }
    }

    @Override
    public void text(Page page) {}
}
