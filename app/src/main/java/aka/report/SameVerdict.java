package aka.report;

import aka.link.Sameness;
import aka.link.Sameness.Verdict;
import java.nio.file.Path;
import java.util.List;

/** What several paths have in common. */
public record SameVerdict(List<Path> paths, Sameness sameness) implements Event {

    public SameVerdict {
        paths = List.copyOf(paths);
    }

    @Override
    public String word() {
        return "verdict";
    }

    @Override
    public void json(JsonLine line) {
        line.text("question", "same")
                .paths("paths", paths)
                .text("verdict", key(sameness.verdict()))
                .text("reason", sameness.reason().isEmpty() ? null : sameness.reason());
    }

    @Override
    public void text(Page page) {
        Verdict verdict = sameness.verdict();
        Ink.Style style = switch (verdict) {
            case ONE_FILE, SYMLINK -> Ink.Style.GREEN;
            case CLONES, EQUAL_COPIES -> Ink.Style.BOLD;
            case UNKNOWN -> Ink.Style.YELLOW;
            case DIFFERENT -> Ink.Style.BOLD;
        };
        Ink out = page.out().text(words(verdict), style);
        if (page.verbose() && !sameness.reason().isEmpty()) {
            out.text(": ").sentence(sameness.reason());
        }
        out.end();
    }

    /** Returns the word of the key {@code verdict}. */
    static String key(Verdict verdict) {
        return switch (verdict) {
            case ONE_FILE -> "one-file";
            case SYMLINK -> "symlink";
            case CLONES -> "clones";
            case EQUAL_COPIES -> "equal-copies";
            case UNKNOWN -> "unknown";
            case DIFFERENT -> "different";
        };
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case ONE_FILE -> "one file";
            case SYMLINK -> "symbolic link to the same file";
            case CLONES -> "clones";
            case EQUAL_COPIES -> "equal copies";
            case UNKNOWN -> "unknown";
            case DIFFERENT -> "different";
        };
    }
}
