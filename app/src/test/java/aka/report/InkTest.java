package aka.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A line that the next one is written over, and what else goes to the same terminal. */
@Tag("windows")
class InkTest {

    /** Each write to the terminal by itself. */
    private final List<String> writes = new ArrayList<>();

    private final OutputStream terminal = new OutputStream() {
        @Override
        public void write(int b) {
            writes.add(String.valueOf((char) b));
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            writes.add(new String(bytes, offset, count, StandardCharsets.UTF_8));
        }
    };

    private final Ink ink = new Ink(terminal, true, false);

    @Test
    void transientLine_isOneWrite_clearedBehindItsEnd() {
        ink.transientLine("1 of 2");
        ink.transientLine("2 of 2");
        assertThat(writes).containsExactly("\r1 of 2\033[K", "\r2 of 2\033[K");
    }

    @Test
    void transientLine_thatStandsThere_isNotWrittenAgain() {
        ink.transientLine("1 of 2");
        ink.transientLine("1 of 2");
        assertThat(writes).hasSize(1);
    }

    @Test
    void line_takesThePlaceOfATransientOne_whichComesBack() {
        ink.transientLine("1 of 2");
        ink.text("trouble").end();
        ink.transientLine("1 of 2");
        assertThat(writes).containsExactly("\r1 of 2\033[K", "\r\033[K", "trouble\n", "\r1 of 2\033[K");
    }

    @Test
    void whatIsPrintedBeside_takesThePlaceOfATransientLine() throws IOException {
        OutputStream out = ink.beside(terminal);
        ink.transientLine("1 of 2");
        out.write("result\n".getBytes(StandardCharsets.UTF_8));
        assertThat(writes).containsExactly("\r1 of 2\033[K", "\r\033[K", "result\n");
    }

    @Test
    void erase_withNothingThere_writesNothing() {
        ink.erase();
        assertThat(writes).isEmpty();
    }
}
