package aka.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import aka.file.FileFacts.Owner;
import aka.os.BodyMetadata.Treatment;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("windows")
class BodyMetadataTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final BodyMetadata PLAIN = with(new TreeMap<>());

    private static BodyMetadata with(SortedMap<String, byte[]> attributes) {
        return new BodyMetadata(
                Optional.of(new Owner(1, 2, 0644)),
                THEN,
                THEN,
                attributes,
                OptionalInt.of(0),
                Set.of(),
                OptionalLong.empty());
    }

    private static BodyMetadata withAttribute(String name, String value) {
        TreeMap<String, byte[]> attributes = new TreeMap<>();
        attributes.put(name, value.getBytes(UTF_8));
        return with(attributes);
    }

    @Test
    void differences_ofOwnerModeFlagsAndProject_sayBothSides() {
        BodyMetadata other = new BodyMetadata(
                Optional.of(new Owner(3, 2, 0600)),
                THEN,
                THEN,
                new TreeMap<>(),
                OptionalInt.of(0x10 | 0x800000),
                Set.of(Treatment.VERITY),
                OptionalLong.of(7));

        assertThat(PLAIN.differences(other))
                .containsExactly(
                        new MetadataDifference(MetadataPart.OWNER, "owner 1:2 and 3:2"),
                        new MetadataDifference(MetadataPart.MODE, "mode 644 and 600"),
                        new MetadataDifference(MetadataPart.FLAGS, "flags none and iC"),
                        new MetadataDifference(MetadataPart.FLAGS, "verity on one side only"),
                        new MetadataDifference(MetadataPart.FLAGS, "project none and 7"));
    }

    @Test
    void differences_ofBodiesWithoutOwners_areThoseOfTheirAttributes() {
        BodyMetadata one = onWindows(BodyMetadata.WINDOWS_ATTRIBUTES, new byte[] {0x20, 0, 0, 0});
        BodyMetadata archived = onWindows(BodyMetadata.WINDOWS_ATTRIBUTES, new byte[] {0, 0, 0, 0});
        BodyMetadata hidden = onWindows(BodyMetadata.WINDOWS_ATTRIBUTES, new byte[] {0x22, 0, 0, 0});

        assertThat(one.differences(archived)).as("whether a backup has it").isEmpty();
        assertThat(one.differences(hidden))
                .extracting(MetadataDifference::part)
                .containsExactly(MetadataPart.ATTRIBUTES);
        assertThat(one.differences(PLAIN)).extracting(MetadataDifference::part).contains(MetadataPart.OWNER);
    }

    private static BodyMetadata onWindows(String attribute, byte[] value) {
        TreeMap<String, byte[]> attributes = new TreeMap<>();
        attributes.put(attribute, value);
        return new BodyMetadata(
                Optional.empty(), THEN, THEN, attributes, OptionalInt.empty(), Set.of(), OptionalLong.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "system.posix_acl_access, ACL",
        "system.ntfs_acl, ACL",
        "system.ntfs_attrib, ATTRIBUTES",
        "security.capability, XATTR",
        "windows.owner, OWNER",
        "windows.acl, ACL",
        "windows.attributes, ATTRIBUTES",
        "windows.stream.Zone.Identifier:$DATA, STREAMS",
        "user.note, XATTR"
    })
    void differences_ofAnAttribute_areOfThePartThatPeopleWaive(String name, MetadataPart part) {
        assertThat(PLAIN.differences(withAttribute(name, "x")))
                .singleElement()
                .extracting(MetadataDifference::part)
                .isEqualTo(part);
        assertThat(withAttribute(name, "x").differences(withAttribute(name, "y")))
                .hasSize(1);
        assertThat(withAttribute(name, "x").differences(withAttribute(name, "x")))
                .isEmpty();
    }

    @Test
    void differences_ofTimes_areNone() {
        assertThat(PLAIN.differences(withAttribute("system.ntfs_crtime", "then")))
                .isEmpty();
    }

    @Test
    void equals_comparesAttributesByTheirBytes() {
        assertThat(withAttribute("user.a", "x")).isEqualTo(withAttribute("user.a", "x"));
        assertThat(withAttribute("user.a", "x")).hasSameHashCodeAs(withAttribute("user.a", "x"));
        assertThat(withAttribute("user.a", "x")).isNotEqualTo(withAttribute("user.a", "y"));
        assertThat(withAttribute("user.a", "x")).isNotEqualTo(withAttribute("user.b", "x"));
    }
}
