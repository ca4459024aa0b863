package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes, times, arguments and words as people type them. */
@Tag("windows")
class TypedValuesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T16:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "1K, 1024",
        "1k, 1024",
        "1KiB, 1024",
        "1kB, 1000",
        "1MB, 1000000",
        "2M, 2097152",
        "1.5G, 1610612736",
        "1GB, 1000000000",
        "3B, 3"
    })
    void size_isReadWithItsUnit(String text, long bytes) {
        assertThat(SizeText.parse("--min", text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "5Q", "1KB2", "1.2.3", "99999999999999999999", "1e3"})
    void size_thatIsNone_isRefused(String text) {
        assertThatThrownBy(() -> SizeText.parse("--min", text)).isInstanceOf(WrongUsage.class);
    }

    @ParameterizedTest
    @CsvSource({
        "30s, 2026-11-22T15:59:30Z",
        "5m, 2026-11-22T15:55:00Z",
        "2h, 2026-11-22T14:00:00Z",
        "30d, 2026-10-23T16:00:00Z",
        "4w, 2026-10-25T16:00:00Z",
        "1y, 2025-11-22T16:00:00Z",
        "2026-01-02, 2026-01-02T00:00:00Z",
        "2026-01-02T03:04, 2026-01-02T03:04:00Z",
        "2026-01-02 03:04:05, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05Z",
        "2026-01-02T03:04:05-02:00, 2026-01-02T05:04:05Z"
    })
    void time_isReadAsDateOrAge(String text, Instant time) {
        assertThat(TimeText.parse("--newer", text, NOW, ZoneOffset.UTC)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "d", "30x", "yesterday", "2026-13-01", "2026-01-02T", "99999999999999999y"})
    void time_thatIsNone_isRefused(String text) {
        assertThatThrownBy(() -> TimeText.parse("--newer", text, NOW, ZoneOffset.UTC))
                .isInstanceOf(WrongUsage.class);
    }

    @Test
    void argumentsAfterTwoDashes_areLiteral() {
        assertThat(ArgumentFiles.expand(List.of("@@a", "--", "@b", "@@c"))).containsExactly("@a", "--", "@b", "@@c");
    }

    @Test
    void lines_endAsTheyDoOnTheSystem() {
        byte[] text = "a\r\nb c\r\n\r\nd\ne\r".getBytes(StandardCharsets.US_ASCII);
        assertThat(ArgumentFiles.lines(text, true)).containsExactly("a", "b c", "", "d", "e\r");
        assertThat(ArgumentFiles.lines(text, false)).containsExactly("a\r", "b c\r", "\r", "d", "e\r");
    }

    @Test
    void commandLine_givesBackBytesThatAreNoText() {
        byte[] commandLine = {'j', 0, '-', 'j', 'a', 'r', 0, 'a', (byte) 0xFF, 0, 0};
        assertThat(RawArguments.last(commandLine, new String[] {"a\uFFFD", ""})).containsExactly("a\uDCFF", "");
    }

    @Test
    void commandLine_thatIsTooShort_isNotBelieved() {
        String[] args = {"a\uFFFD", "b"};
        assertThat(RawArguments.last(new byte[] {'b', 0}, args)).isSameAs(args);
    }

    @Test
    void suggestion_isTheNearestWordOnly() {
        List<String> words = List.of("--json", "--min", "--max");
        assertThat(Suggestions.of("--jsno", words)).containsExactly("--json");
        assertThat(Suggestions.of("--mix", words)).containsExactly("--min", "--max");
        assertThat(Suggestions.of("--frobnicate", words)).isEmpty();
    }

    @Test
    void seconds_areWholeOrNot_andNeverNegative() {
        assertThat(Seconds.parse("--wait", Optional.of("30"))).isEqualTo(Duration.ofSeconds(30));
        assertThat(Seconds.parse("--wait", Optional.of("0.25"))).isEqualTo(Duration.ofMillis(250));
        assertThat(Seconds.parse("--wait", Optional.of("1e99"))).isGreaterThan(Duration.ofDays(365));
        assertThat(Seconds.parse("--wait", Optional.empty())).isZero();
        for (String none : List.of("-1", "soon", "", "1s")) {
            assertThatThrownBy(() -> Seconds.parse("--wait", Optional.of(none))).isInstanceOf(WrongUsage.class);
        }
    }

    @Test
    void commandAsItWasTyped_isQuotedWhereAShellWouldSplitIt() {
        assertThat(CommandText.of(List.of("link", "a b", "it's", "", "x/y-z.txt")))
                .isEqualTo(
                        File.separatorChar == '/'
                                ? "aka link 'a b' 'it'\\''s' '' x/y-z.txt"
                                : "aka link \"a b\" \"it's\" \"\" x/y-z.txt");
    }
}
