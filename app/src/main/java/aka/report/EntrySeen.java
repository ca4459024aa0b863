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
public record EntrySeen(
        String name, String menu, String title, String key, InstallState state, Optional<String> command)
        implements Event {

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
        (state.isGood() ? out.text(state.column()) : out.text(state.column(), Ink.Style.YELLOW))
                .text("\"" + title + "\" in the menu of " + menu)
                .end();
        if (command.isPresent() && (state == InstallState.ELSEWHERE || page.verbose())) {
            out.text("           runs ").sentence(command.get()).end();
        }
    }
}
