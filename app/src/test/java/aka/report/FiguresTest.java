package aka.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, times and names as they are printed. */
@Tag("windows")
class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1536, 1.5 KiB",
        "1048575, 1.0 MiB",
        "209715200, 200.0 MiB",
        "1073741824, 1.0 GiB",
        "9223372036854775807, 8.0 EiB"
    })
    void size_hasOneDecimalAndAUnit(long bytes, String text) {
        assertThat(Figures.size(bytes)).isEqualTo(text);
    }

    @Test
    void number_hasCommas() {
        assertThat(Figures.number(64997)).isEqualTo("64,997");
        assertThat(Figures.number(-1000)).isEqualTo("-1,000");
        assertThat(Figures.number(-100)).isEqualTo("-100");
    }

    @Test
    void count_hasItsNoun() {
        assertThat(Figures.count(1, "name")).isEqualTo("1 name");
        assertThat(Figures.count(0, "name")).isEqualTo("0 names");
        assertThat(Figures.count(2, "body")).isEqualTo("2 bodies");
    }

    @Test
    void time_isRfc3339WithNanoseconds() {
        assertThat(Figures.rfc3339(Instant.ofEpochSecond(1, 5))).isEqualTo("1970-01-01T00:00:01.000000005Z");
        assertThat(Figures.rfc3339(Instant.parse("1969-12-31T23:59:59.5Z")))
                .isEqualTo("1969-12-31T23:59:59.500000000Z");
        assertThat(Figures.time(Instant.parse("2026-11-22T16:21:13.9Z"))).isEqualTo("2026-11-22 16:21:13 UTC");
    }

    @Test
    void name_isEscapedByteByByteWhereItIsNoText() {
        byte[] raw = "a\tb\u0007\u0085ü€\u2066".getBytes(StandardCharsets.UTF_8);
        assertThat(Escapes.of(raw)).isEqualTo("a\\tb\\x07\\u0085ü€\\u2066");
        assertThat(Escapes.of(new byte[] {'a', (byte) 0xFF, (byte) 0xC3})).isEqualTo("a\\xff\\xc3");
    }
}
