package aka.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class LeftoverTest {

    private static final String TAG = ".aka-0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {"", ".limbo.report.txt", ".new..hidden", ".x.\n"})
    void is_ofANameThatAkaGives_isTrue(String rest) {
        assertThat(is(TAG + rest)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", ".", ".limbo", ".limbo.", "..rest", ".LIMBO.rest", "0"})
    void is_ofATagThatGoesOnOtherwise_isFalse(String rest) {
        assertThat(is(TAG + rest)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".aka-",
                ".aka",
                ".aka-0123456789abcdef0123456789abcde",
                ".aka-0123456789ABCDEF0123456789ABCDEF",
                ".aka-0123456789abcdefg123456789abcdef",
                ".akb-0123456789abcdef0123456789abcdef",
                "xaka-0123456789abcdef0123456789abcdef"
            })
    void is_ofAnotherName_isFalse(String leaf) {
        assertThat(is(leaf)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "report.txt", ".hidden", "a name as long as any that a disk takes"})
    void name_ofAnyLeaf_isALeftoverThatFitsADisk(String leaf) {
        Leaf made = Leftover.name("rm", Leaf.of(leaf.repeat(255 / leaf.length())));

        assertThat(made.length()).isLessThanOrEqualTo(255);
        assertThat(Leftover.is(made.bytes(), made.length())).isTrue();
    }

    private static boolean is(String leaf) {
        byte[] raw = (leaf + "beyond the end").getBytes(StandardCharsets.UTF_8);
        return Leftover.is(raw, raw.length - "beyond the end".length());
    }
}
