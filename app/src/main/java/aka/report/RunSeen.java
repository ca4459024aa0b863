package aka.report;

import aka.journal.RunState;
import aka.journal.RunSummary;
import aka.plan.RunId;
import java.util.Locale;

/** One run of the history. */
public record RunSeen(RunSummary run) implements Event {

    @Override
    public String word() {
        return "run";
    }

    @Override
    public void json(JsonLine line) {
        line.text("run", run.run().hex())
                .text("command", run.command())
                .text("origin", run.origin())
                .time("at", run.at())
                .text("state", word(run.state()))
                .number("done", run.done())
                .number("notDone", run.notDone())
                .number("rescued", run.rescued())
                .number("freedBytes", run.freedBytes())
                .text("undoes", run.undoes().map(RunId::hex).orElse(null))
                .texts("undoneBy", run.undoneBy().stream().map(RunId::hex).toList())
                .flag("undoable", run.undoable())
                .text("hindrance", run.hindrance().orElse(null))
                .flag("foreign", run.foreign());
    }

    @Override
    public void text(Page page) {
        Ink out = page.out();
        out.text(run.run().brief(), Ink.Style.BOLD)
                .text("  " + Figures.time(run.at()) + "  ")
                .sentence(run.command().isEmpty() ? "(unknown command)" : run.command())
                .end();
        out.text("          " + words());
        if (run.undoable()) {
            out.text("; can be taken back");
        } else {
            out.text("; ").sentence(run.hindrance().orElse(""));
        }
        out.end();
    }

    private String words() {
        StringBuilder words = new StringBuilder(
                switch (run.state()) {
                    case COMPLETE, PARTIAL -> "";
                    case CANCELLED -> "stopped, ";
                    case UNFINISHED -> "cut off, ";
                    case RUNNING -> "at work, ";
                    case UNREADABLE -> "unreadable, ";
                });
        words.append(Figures.count(run.done(), "step")).append(" done");
        if (run.notDone() > 0) {
            words.append(", ").append(Figures.number(run.notDone())).append(" not");
        }
        if (run.freedBytes() > 0) {
            words.append(", freed ").append(Figures.size(run.freedBytes()));
        }
        if (run.rescued() > 0) {
            words.append(", ").append(Figures.count(run.rescued(), "file")).append(" rescued");
        }
        if (run.foreign()) {
            words.append(", on another machine");
        }
        return words.toString();
    }

    /** Returns the value of the key {@code state}. */
    static String word(RunState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
