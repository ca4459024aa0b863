package aka.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How many paths a command takes. */
final class Operands {

    private Operands() {}

    /**
     * Returns the paths, {@code least} or more; from stdin there may be none at all, which is no mistake: whoever wrote them
     * found nothing.
     *
     * @throws WrongUsage if there are too few
     */
    static List<Path> atLeast(int least, Given given, Invocation invocation) throws IOException {
        List<Path> paths = invocation.paths(given);
        boolean nothingFound = paths.isEmpty() && Invocation.fromStdin(given);
        if (paths.size() < least && !nothingFound) {
            throw new WrongUsage(
                    least == 1 ? "a path is missing" : "it takes " + least + " paths or more, not " + paths.size(),
                    "Add --help for the words and an example.");
        }
        return paths;
    }

    /**
     * Returns exactly {@code count} paths.
     *
     * @throws WrongUsage if there are fewer or more
     */
    static List<Path> exactly(int count, Given given, Invocation invocation) throws IOException {
        List<Path> paths = invocation.paths(given);
        if (paths.size() != count) {
            throw new WrongUsage(
                    "it takes " + count + " paths, not " + paths.size(), "Add --help for the words and an example.");
        }
        return paths;
    }

    /**
     * Returns the deed, which is the first word.
     *
     * @param command the command's name
     * @throws WrongUsage if it is none of {@code deeds}, or missing
     */
    static String deed(String command, List<String> words, List<String> deeds) {
        String deed = words.isEmpty() ? "" : words.getFirst();
        if (!deeds.contains(deed)) {
            throw new WrongUsage(
                    deed.isEmpty() ? "it takes a deed" : "'" + deed + "' is no deed of aka " + command,
                    Specs.wayOut(Suggestions.of(deed, deeds), "aka " + command + " --help"));
        }
        return deed;
    }

    /** Returns the folders to look below: the current one if none was typed. Empty only if stdin held none. */
    static List<Path> folders(Given given, Invocation invocation) throws IOException {
        List<Path> folders = invocation.paths(given);
        return folders.isEmpty() && !Invocation.fromStdin(given) ? List.of(Path.of(".")) : folders;
    }
}
