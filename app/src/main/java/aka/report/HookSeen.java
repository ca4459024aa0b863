package aka.report;

import java.nio.file.Path;

/**
 * What has another program start aka by itself: a hook of a repository, or a unit of the service manager.
 *
 * @param name as git calls the hook; of a unit what it starts
 * @param file where it is, or would be
 */
public record HookSeen(String name, Path file, InstallState state) implements Event {

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
        page.out()
                .text(state.column(), state.isGood() ? Ink.Style.GREEN : Ink.Style.YELLOW)
                .path(file)
                .end();
    }
}
