package aka.plan;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.FileFacts.Owner;
import aka.os.BodyMetadata;
import aka.os.MetadataPart;
import aka.plan.JoinGate.Bar;
import aka.plan.JoinGate.Barred;
import aka.plan.Reach.Barrier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
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
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class JoinGateTest {

    private static final JoinGate STRICT = new JoinGate(Set.of(), false);
    private static final JoinGate ALL_WAIVED = new JoinGate(EnumSet.allOf(MetadataPart.class), false);
    private static final Barrier ALICES = new Barrier(1000, 1000, 0100, "");
    private static final Barrier BOBS = new Barrier(1001, 1001, 0100, "");

    private static final short OWNER = 1;
    private static final short USER = 2;
    private static final short GROUP = 4;
    private static final short MASK = 16;
    private static final short OTHER = 32;

    @Test
    void check_equalMetadata_passes() {
        assertThat(STRICT.check(body(1000, 1000, 0644), body(1000, 1000, 0644))).isEmpty();
    }

    @Test
    void check_differences_areNamedInWords() {
        assertThat(STRICT.check(body(1000, 1000, 0644), body(0, 1000, 0600)))
                .contains(new Barred(Bar.METADATA, "owner 1000:1000 and 0:1000, mode 644 and 600"));
    }

    @Test
    void check_aDifferenceThatWasNotWaived_isBarredBesideOneThatWas() {
        JoinGate mode = new JoinGate(Set.of(MetadataPart.MODE), false);
        assertThat(mode.check(body(1000, 1000, 0644), body(0, 1000, 0664)))
                .contains(new Barred(Bar.METADATA, "owner 1000:1000 and 0:1000"));
    }

    @ParameterizedTest
    @ValueSource(ints = {04755, 02755, 06711})
    void check_setIds_areBarredThoughBothHaveThem(int mode) {
        assertThat(bar(ALL_WAIVED, body(0, 0, mode), body(0, 0, mode))).contains(Bar.PRIVILEGED);
        assertThat(bar(ALL_WAIVED, body(0, 0, 0755), body(0, 0, mode))).contains(Bar.PRIVILEGED);
    }

    @Test
    void check_capabilities_areBarred() {
        BodyMetadata body = with(body(0, 0, 0755), "security.capability", new byte[20]);
        assertThat(bar(ALL_WAIVED, body, body)).contains(Bar.PRIVILEGED);
    }

    @Test
    void check_times_matterOnlyIfAskedFor() {
        BodyMetadata later = body(1000, 1000, 0644, Instant.ofEpochSecond(5));
        assertThat(bar(STRICT, body(1000, 1000, 0644), later)).isEmpty();
        assertThat(bar(new JoinGate(Set.of(), true), body(1000, 1000, 0644), later))
                .contains(Bar.TIMES);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1001, 644, ACCESS", // bob's file would be alice's to write
        "1000, 0, 600, ACCESS", // root's file would be alice's to write
        "0, 1000, 644, ", // alice loses, nobody gains
        "0, 1000, 600, ",
        "0, 1000, 664, ", // the group is the same, and could write before
    })
    void check_anotherOwnerWaived_isJoinedToRootsOnly(int kept, int replaced, String mode, String bar) {
        JoinGate gate = new JoinGate(Set.of(MetadataPart.OWNER), false);
        int bits = Integer.parseInt(mode, 8);
        assertThat(bar(gate, body(kept, 100, bits), body(replaced, 100, bits))).isEqualTo(optional(bar));
    }

    @ParameterizedTest
    @CsvSource({"644, ", "664, ACCESS", "620, ACCESS", "666, ACCESS", "602, "})
    void check_anotherGroupWaived_isJoinedIfTheKeptOnesMayNotWrite(String mode, String bar) {
        JoinGate gate = new JoinGate(Set.of(MetadataPart.OWNER), false);
        int bits = Integer.parseInt(mode, 8);
        assertThat(bar(gate, body(0, 100, bits), body(0, 101, bits))).isEqualTo(optional(bar));
    }

    @ParameterizedTest
    @CsvSource({
        "644, 600, ", // more may read
        "664, 644, ACCESS",
        "646, 644, ACCESS",
        "666, 664, ACCESS",
        "644, 666, ",
        "664, 666, ",
        "755, 644, ",
    })
    void check_anotherModeWaived_isJoinedIfNobodyGainsTheRightToWrite(String kept, String replaced, String bar) {
        JoinGate gate = new JoinGate(Set.of(MetadataPart.MODE), false);
        assertThat(bar(
                        gate,
                        body(1000, 1000, Integer.parseInt(kept, 8)),
                        body(1000, 1000, Integer.parseInt(replaced, 8))))
                .isEqualTo(optional(bar));
    }

    @Test
    void check_aListThatLetsAnotherWrite_isBarredThoughWaived() {
        BodyMetadata listed =
                list(body(1000, 1000, 0664), entry(OWNER, 6), entry(USER, 6), entry(MASK, 6), entry(OTHER, 4));
        assertThat(bar(ALL_WAIVED, listed, body(1000, 1000, 0664))).contains(Bar.ACCESS);
        assertThat(bar(STRICT, listed, listed)).isEmpty();
    }

    @Test
    void check_aListThatLetsOthersReadOnly_isJoinedIfWaived() {
        BodyMetadata listed =
                list(body(1000, 1000, 0644), entry(OWNER, 6), entry(USER, 4), entry(MASK, 4), entry(OTHER, 4));
        assertThat(bar(ALL_WAIVED, listed, body(1000, 1000, 0644))).isEmpty();
        assertThat(bar(STRICT, listed, body(1000, 1000, 0644))).contains(Bar.METADATA);
    }

    @Test
    void check_aListThatShutSomeoneOut_isNotGivenUpForAModeThatLetsHimWrite() {
        BodyMetadata listed =
                list(body(1000, 1000, 0664), entry(OWNER, 6), entry(USER, 0), entry(MASK, 6), entry(OTHER, 4));
        assertThat(bar(ALL_WAIVED, body(1000, 1000, 0664), listed)).contains(Bar.ACCESS);
        BodyMetadata narrow =
                list(body(1000, 1000, 0644), entry(OWNER, 6), entry(GROUP, 0), entry(MASK, 4), entry(OTHER, 4));
        assertThat(bar(ALL_WAIVED, body(1000, 1000, 0644), narrow)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "system.posix_acl_access, 02",
        "system.posix_acl_access, 02000000010006",
        "system.posix_acl_access, 03000000",
        "system.nfs4_acl, 01",
        "system.ntfs_acl, 01",
        "system.ntfs_security, 01",
    })
    void check_aListThatIsNotUnderstood_isBarredThoughWaived(String attribute, String hex) {
        BodyMetadata listed =
                with(body(1000, 1000, 0600), attribute, HexFormat.of().parseHex(hex));
        assertThat(bar(ALL_WAIVED, listed, body(1000, 1000, 0600))).contains(Bar.ACCESS);
    }

    @ParameterizedTest
    @CsvSource({"644, false", "755, false", "664, true", "646, true", "600, false"})
    void needsReach_ifOthersMayWrite(String mode, boolean needed) {
        BodyMetadata body = body(1000, 1000, Integer.parseInt(mode, 8));
        assertThat(JoinGate.needsReach(body, body)).isEqualTo(needed);
        assertThat(JoinGate.needsReach(body(0, 0, 0600), body)).isEqualTo(needed);
    }

    @Test
    void needsReach_withAListOfAnotherKind_isTrue() {
        BodyMetadata body = with(body(1000, 1000, 0600), "system.nfs4_acl", new byte[] {1});
        assertThat(JoinGate.needsReach(body, body)).isTrue();
    }

    @Test
    void checkReach_behindTheSameBarriers_passes() {
        Reach one = Reach.of(List.of(Set.of(ALICES), Set.of(ALICES)));
        Reach other = Reach.of(List.of(Set.of(new Barrier(1000, 1000, 0100, ""))));
        assertThat(JoinGate.checkReach(one, other)).isEmpty();
        assertThat(JoinGate.checkReach(Reach.of(List.of(Set.of())), Reach.of(List.of(Set.of()))))
                .isEmpty();
    }

    @Test
    void checkReach_behindOtherBarriers_isBarred() {
        Reach alices = Reach.of(List.of(Set.of(ALICES)));
        assertThat(JoinGate.checkReach(alices, Reach.of(List.of(Set.of(BOBS))))).isPresent();
        assertThat(JoinGate.checkReach(alices, Reach.of(List.of(Set.of())))).isPresent();
        assertThat(JoinGate.checkReach(alices, Reach.of(List.of(Set.of(ALICES, BOBS)))))
                .isPresent();
    }

    @Test
    void checkReach_ofABodyWithNamesInTwoPlaces_isBarredThoughTheOtherHasThemToo() {
        Reach both = Reach.of(List.of(Set.of(ALICES), Set.of()));
        assertThat(JoinGate.checkReach(both, both)).isPresent();
    }

    @Test
    void checkReach_unknown_isBarred() {
        Reach everyone = Reach.of(List.of(Set.of()));
        assertThat(JoinGate.checkReach(everyone, Reach.UNKNOWN)).isPresent();
        assertThat(JoinGate.checkReach(Reach.UNKNOWN, Reach.UNKNOWN)).isPresent();
    }

    @Test
    void needsOwnersReach_ofWhatIsNeitherRootsNorOnesOwn() {
        assertThat(JoinGate.needsOwnersReach(body(1000, 1000, 0600), 0)).isTrue();
        assertThat(JoinGate.needsOwnersReach(body(1000, 1000, 0600), 1001)).isTrue();
        assertThat(JoinGate.needsOwnersReach(body(1000, 1000, 0600), 1000)).isFalse();
        assertThat(JoinGate.needsOwnersReach(body(0, 0, 0600), 1000)).isFalse();
    }

    @Test
    void checkOwnersReach_ofABackupThatItsOwnerWasShutOutOf_isBarred() {
        Reach own = Reach.of(List.of(Set.of(ALICES)));
        Reach backup = Reach.of(List.of(Set.of(new Barrier(0, 0, 0100, ""))));
        assertThat(JoinGate.checkOwnersReach(body(1000, 1000, 0600), own, backup))
                .map(Barred::bar)
                .contains(Bar.ACCESS);
        assertThat(JoinGate.checkOwnersReach(body(1000, 1000, 0600), backup, own))
                .isPresent();
    }

    @Test
    void checkOwnersReach_ofWhatHeComesToInSeveralFolders_passes() {
        Reach own = Reach.of(List.of(Set.of(ALICES)));
        Reach everyones = Reach.of(List.of(Set.of()));
        Reach partlyKnown = Reach.ofSome(List.of(Set.of(BOBS), Set.of(ALICES)));
        BodyMetadata alices = body(1000, 1000, 0600);
        assertThat(JoinGate.checkOwnersReach(alices, own, everyones)).isEmpty();
        assertThat(JoinGate.checkOwnersReach(alices, own, partlyKnown)).isEmpty();
    }

    @Test
    void checkOwnersReach_ofWhatHeComesToNowhere_passes() {
        Reach one = Reach.of(List.of(Set.of(BOBS)));
        Reach other = Reach.of(List.of(Set.of(BOBS, new Barrier(0, 0, 0100, ""))));
        assertThat(JoinGate.checkOwnersReach(body(1000, 1000, 0600), one, other))
                .isEmpty();
    }

    @Test
    void checkOwnersReach_whereThatDependsOnHisGroups_isBarredUnlessBothWaysAreAlike() {
        Reach group = Reach.of(List.of(Set.of(new Barrier(0, 50, 0110, ""))));
        BodyMetadata alices = body(1000, 1000, 0600);
        assertThat(JoinGate.checkOwnersReach(alices, group, Reach.of(List.of(Set.of()))))
                .isPresent();
        assertThat(JoinGate.checkOwnersReach(alices, group, group)).isEmpty();
    }

    @Test
    void checkOwnersReach_whereThatDependsOnAnAccessList_isBarredUnlessHeOwnsTheFolder() {
        Reach listed = Reach.of(List.of(Set.of(new Barrier(0, 0, 0111, "01"))));
        Reach own = Reach.of(List.of(Set.of(new Barrier(1000, 1000, 0111, "01"))));
        Reach everyones = Reach.of(List.of(Set.of()));
        BodyMetadata alices = body(1000, 1000, 0600);
        assertThat(JoinGate.checkOwnersReach(alices, listed, everyones)).isPresent();
        assertThat(JoinGate.checkOwnersReach(alices, own, everyones)).isEmpty();
    }

    private static Optional<Bar> bar(JoinGate gate, BodyMetadata kept, BodyMetadata replaced) {
        return gate.check(kept, replaced).map(Barred::bar);
    }

    private static Optional<Bar> optional(String bar) {
        return Optional.ofNullable(bar).map(Bar::valueOf);
    }

    @Test
    void onWindows_whatDiffersInOwnerOrList_isNotJoinedEvenIfWaived() {
        BodyMetadata ours = onWindows("owner", "list");

        assertThat(JoinGate.isPrivileged(ours)).isFalse();
        assertThat(JoinGate.needsReach(ours, ours))
                .as("everybody passes every folder")
                .isFalse();
        assertThat(JoinGate.needsOwnersReach(ours, 1000)).isFalse();
        JoinGate waiving = new JoinGate(Set.of(MetadataPart.OWNER, MetadataPart.ACL), false);
        assertThat(waiving.check(ours, onWindows("owner", "list"))).isEmpty();
        assertThat(waiving.check(ours, onWindows("another", "list")).map(Barred::bar))
                .hasValue(Bar.ACCESS);
        assertThat(waiving.check(ours, onWindows("owner", "another")).map(Barred::bar))
                .hasValue(Bar.ACCESS);
    }

    private static BodyMetadata onWindows(String owner, String list) {
        SortedMap<String, byte[]> attributes = new TreeMap<>();
        attributes.put(BodyMetadata.WINDOWS_OWNER, owner.getBytes(StandardCharsets.UTF_8));
        attributes.put(BodyMetadata.WINDOWS_ACL, list.getBytes(StandardCharsets.UTF_8));
        return new BodyMetadata(
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH,
                attributes,
                OptionalInt.empty(),
                Set.of(),
                OptionalLong.empty());
    }

    private static BodyMetadata body(int uid, int gid, int mode) {
        return body(uid, gid, mode, Instant.EPOCH);
    }

    private static BodyMetadata body(int uid, int gid, int mode, Instant modified) {
        return new BodyMetadata(
                Optional.of(new Owner(uid, gid, mode)),
                Instant.EPOCH,
                modified,
                new TreeMap<>(),
                OptionalInt.of(0),
                Set.of(),
                OptionalLong.empty());
    }

    private static BodyMetadata with(BodyMetadata body, String attribute, byte[] value) {
        SortedMap<String, byte[]> attributes = new TreeMap<>(body.attributes());
        attributes.put(attribute, value);
        return new BodyMetadata(
                body.owner(),
                body.accessed(),
                body.modified(),
                attributes,
                body.flags(),
                body.treatments(),
                body.projectId());
    }

    private static BodyMetadata list(BodyMetadata body, long... entries) {
        ByteBuffer value = ByteBuffer.allocate(4 + 8 * entries.length).order(ByteOrder.LITTLE_ENDIAN);
        value.putInt(2);
        Arrays.stream(entries).forEach(value::putLong);
        return with(body, "system.posix_acl_access", value.array());
    }

    private static long entry(short tag, int permissions) {
        return tag | permissions << 16;
    }
}
