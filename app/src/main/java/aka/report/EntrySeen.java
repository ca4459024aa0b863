package aka.report;

import java.util.Optional;

/**
 * An entry in a menu of Explorer.
 *
 * @param name what it does, in a word
 * @param menu whose menu it is in
 * @param title what the menu shows
 * @param key the key of the registry that is the entry
 * @param command what it runs; empty where it is not there
 */
public record EntrySeen(String name, String menu, String title, String key, State state, Optional<String> command)
        implements Event {

    /** Whether it is there, or what becomes of it. */
    public enum State {
        /** It is there, and leads to this aka as far as that is known. */
        INSTALLED("installed"),
        /** It is there, and leads to another program. */
        ELSEWHERE("elsewhere"),
        /** It is not there. */
        MISSING("missing"),
        /** It was there, and is not any more. */
        REMOVED("removed"),
        /** It would be made, or taken away. */
        PLANNED("planned");

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
        return "entry";
    }

    @Override
    public void json(JsonLine line) {
        line.text("name", name)
                .text("menu", menu)
                .text("title", title)
                .text("key", key)
                .text("state", state.word())
                .text("command", command.orElse(null));
    }

    @Override
    public void text(Page page) {
        Ink out = page.out();
        boolean wanting = state == State.MISSING || state == State.ELSEWHERE;
        String shown = state.word() + " ".repeat(11 - state.word().length());
        (wanting ? out.text(shown, Ink.Style.YELLOW) : out.text(shown))
                .text("\"" + title + "\" in the menu of " + menu)
                .end();
        if (command.isPresent() && (state == State.ELSEWHERE || page.verbose())) {
            out.text("           runs ").sentence(command.get()).end();
        }
    }
}
