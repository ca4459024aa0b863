package aka.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aka.plan.Line.Bad;
import aka.plan.Line.Torn;
import aka.plan.Line.Whole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class LineReaderTest {

    private static String line(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return "%08x %08x %s\n".formatted(bytes.length, crc.getValue(), json);
    }

    private static List<Line> read(String text) throws IOException {
        List<Line> lines = new ArrayList<>();
        // One byte at a time, as a pipe may deliver them.
        InputStream slow = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };
        LineReader reader = new LineReader(slow, 0);
        for (Line line = reader.next(); line != null; line = reader.next()) {
            lines.add(line);
        }
        return lines;
    }

    @Test
    void next_ofWholeLines_givesTheirFields() throws Exception {
        List<Line> lines = read(line("{\"a\":1}") + line("{\"a\":\"\u00fc\"}"));
        assertThat(lines).hasSize(2).allMatch(Whole.class::isInstance);
        assertThat(((Whole) lines.get(1)).fields().text("a")).isEqualTo("\u00fc");
        assertThat(lines.get(1).number()).isEqualTo(2);
        assertThat(lines.get(1).offset()).isEqualTo(26);
    }

    @Test
    void next_ofALineLongerThanTheBuffer_givesIt() throws Exception {
        String value = "x".repeat(300_000);
        List<Line> lines = read(line("{\"a\":\"" + value + "\"}") + line("{}"));
        assertThat(((Whole) lines.getFirst()).fields().text("a")).isEqualTo(value);
        assertThat(lines.getLast()).isInstanceOf(Whole.class);
    }

    @Test
    void next_ofNothing_isTheEnd() throws Exception {
        assertThat(read("")).isEmpty();
    }

    @Test
    void next_behindABadLine_goesOn() throws Exception {
        List<Line> lines = read(line("{}") + "nonsense\n\n" + line("{}") + "0000");
        assertThat(lines.get(0)).isInstanceOf(Whole.class);
        assertThat(lines.get(1)).isInstanceOf(Bad.class);
        assertThat(lines.get(2)).isInstanceOf(Bad.class);
        assertThat(lines.get(3)).isInstanceOf(Whole.class);
        assertThat(lines.get(4)).isInstanceOf(Torn.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "5",
                "{",
                "{\"a\":}",
                "{} {}",
                "{}x",
                "{\"a\":1.5}",
                "{\"a\":99999999999999999999}",
                "{\"a\":[null]}",
                "{\"a\":NaN}",
                "{\"a\":\"\t\"}",
                "{\"a\" 1}",
                "{'a':1}"
            })
    void next_ofWhatIsNoObject_isBadThoughItsSumIsRight(String json) throws Exception {
        assertThat(read(line(json))).singleElement().isInstanceOf(Bad.class);
    }

    @Test
    void next_ofObjectsNestedWithoutEnd_isBad() throws Exception {
        assertThat(read(line("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000))))
                .singleElement()
                .isInstanceOf(Bad.class);
    }

    @Test
    void path_ofALoneSurrogate_isAFlaw() throws Exception {
        LineFields fields = ((Whole) read(line("{\"a\":\"\\ud800\"}")).getFirst()).fields();
        assertThatExceptionOfType(LineFlaw.class).isThrownBy(() -> fields.path("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "0:1",
                "0000000000000005:",
                "000000000000000x:1",
                "0000000000000005:xyz",
                "+000000000000005:1"
            })
    void fileKey_ofWhatIsNone_isAFlaw(String text) throws Exception {
        LineFields fields = ((Whole) read(line("{\"k\":\"" + text + "\"}")).getFirst()).fields();
        assertThatExceptionOfType(LineFlaw.class).isThrownBy(() -> fields.fileKey("k"));
    }
}
