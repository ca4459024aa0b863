package aka.report;

import java.nio.file.Path;
import java.util.List;

/**
 * The first line of every command.
 *
 * @param command the command's name; empty where none was recognised
 * @param roots the paths that were given
 * @param cwd where relative paths begin
 */
public record Start(String version, String command, List<Path> roots, Path cwd, String platform) implements Event {

    /** The number of the format; a key changes its meaning only together with it. */
    public static final int SCHEMA = 1;

    @Override
    public String word() {
        return "start";
    }

    @Override
    public void json(JsonLine line) {
        line.number("schema", SCHEMA).text("version", version);
        if (command.isEmpty()) {
            line.nothing("command");
        } else {
            line.text("command", command);
        }
        line.paths("roots", roots).path("cwd", cwd).text("platform", platform);
    }

    @Override
    public void text(Page page) {}
}
