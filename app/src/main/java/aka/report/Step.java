package aka.report;

import aka.plan.RunId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One change: planned, done, or not.
 *
 * @param run the run that it belongs to; empty where nothing is written down, or not yet
 * @param number its number within the command, 1 or more
 * @param kept the file that gets the names ({@link Action#LINK}, {@link Action#REPLACE}, {@link Action#REPOINT}) or shares its storage ({@link
 *     Action#SHARE}); null for the others
 * @param names the names that are made, removed, split or led elsewhere; one or more
 * @param sizeBytes the length of the body; empty where unknown
 * @param reason why it was not done, or how; null where there is nothing to say
 */
public record Step(
        Optional<RunId> run,
        long number,
        Action action,
        @Nullable Path kept,
        List<Path> names,
        OptionalLong sizeBytes,
        Outcome outcome,
        @Nullable Reason reason)
        implements Event {

    public Step {
        names = List.copyOf(names);
    }

    /** What is done to names. */
    public enum Action {
        /** Names of one body become names of another with equal bytes. */
        REPLACE("replace"),
        /** Two bodies of equal bytes come to share their storage. */
        SHARE("share"),
        /** A body gets one more name. */
        LINK("link"),
        /** A name goes. */
        UNLINK("unlink"),
        /** Names get a body of their own. */
        SPLIT("split"),
        /** A name comes to lead to another body, whatever that holds; its former one keeps another name. */
        REPOINT("repoint"),
        /** A folder is made. */
        CREATE_FOLDER("create-folder"),
        /** An empty folder goes. */
        REMOVE_FOLDER("remove-folder");

        private final String word;

        Action(String word) {
            this.word = word;
        }

        /** Returns the word that is printed. */
        public String word() {
            return word;
        }
    }

    /** What became of it. */
    public enum Outcome {
        PLANNED("planned"),
        DONE("done"),
        SKIPPED("skipped"),
        FAILED("failed");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /** Returns the word that is printed. */
        public String word() {
            return word;
        }
    }

    @Override
    public String word() {
        return "step";
    }

    @Override
    public void json(JsonLine line) {
        line.text("run", run.isPresent() ? run.get().hex() : null)
                .number("step", number)
                .text("action", action.word())
                .path("kept", kept)
                .path("replaced", replaces() ? path() : null)
                .path("path", path())
                .paths("names", names)
                .number("sizeBytes", sizeBytes)
                .text("outcome", outcome.word())
                .text("reason", reason == null ? null : reason.word());
    }

    @Override
    public void text(Page page) {
        if (page.quiet() || outcome == Outcome.FAILED) {
            return;
        }
        Ink out = page.out();
        switch (outcome) {
            case PLANNED -> deed(out.text("would "));
            case DONE -> done(out);
            case SKIPPED -> skipped(out);
            case FAILED -> {}
        }
        out.end();
    }

    /** Writes what is to be done, as an order. */
    void order(Ink out) {
        deed(out);
        out.end();
    }

    private boolean replaces() {
        return action == Action.REPLACE || action == Action.SHARE;
    }

    private Path path() {
        return names.getFirst();
    }

    private void deed(Ink out) {
        switch (action) {
            case REPLACE, LINK -> kept(names(out.text("make ")).text(" a name of "));
            case SHARE -> kept(names(out.text("let ")).text(" share the storage of "));
            case UNLINK -> names(out.text("remove "));
            case CREATE_FOLDER -> names(out.text("make the folder "));
            case REMOVE_FOLDER -> names(out.text("remove the folder "));
            case REPOINT -> kept(names(out.text("lead ")).text(" to the file of "));
            case SPLIT -> price(names(out.text("give ")).text(" a body of its own"));
        }
    }

    private void done(Ink out) {
        switch (action) {
            case REPLACE, LINK -> kept(names(out).text(" is a name of "));
            case SHARE -> kept(names(out).text(" shares the storage of "));
            case UNLINK -> names(out.text("removed "));
            case CREATE_FOLDER -> names(out.text("made the folder "));
            case REMOVE_FOLDER -> names(out.text("removed the folder "));
            case REPOINT -> kept(names(out).text(" leads to the file of "));
            case SPLIT -> price(names(out).text(" has a body of its own"));
        }
    }

    private void skipped(Ink out) {
        names(out);
        if (reason == Reason.ALREADY_ONE) {
            kept(out.text(" is a name of ")).text(" already");
        } else if (reason == Reason.SINGLE) {
            out.text(" is the only name of its body: nothing to split");
        } else {
            out.text(": left as it is");
        }
    }

    private Ink names(Ink out) {
        out.path(path());
        int further = names.size() - 1;
        return further == 0 ? out : out.text(" and " + Figures.count(further, "further name"));
    }

    private Ink kept(Ink out) {
        return kept == null ? out : out.path(kept);
    }

    private void price(Ink out) {
        if (reason == Reason.CLONED) {
            out.text(" (cloned: no space used yet)");
        } else if (sizeBytes.isPresent()) {
            out.text(" (" + Figures.size(sizeBytes.getAsLong()) + ")");
        }
    }
}
