package aka.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class Utf16NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "ü", "€", "😀", "C:\\a\\b", "\u007F\u0080\u07FF\u0800\uFFFF"})
    void wellFormedText_isUtf8(String text) {
        assertThat(Utf16Names.bytes(text)).isEqualTo(text.getBytes(UTF_8));
        assertThat(Utf16Names.units(text.getBytes(UTF_8))).isEqualTo(text);
    }

    @Test
    void aLoneSurrogate_hasThreeBytesOfItsOwn() {
        assertThat(Utf16Names.bytes("\uD800")).isEqualTo(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
        assertThat(Utf16Names.bytes("a\uDFFFb"))
                .isEqualTo(new byte[] {'a', (byte) 0xED, (byte) 0xBF, (byte) 0xBF, 'b'});
    }

    @Test
    void surrogatesInTheWrongOrder_areTwoLoneOnes() {
        assertThat(Utf16Names.bytes("\uDC00\uD800")).hasSize(6);
        assertThat(Utf16Names.units(Utf16Names.bytes("\uDC00\uD800"))).isEqualTo("\uDC00\uD800");
    }

    @Test
    void anyUnits_comeBackAsTheyWere() {
        Random random = new Random(16);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder units = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                units.append((char) (random.nextBoolean() ? random.nextInt(0x10000) : 0xD800 + random.nextInt(0x800)));
            }
            assertThat(Utf16Names.units(Utf16Names.bytes(units.toString()))).isEqualTo(units.toString());
        }
    }

    /** Cut off, without a beginning, too long a form, beyond Unicode, a pair as two loners, a byte that is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "C3",
                "61E282",
                "F09F98",
                "80",
                "6180",
                "C080",
                "E08080",
                "C341",
                "F4908080",
                "EDA0BDEDB880",
                "FF"
            })
    void bytesThatStandForNoUnits_areRefused(String hex) {
        assertThatExceptionOfType(InvalidPathException.class)
                .isThrownBy(() -> Utf16Names.units(HexFormat.of().parseHex(hex)));
    }

    @Test
    void anyBytes_areUnitsThatComeBackOrRefused() {
        Random random = new Random(61);
        for (int i = 0; i < 50_000; i++) {
            byte[] raw = new byte[random.nextInt(6)];
            random.nextBytes(raw);
            byte[] back = raw;
            try {
                back = Utf16Names.bytes(Utf16Names.units(raw));
            } catch (InvalidPathException refused) {
                assertThat(refused.getInput()).as(Arrays.toString(raw)).isNotEmpty();
            }
            assertThat(back).isEqualTo(raw);
        }
    }
}
