package aka.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * The last line of every command, failed ones too.
 *
 * @param exit the exit code
 * @param complete whether everything that was asked for was done or could be known
 * @param unreadable how many things could not be read
 * @param counts the command's own figures, by key; empty where unknown
 */
public record Summary(int exit, boolean complete, long unreadable, SequencedMap<String, OptionalLong> counts)
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
        line.number("exit", exit).flag("complete", complete).number("unreadable", unreadable);
        for (Map.Entry<String, OptionalLong> count : counts.entrySet()) {
            line.number(count.getKey(), count.getValue());
        }
    }

    @Override
    public void text(Page page) {}
}
