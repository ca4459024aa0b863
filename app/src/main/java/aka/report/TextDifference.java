package aka.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * In which lines two texts differ, for people, as {@code diff -u} says it.
 *
 * @param lines what is told, without the names
 */
public record TextDifference(Path one, Path other, List<String> lines) implements ForPeople {

    /** What is longer is nothing to read on the way to a question. */
    public static final int BYTES_MOST = 128 * 1024;

    /** To find the fewest changes takes as many steps as lines times changes. */
    private static final int LINES_MOST = 5000;

    private static final int LINES_SHOWN = 40;
    private static final int CONTEXT_LINES = 2;

    public TextDifference {
        lines = List.copyOf(lines);
    }

    /** Returns where {@code one} and {@code other} differ; empty where one of them is no text, or a long one. */
    public static Optional<TextDifference> of(Path one, byte[] oneBytes, Path other, byte[] otherBytes) {
        Optional<List<String>> oneLines = lines(oneBytes);
        Optional<List<String>> otherLines = lines(otherBytes);
        if (oneLines.isEmpty() || otherLines.isEmpty()) {
            return Optional.empty();
        }
        List<String> told = UnifiedDiffUtils.generateUnifiedDiff(
                "", "", oneLines.get(), DiffUtils.diff(oneLines.get(), otherLines.get()), CONTEXT_LINES);
        return Optional.of(new TextDifference(one, other, told.subList(Math.min(2, told.size()), told.size())));
    }

    private static Optional<List<String>> lines(byte[] bytes) {
        for (byte each : bytes) {
            if (each == 0) {
                return Optional.empty();
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            List<String> lines = text.lines().toList();
            return lines.size() > LINES_MOST ? Optional.empty() : Optional.of(lines);
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    @Override
    public void text(Page page) {
        if (page.quiet() || lines.isEmpty()) {
            return;
        }
        Ink out = page.out();
        out.text("--- ").path(one).end();
        out.text("+++ ").path(other).end();
        int shown = page.verbose() ? lines.size() : Math.min(LINES_SHOWN, lines.size());
        for (String each : lines.subList(0, shown)) {
            out.text(Escapes.of(each), style(each)).end();
        }
        if (shown < lines.size()) {
            out.text("and " + Figures.count(lines.size() - shown, "further line") + " (-v shows all)", Ink.Style.FAINT)
                    .end();
        }
    }

    private static Ink.Style style(String line) {
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> Ink.Style.GREEN;
            case '-' -> Ink.Style.RED;
            case '@' -> Ink.Style.BOLD;
            default -> Ink.Style.FAINT;
        };
    }
}
