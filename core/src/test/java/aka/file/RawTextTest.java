package aka.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class RawTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "ü", "€", "😀", "a\nb\tc", "\uFFFD", "\uFFFF\u0800\uD7FF\uE000"})
    void wellFormedText_isItself(String text) {
        assertThat(RawText.of(text.getBytes(UTF_8))).isEqualTo(text);
        assertThat(RawText.bytes(text)).isEqualTo(text.getBytes(UTF_8));
    }

    @Test
    void aByteThatIsNoText_becomesALoneSurrogate() {
        assertThat(RawText.of(new byte[] {'a', (byte) 0xFF, 'b'})).isEqualTo("a\uDCFFb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "in/a folder", "ü", "ü/€"})
    void path_isTheOneOfTheBytes(String text) {
        assertThat(RawText.path(text)).isEqualTo(RawPath.path(text.getBytes(UTF_8)));
    }

    @Test
    void path_ofWhatIsNoText_isTheOneOfItsBytes() {
        Assumptions.assumeTrue(RawPath.pathsAreBytes(), "elsewhere no path has such bytes");
        assertThat(RawPath.bytes(RawText.path("a\uDCFFb"))).isEqualTo(new byte[] {'a', (byte) 0xFF, 'b'});
    }

    @Test
    void anOverlongForm_isNoText() {
        assertThat(RawText.of(new byte[] {(byte) 0xC0, (byte) 0xAF})).isEqualTo("\uDCC0\uDCAF");
    }

    @Test
    void anEncodedSurrogate_isNoText() {
        byte[] raw = {(byte) 0xED, (byte) 0xB2, (byte) 0x80};

        assertThat(RawText.of(raw)).isEqualTo("\uDCED\uDCB2\uDC80");
        assertThat(RawText.bytes(RawText.of(raw))).isEqualTo(raw);
    }

    @Test
    void aSequenceThatBreaksOff_isNoText() {
        assertThat(RawText.of(new byte[] {'a', (byte) 0xE2, (byte) 0x82})).isEqualTo("a\uDCE2\uDC82");
    }

    @Test
    void aLoneSurrogateThatStandsForNoByte_becomesItsOwnThree() {
        assertThat(RawText.bytes("\uD800")).isEqualTo(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
    }

    @Test
    void anyBytes_comeBackAsTheyWere() {
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            byte[] raw = new byte[random.nextInt(12)];
            random.nextBytes(raw);
            assertThat(RawText.bytes(RawText.of(raw))).isEqualTo(raw);
        }
    }

    @Test
    void differentBytes_haveDifferentText() {
        for (int one = 0; one < 256; one++) {
            for (int other = 0; other < one; other++) {
                assertThat(RawText.of(new byte[] {(byte) one})).isNotEqualTo(RawText.of(new byte[] {(byte) other}));
            }
        }
    }
}
