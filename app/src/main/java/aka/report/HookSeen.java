package aka.report;

import java.nio.file.Path;

/**
 * A hook of a repository, and whether it heals the repository's groups.
 *
 * @param name as git calls it
 * @param file where it is, or would be
 */
public record HookSeen(String name, Path file, State state) implements Event {

    /** Whether aka's lines are in it. */
    public enum State {
        /** They are. */
        INSTALLED("installed"),
        /** They are not, though there may be a hook. */
        MISSING("missing"),
        /** They were, and are not any more. */
        REMOVED("removed"),
        /** They would be put in, or taken out. */
        PLANNED("planned"),
        /** There is a hook that aka does not change. */
        FOREIGN("foreign");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** Returns the word that is printed. */
        public String word() {
            return word;
        }
    }

    @Override
    public String word() {
        return "hook";
    }

    @Override
    public void json(JsonLine line) {
        line.text("name", name).path("file", file).text("state", state.word());
    }

    @Override
    public void text(Page page) {
        boolean good = state != State.MISSING && state != State.FOREIGN;
        page.out()
                .text(state.word() + " ".repeat(11 - state.word().length()), good ? Ink.Style.GREEN : Ink.Style.YELLOW)
                .path(file)
                .end();
    }
}
