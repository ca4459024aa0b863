package aka.report;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One change: planned, done, or not.
 *
 * @param step its number within the command, 1 or more
 * @param existing for {@link Action#LINK}, the file that got a name; else null
 * @param path the name that was made, removed or split
 * @param sizeBytes the length of the body; empty where unknown
 * @param reason why it was not done, or how; null where there is nothing to say
 */
public record Step(
        int step,
        Action action,
        @Nullable Path existing,
        Path path,
        OptionalLong sizeBytes,
        Outcome outcome,
        @Nullable Reason reason)
        implements Event {

    /** What is done to a name. */
    public enum Action {
        LINK("link"),
        UNLINK("unlink"),
        SPLIT("split"),
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

    /** How, or why not. A failed call is told by the problem beside the step. */
    public enum Reason {
        /** The new name is a name of the file already. */
        ALREADY_ONE("already-one"),
        /** The name is the only one of its body. */
        SINGLE("single"),
        /** The new body shares its blocks with the old one. */
        CLONED("cloned"),
        /** The new body has its own blocks. */
        COPIED("copied"),
        /** A problem says why. */
        PROBLEM("problem");

        private final String word;

        Reason(String word) {
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
        line.nothing("run")
                .number("step", step)
                .text("action", action.word())
                .path("kept", existing)
                .nothing("replaced")
                .path("path", path)
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

    private void deed(Ink out) {
        switch (action) {
            case LINK -> existing(out.text("make ").path(path).text(" a name of "));
            case UNLINK -> out.text("remove ").path(path);
            case REMOVE_FOLDER -> out.text("remove the folder ").path(path);
            case SPLIT -> price(out.text("give ").path(path).text(" a body of its own"));
        }
    }

    private void done(Ink out) {
        switch (action) {
            case LINK -> existing(out.path(path).text(" is a name of "));
            case UNLINK -> out.text("removed ").path(path);
            case REMOVE_FOLDER -> out.text("removed the folder ").path(path);
            case SPLIT -> price(out.path(path).text(" has a body of its own"));
        }
    }

    private void skipped(Ink out) {
        out.path(path);
        if (reason == null) {
            out.text(": left as it is");
            return;
        }
        switch (reason) {
            case ALREADY_ONE -> existing(out.text(" is a name of ")).text(" already");
            case SINGLE -> out.text(" is the only name of its body: nothing to split");
            case CLONED, COPIED, PROBLEM -> out.text(": left as it is");
        }
    }

    private Ink existing(Ink out) {
        return existing == null ? out : out.path(existing);
    }

    private void price(Ink out) {
        if (reason == Reason.CLONED) {
            out.text(" (cloned: no space used yet)");
        } else if (sizeBytes.isPresent()) {
            out.text(" (" + Figures.size(sizeBytes.getAsLong()) + ")");
        }
    }
}
