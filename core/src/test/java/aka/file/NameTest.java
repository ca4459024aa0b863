package aka.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Told by a raw prefix, where paths are bytes. */
@DisabledOnOs(OS.WINDOWS)
class NameTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/a/b", "a", "./a", "../a", ""})
    void name_byItsPrefix_isTheSameAsByItsFolder(String folder) {
        Name known = new Name(Path.of(folder), Leaf.of("c"));

        Name told = Name.below(RawPath.prefix(RawPath.bytes(Path.of(folder))), Leaf.of("c"));

        assertThat(told.rawPath()).isEqualTo(known.rawPath());
        assertThat(told.path()).isEqualTo(known.path());
        assertThat(told.folder()).isEqualTo(known.folder());
        assertThat(told).isEqualTo(known).hasSameHashCodeAs(known);
    }

    @Test
    void name_inAFolderThatIsNoText_keepsItsBytes() {
        byte[] prefix = {'/', (byte) 0xFF, '/'};

        Name name = Name.below(prefix, Leaf.of(new byte[] {(byte) 0xFE}));

        byte[] raw = {'/', (byte) 0xFF, '/', (byte) 0xFE};
        assertThat(name.rawPath()).isEqualTo(raw);
        assertThat(RawPath.bytes(name.path())).isEqualTo(raw);
        assertThat(RawPath.bytes(name.folder())).isEqualTo(new byte[] {'/', (byte) 0xFF});
    }

    @Test
    void names_ofOtherFoldersOrLeaves_differ() {
        byte[] prefix = "/a/".getBytes(StandardCharsets.UTF_8);

        assertThat(Name.below(prefix, Leaf.of("b")))
                .isNotEqualTo(Name.below(prefix, Leaf.of("c")))
                .isNotEqualTo(new Name(Path.of("/b"), Leaf.of("b")));
    }
}
