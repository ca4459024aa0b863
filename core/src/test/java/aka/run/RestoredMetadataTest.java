package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.content.ContentHash;
import aka.file.FileFacts.Owner;
import aka.os.BodyMetadata;
import aka.plan.LinkStep.FormerBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("windows")
class RestoredMetadataTest {

    private static final Instant OLD = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant NEW = Instant.parse("2021-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2022-01-01T00:00:00Z");

    private final Made before =
            new Made().owner(1, 2, 0644).times(OLD, OLD).flags(0x10).project(5);
    private final Made left =
            new Made().owner(3, 4, 0600).times(NEW, NEW).flags(0x20).project(6);
    private final Made today =
            new Made().owner(3, 4, 0600).times(NEW, NEW).flags(0x20).project(6);

    @Test
    void of_nothingChangedSince_bringsEverythingBack() {
        before.attribute("user.a", "1");
        left.attribute("user.b", "2");
        today.attribute("user.b", "2");

        RestoredMetadata restored = restored();

        assertThat(restored.kept()).isEmpty();
        assertThat(restored.metadata().differences(before.made())).isEmpty();
        assertThat(restored.metadata().accessed()).isEqualTo(OLD);
        assertThat(restored.metadata().modified()).isEqualTo(OLD);
    }

    @Test
    void of_ownerChangedSince_keepsTheOwnerAndBringsTheGroupBack() {
        today.owner(9, 4, 0600);

        assertThat(restored().kept()).containsExactly("owner 9");
        assertThat(restored().metadata().owner()).hasValue(new Owner(9, 2, 0644));
    }

    @Test
    void of_groupChangedSince_keepsTheGroupAndBringsTheOwnerBack() {
        today.owner(3, 9, 0600);

        assertThat(restored().kept()).containsExactly("group 9");
        assertThat(restored().metadata().owner()).hasValue(new Owner(1, 9, 0644));
    }

    @Test
    void of_modeChangedSince_keepsIt() {
        today.owner(3, 4, 0400);

        assertThat(restored().kept()).containsExactly("mode 400");
        assertThat(restored().metadata().owner()).hasValue(new Owner(1, 2, 0400));
    }

    @Test
    void of_modeChangedToWhatItWasBefore_isNotTold() {
        today.owner(3, 4, 0644);

        assertThat(restored().kept()).isEmpty();
        assertThat(restored().metadata().owner()).hasValue(new Owner(1, 2, 0644));
    }

    @Test
    void of_modeClosedSince_doesNotOpenItAgainByTheAccessListOfBefore() {
        before.attribute("system.posix_acl_access", "anyone");
        today.owner(3, 4, 0400);

        assertThat(restored().metadata().attributes()).isEmpty();
        assertThat(restored().kept()).containsExactly("mode 400", "access list");
    }

    @Test
    void of_accessListChangedSince_keepsItAndTheModeThatBelongsToIt() {
        before.attribute("system.posix_acl_access", "before");
        left.attribute("system.posix_acl_access", "left");
        today.attribute("system.posix_acl_access", "today");

        assertThat(restored().kept()).containsExactly("mode 600", "access list");
        assertThat(restored().metadata().owner().orElseThrow().mode()).isEqualTo(0600);
        assertThat(text(restored(), "system.posix_acl_access")).isEqualTo("today");
    }

    @Test
    void of_accessListAsTheRunLeftIt_bringsTheFormerOneBack() {
        before.attribute("system.posix_acl_access", "before");
        left.attribute("system.posix_acl_access", "left");
        today.attribute("system.posix_acl_access", "left");

        assertThat(text(restored(), "system.posix_acl_access")).isEqualTo("before");
        assertThat(restored().kept()).isEmpty();
    }

    @Test
    void of_ntfsAccessListAsTheRunLeftIt_comesBackWithTheMode() {
        before.attribute("system.ntfs_acl", "before");
        left.attribute("system.ntfs_acl", "left");
        today.attribute("system.ntfs_acl", "left").owner(3, 4, 0400);

        assertThat(text(restored(), "system.ntfs_acl")).isEqualTo("left");
    }

    @Test
    void of_fileTouchedSince_keepsTheModificationTime() {
        today.times(NEW, LATER);

        assertThat(restored().kept()).containsExactly("modification time " + LATER);
        assertThat(restored().metadata().modified()).isEqualTo(LATER);
        assertThat(restored().metadata().accessed()).isEqualTo(OLD);
    }

    @Test
    void of_fileReadSince_keepsTheAccessTimeAndDoesNotTellIt() {
        today.times(LATER, NEW);

        assertThat(restored().kept()).isEmpty();
        assertThat(restored().metadata().accessed()).isEqualTo(LATER);
        assertThat(restored().metadata().modified()).isEqualTo(OLD);
    }

    @Test
    void of_attributeChangedSince_keepsItAndBringsTheOthersBack() {
        before.attribute("user.a", "before").attribute("user.b", "before");
        left.attribute("user.a", "left").attribute("user.b", "left");
        today.attribute("user.a", "today").attribute("user.b", "left");

        assertThat(text(restored(), "user.a")).isEqualTo("today");
        assertThat(text(restored(), "user.b")).isEqualTo("before");
        assertThat(restored().kept()).containsExactly("attribute user.a");
    }

    @Test
    void of_attributeAddedSince_keepsIt() {
        today.attribute("user.new", "today");

        assertThat(text(restored(), "user.new")).isEqualTo("today");
        assertThat(restored().kept()).containsExactly("attribute user.new");
    }

    @Test
    void of_attributeRemovedSince_doesNotBringItBack() {
        before.attribute("user.a", "before");
        left.attribute("user.a", "left");

        assertThat(restored().metadata().attributes()).isEmpty();
        assertThat(restored().kept()).containsExactly("attribute user.a");
    }

    @Test
    void of_flagSetSince_keepsItBesideThoseOfBefore() {
        today.flags(0x20 | 0x40);

        assertThat(restored().metadata().flags()).hasValue(0x10 | 0x40);
        assertThat(restored().kept()).containsExactly("flags");
    }

    @Test
    void of_flagsUnknownToday_keepsThemUnknown() {
        today.flags = OptionalInt.empty();

        assertThat(restored().metadata().flags()).isEmpty();
        assertThat(restored().kept()).containsExactly("flags");
    }

    @Test
    void of_projectChangedSince_keepsIt() {
        today.project(9);

        assertThat(restored().metadata().projectId()).hasValue(9);
        assertThat(restored().kept()).containsExactly("project 9");
    }

    private RestoredMetadata restored() {
        FormerBody former = new FormerBody(before.made(), left.made(), new ContentHash(1, 2), false);
        return RestoredMetadata.of(former, today.made());
    }

    private static String text(RestoredMetadata restored, String attribute) {
        return new String(restored.metadata().attributes().get(attribute), StandardCharsets.UTF_8);
    }

    private static final class Made {
        private final SortedMap<String, byte[]> attributes = new TreeMap<>();
        private Owner owner = new Owner(0, 0, 0);
        private Instant accessed = OLD;
        private Instant modified = OLD;
        private OptionalInt flags = OptionalInt.empty();
        private OptionalLong project = OptionalLong.empty();

        Made owner(int uid, int gid, int mode) {
            owner = new Owner(uid, gid, mode);
            return this;
        }

        Made times(Instant whenAccessed, Instant whenModified) {
            accessed = whenAccessed;
            modified = whenModified;
            return this;
        }

        Made flags(int bits) {
            flags = OptionalInt.of(bits);
            return this;
        }

        Made project(long id) {
            project = OptionalLong.of(id);
            return this;
        }

        Made attribute(String name, String value) {
            attributes.put(name, value.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        BodyMetadata made() {
            return new BodyMetadata(
                    Optional.of(owner), accessed, modified, attributes, flags, java.util.Set.of(), project);
        }
    }
}
