package aka.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextDifferenceTest {

    @Test
    void ofTexts_theLinesThatDifferAreToldWithThoseAround() {
        assertThat(of("a\nb\nc\n", "a\nB\nc\n").orElseThrow().lines())
                .containsExactly("@@ -1,3 +1,3 @@", " a", "-b", "+B", " c");
    }

    @Test
    void ofBytesThatAreNoText_nothingIsTold() {
        assertThat(of("a\0", "b")).isEmpty();
        assertThat(TextDifference.of(Path.of("a"), new byte[] {(byte) 0xFF}, Path.of("b"), new byte[0]))
                .isEmpty();
    }

    @Test
    void ofTextsThatDifferInTheEndOfTheirLines_noLineIsTold() {
        assertThat(of("a\r\n", "a\n").orElseThrow().lines()).isEmpty();
    }

    private static Optional<TextDifference> of(String one, String other) {
        return TextDifference.of(
                Path.of("a"),
                one.getBytes(StandardCharsets.UTF_8),
                Path.of("b"),
                other.getBytes(StandardCharsets.UTF_8));
    }
}
