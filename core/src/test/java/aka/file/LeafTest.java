package aka.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class LeafTest {

    @Test
    void order_isThatOfUnsignedBytes() {
        Leaf a = Leaf.of("a");
        Leaf ab = Leaf.of("ab");
        Leaf z = Leaf.of("z");
        Leaf umlaut = Leaf.of("ü");
        Leaf invalid = Leaf.of(new byte[] {(byte) 0xFF});

        assertThat(new TreeSet<>(List.of(invalid, umlaut, z, ab, a))).containsExactly(a, ab, z, umlaut, invalid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/", "a\0b"})
    void of_whatNoFolderCanHold_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Leaf.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", ".a", "..a", " ", "-rf", "a\nb"})
    void of_whatLooksOdd_isTaken(String text) {
        assertThat(Leaf.of(text)).hasToString(text);
    }

    @Test
    void of_aPath_isItsLastPart() {
        assertThat(Leaf.of(Path.of("/a/b"))).isEqualTo(Leaf.of("b"));
    }

    @Test
    void of_aRoot_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Leaf.of(Path.of("/")));
    }

    @Test
    void equalBytes_areEqualLeaves() {
        assertThat(Leaf.of("ü")).isEqualTo(Leaf.of("ü")).hasSameHashCodeAs(Leaf.of("ü"));
        assertThat(Leaf.of("ü")).isNotEqualTo(Leaf.of("u\u0308"));
    }

    @Test
    void bytes_areACopyInBothDirections() {
        byte[] raw = {'a', 'b'};
        Leaf leaf = Leaf.of(raw);
        raw[0] = 'x';
        leaf.bytes()[1] = 'x';

        assertThat(leaf).isEqualTo(Leaf.of("ab"));
    }

    @Test
    void length_isInBytes() {
        assertThat(Leaf.of("ü").length()).isEqualTo(2);
    }

    @Test
    void in_aFolder_isThePathOfTheEntry() {
        assertThat(new Name(Path.of("/a"), Leaf.of("b")).path()).isEqualTo(Path.of("/a/b"));
    }
}
