package aka.link;

import java.util.List;

/**
 * Which of copy, hard link, symbolic link and clone serves a purpose, for a given pair of paths.
 *
 * @param best the one to take, a word: {@code hard link}, {@code symbolic link}, {@code clone}, {@code copy}
 * @param why why, in one sentence or two
 * @param others what can be said of the other three, a sentence each
 */
public record Advice(String best, String why, List<String> others) {

    /** What the second path is wanted for. */
    public enum Purpose {
        EDITING,
        SHARING,
        SNAPSHOT,
        SPACE
    }
}
