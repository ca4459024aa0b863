package aka.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("windows")
class LinkSetTest {

    private static final FileKey KEY = new FileKey(new VolumeId(0, 1, false), 0, 2);

    @Test
    void allNamesFound_isComplete() {
        assertThat(found(OptionalInt.of(2), "a", "b").complete()).isTrue();
    }

    @Test
    void fewerNamesFound_isNotComplete() {
        assertThat(found(OptionalInt.of(3), "a", "b").complete()).isFalse();
    }

    @Test
    void moreNamesFoundThanCounted_isNotComplete() {
        assertThat(found(OptionalInt.of(1), "a", "b").complete()).isFalse();
    }

    @Test
    void anUnknownLinkCount_isNeverComplete() {
        assertThat(found(OptionalInt.empty(), "a").complete()).isFalse();
        assertThat(found(OptionalInt.empty()).complete()).isFalse();
    }

    @Test
    void names_areACopy() {
        List<Name> names = new ArrayList<>();
        LinkSet set = new LinkSet(KEY, OptionalInt.of(1), 0, names);
        names.add(new Name(Path.of("/"), Leaf.of("a")));

        assertThat(set.names()).isEmpty();
    }

    private static LinkSet found(OptionalInt linkCount, String... leaves) {
        List<Name> names = new ArrayList<>();
        for (String leaf : leaves) {
            names.add(new Name(Path.of("/d"), Leaf.of(leaf)));
        }
        return new LinkSet(KEY, linkCount, 5, names);
    }
}
