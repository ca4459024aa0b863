package aka.os.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import aka.file.FileFacts.Trait;
import aka.file.Leaf;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.Clones.Shared;
import aka.os.Draft;
import aka.os.Draft.Copied;
import aka.os.Durability;
import aka.os.EntryFacts;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Listing;
import aka.os.Support;
import aka.os.Trouble;
import aka.os.WriterGuard;
import aka.os.WriterGuard.Guard;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the fake refuses, fails and counts as it was told to; what it shares with real systems is in the contract. */
@Tag("windows")
class FakeFileCallsTest {

    private static final Leaf A = Leaf.of("a");
    private static final Leaf B = Leaf.of("b");
    private static final Leaf C = Leaf.of("c");

    private final FakeFileCalls fake = new FakeFileCalls().file("/d/a", "bytes");

    @AfterEach
    void everyHandleIsClosed() {
        fake.checkNoOpenHandles();
    }

    @Test
    void link_pastTheLimitOfTheVolume_isRefused() throws FileCallException {
        fake.link("/d/b", "/d/a").set("/d", volume -> volume.maxLinks(2));

        assertThat(troubleOf(() -> link("/d", A, "/d", C))).isEqualTo(Trouble.LINK_LIMIT);
        assertThat(fake.linkCount("/d/a")).isEqualTo(2);
    }

    @Test
    void link_toAnotherVolume_isRefused() {
        fake.mount("/usb", "vfat", usb -> {});

        assertThat(troubleOf(() -> link("/d", A, "/usb", C))).isEqualTo(Trouble.DIFFERENT_VOLUMES);
    }

    @Test
    void link_throughAnotherMountOfTheVolume_isRefused() {
        fake.bind("/again", "/d");

        assertThat(fake.text("/again/a")).isEqualTo("bytes");
        assertThat(troubleOf(() -> link("/d", A, "/again", C))).isEqualTo(Trouble.DIFFERENT_MOUNTS);
    }

    @Test
    void aMove_toAnotherVolumeOrMountOrSubvolume_isRefused() throws FileCallException {
        fake.mount("/usb", "vfat", usb -> {})
                .bind("/again", "/d")
                .subvolume("/d/sub")
                .file("/usb/b", "")
                .file("/d/sub/b", "")
                .file("/d/b", "");

        List<String> before = fake.names();

        for (String to : List.of("/usb", "/again", "/d/sub")) {
            try (Folder from = fake.openFolder(Path.of("/d"));
                    Folder into = fake.openFolder(Path.of(to))) {
                assertThat(troubleOf(() -> from.rename(A, into, C))).isEqualTo(Trouble.DIFFERENT_VOLUMES);
                assertThat(troubleOf(() -> from.exchange(A, into, B))).isEqualTo(Trouble.DIFFERENT_VOLUMES);
                assertThat(troubleOf(() -> from.renameOver(A, into, B))).isEqualTo(Trouble.DIFFERENT_VOLUMES);
            }
        }
        assertThat(fake.names()).isEqualTo(before);
    }

    @Test
    void link_ofAnImmutableBody_isRefused() {
        fake.trait("/d/a", Trait.IMMUTABLE);

        assertThat(troubleOf(() -> link("/d", A, "/d", C))).isEqualTo(Trouble.NO_PERMISSION);
    }

    @Test
    void link_onAVolumeWithoutLinksOrReadOnly_isRefused() {
        fake.set("/d", volume -> volume.links(false));
        assertThat(troubleOf(() -> link("/d", A, "/d", C))).isEqualTo(Trouble.LINKS_UNSUPPORTED);

        fake.set("/d", volume -> volume.links(true).readOnly(true));
        assertThat(troubleOf(() -> link("/d", A, "/d", C))).isEqualTo(Trouble.READ_ONLY);
    }

    @Test
    void openFolder_ofAMount_isEnteredOnlyWhenAsked() throws FileCallException {
        fake.mount("/d/usb", "vfat", usb -> {});

        try (Folder folder = fake.openFolder(Path.of("/d"))) {
            assertThat(troubleOf(() -> folder.openFolder("usb".getBytes(UTF_8), false)))
                    .isEqualTo(Trouble.DIFFERENT_MOUNTS);
            folder.openFolder("usb".getBytes(UTF_8), true).close();
            try (Listing listing = folder.list()) {
                listing.next();
                listing.next();
                EntryFacts seen = new EntryFacts();
                assertThat(listing.readFacts(seen)).isTrue();
                assertThat(seen.isMountPoint()).isTrue();
            }
        }
    }

    @Test
    void whatIsSetToBeUnknown_isUnknown() throws FileCallException {
        fake.set("/d", volume -> volume.keysKnown(false).linkCountsKnown(false).allocatedKnown(false));

        assertThat(fake.facts(Path.of("/d/a")).key()).isEmpty();
        assertThat(fake.facts(Path.of("/d/a")).linkCount()).isEmpty();
        assertThat(fake.facts(Path.of("/d/a")).allocatedBytes()).isEmpty();
    }

    @Test
    void failCall_failsThatOneOnly() throws FileCallException {
        fake.script().failCall(2, FakeError.EIO);

        fake.facts(Path.of("/d/a"));
        FileCallException failed = catchThrowableOfType(FileCallException.class, () -> fake.facts(Path.of("/d/a")));
        fake.facts(Path.of("/d/a"));

        assertThat(failed.trouble()).isEqualTo(Trouble.IO_ERROR);
        assertThat(failed).hasMessageContaining("(EIO 5)");
    }

    @Test
    void failFrom_failsAllThatFollow() throws FileCallException {
        fake.script().failFrom(2, FakeError.ENOSPC);

        fake.facts(Path.of("/d/a"));
        assertThat(troubleOf(() -> fake.facts(Path.of("/d/a")))).isEqualTo(Trouble.NO_SPACE);
        assertThat(troubleOf(() -> fake.facts(Path.of("/d")))).isEqualTo(Trouble.NO_SPACE);
    }

    @Test
    void failEvery_failsTheMethodAndCalmLiftsIt() throws FileCallException {
        fake.script().failEvery("link", FakeError.EPERM);
        assertThat(troubleOf(() -> link("/d", A, "/d", B))).isEqualTo(Trouble.NO_PERMISSION);
        assertThat(fake.exists("/d/b")).isFalse();

        fake.script().calm();
        link("/d", A, "/d", B);
        assertThat(fake.oneBody("/d/a", "/d/b")).isTrue();
    }

    @Test
    void failOn_failsThePathOnly() throws FileCallException {
        fake.folder("/e").script().failOn("openFolder", "/d", FakeError.EACCES);

        assertThat(troubleOf(() -> fake.openFolder(Path.of("/d")))).isEqualTo(Trouble.NO_PERMISSION);
        fake.openFolder(Path.of("/e")).close();
    }

    @Test
    void calls_areWrittenDownInOrder() throws FileCallException {
        link("/d", A, "/d", B);

        assertThat(fake.script().callsOf("openFolder", "hold", "link"))
                .containsExactly("openFolder /d", "hold /d/a", "openFolder /d", "link /d/a /d/b");
    }

    @Test
    void beforeNext_letsAnotherActorStepIn() {
        fake.script().beforeNext("link", () -> fake.file("/d/b", "quicker"));

        assertThat(troubleOf(() -> link("/d", A, "/d", B))).isEqualTo(Trouble.EXISTS);
        assertThat(fake.text("/d/b")).isEqualTo("quicker");
    }

    @Test
    void guard_isDisturbedByAWriterAndRefusedBesideOne() throws Exception {
        WriterGuard guards = fake.writerGuard().orElseThrow();
        try (Folder folder = fake.openFolder(Path.of("/d"));
                Body body = folder.openBody("a".getBytes(UTF_8))) {
            try (Guard guard = guards.guard(body)) {
                assertThat(guard.undisturbed()).isTrue();
                fake.write("/d/a", 0, "B");
                assertThat(guard.undisturbed()).isFalse();
            }
            try (FakeFileCalls.Writer writer = fake.openForWriting("/d/a")) {
                assertThat(troubleOf(() -> guards.guard(body))).isEqualTo(Trouble.BUSY);
                writer.write(1, "Y");
            }
        }
        assertThat(fake.text("/d/a")).isEqualTo("BYtes");
    }

    @Test
    void guard_ofABodyThatALateWriterHasFound_isDisturbedOnlyWhenItOpensIt() throws Exception {
        FakeFileCalls.LateWriter late = fake.lateWriter("/d/a");
        fake.remove("/d/a").file("/d/a", "newcomer").link("/d/b", "/d/a");
        try (Folder folder = fake.openFolder(Path.of("/d"));
                Body body = folder.openBody("a".getBytes(UTF_8));
                Guard guard = fake.writerGuard().orElseThrow().guard(body);
                FakeFileCalls.Writer writer = late.open()) {
            writer.write(0, "lost");
            assertThat(guard.undisturbed()).isTrue();
        }
        assertThat(fake.text("/d/a")).isEqualTo("newcomer");
    }

    @Test
    void guard_isBlindToReadersThatTruncateAndToMappings() throws Exception {
        try (Folder folder = fake.openFolder(Path.of("/d"));
                Body body = folder.openBody("a".getBytes(UTF_8));
                Guard guard = fake.writerGuard().orElseThrow().guard(body)) {
            fake.storeMapped("/d/a", 0, "B");
            assertThat(guard.undisturbed()).isTrue();
            assertThat(fake.text("/d/a")).isEqualTo("Bytes");

            fake.truncateUnseen("/d/a", 0);
            assertThat(guard.undisturbed()).isTrue();
            assertThat(body.facts().sizeBytes()).isZero();
        }
    }

    @Test
    void guard_whereLeasesAreBlind_isGivenAndNotToBeTrusted() throws Exception {
        fake.set("/d", volume -> volume.blindLeases(true));
        assertThat(fake.volume(Path.of("/d/a")).leases()).isEqualTo(Support.NO);

        try (Folder folder = fake.openFolder(Path.of("/d"));
                Body body = folder.openBody("a".getBytes(UTF_8));
                Guard guard = fake.writerGuard().orElseThrow().guard(body)) {
            fake.write("/d/a", 0, "B");
            assertThat(guard.undisturbed()).isTrue();
        }
    }

    @Test
    void miscount_isWhatFactsTell() throws FileCallException {
        fake.link("/d/b", "/d/a").miscount("/d/a", 1);

        assertThat(fake.facts(Path.of("/d/b")).linkCount()).hasValue(1);
    }

    @Test
    void reborn_hasTheFileIdOfTheOneThatWentAndAnotherTimeOfBirth() throws FileCallException {
        var before = fake.facts(Path.of("/d/a"));

        fake.reborn("/d/a", "others", before.born().orElseThrow().plusSeconds(1));

        var after = fake.facts(Path.of("/d/a"));
        assertThat(after.key()).isEqualTo(before.key());
        assertThat(after.born()).isNotEqualTo(before.born());
        assertThat(fake.text("/d/a")).isEqualTo("others");
    }

    @Test
    void look_atPins_tellsBodiesAndFolders() throws FileCallException {
        fake.pin("/d/a", "mounted").pin("/d", "exported");

        var pinned = fake.pins().orElseThrow().look();

        assertThat(pinned.bodies())
                .containsExactly(entry(fake.facts(Path.of("/d/a")).key().orElseThrow(), "mounted"));
        assertThat(pinned.folders())
                .containsExactly(entry(fake.facts(Path.of("/d")).key().orElseThrow(), "exported"));
    }

    @Test
    void prepare_afterTheBytes_isTooLateForCopyOnWrite() throws FileCallException {
        fake.flags("/d/a", 0x00800000);
        var metadata = fake.metadata().orElseThrow();

        try (Folder folder = fake.openFolder(Path.of("/d"));
                Body existing = folder.openBody("a".getBytes(UTF_8));
                Draft draft = folder.draft(B)) {
            draft.copyFrom(existing, new CancelToken());
            assertThat(troubleOf(() -> metadata.apply(metadata.of(existing), draft)))
                    .isEqualTo(Trouble.NO_PERMISSION);
        }
    }

    @Test
    void tryLock_besideAnotherProcess_isFalse() throws FileCallException {
        fake.lock("/d/a");

        try (Folder folder = fake.openFolder(Path.of("/d"));
                Body body = folder.openBody("a".getBytes(UTF_8))) {
            assertThat(body.tryLock()).isFalse();
        }
    }

    @Test
    void copyFrom_clonesAndUsesNoSpaceUntilOneSideChanges() throws FileCallException {
        assertThat(copy()).isEqualTo(Copied.CLONED);
        assertThat(fake.usedBytes("/d")).isEqualTo(4096);
        assertThat(areClones()).isEqualTo(Support.YES);

        fake.write("/d/b", 0, "X");
        assertThat(fake.usedBytes("/d")).isEqualTo(8192);
        assertThat(fake.text("/d/a")).isEqualTo("bytes");
        assertThat(areClones()).isEqualTo(Support.NO);
    }

    @Test
    void copyFrom_withoutClonesAndSpace_isRefusedAndLeavesNothing() {
        fake.set("/d", volume -> volume.clones(false).spaceBytes(4096));

        assertThat(troubleOf(this::copy)).isEqualTo(Trouble.NO_SPACE);
        assertThat(fake.names()).containsExactly("/d/a");
        assertThat(fake.usedBytes("/d")).isEqualTo(4096);
    }

    @Test
    void copyFrom_whenCancelled_stops() throws FileCallException {
        fake.set("/d", volume -> volume.clones(false));
        CancelToken cancel = new CancelToken();
        cancel.cancel();

        try (Folder folder = fake.openFolder(Path.of("/d"));
                Body existing = folder.openBody("a".getBytes(UTF_8));
                Draft draft = folder.draft(B)) {
            assertThatThrownBy(() -> draft.copyFrom(existing, cancel)).isInstanceOf(CancellationException.class);
        }
        assertThat(fake.names()).containsExactly("/d/a");
    }

    @Test
    void share_ofEqualBytes_freesTheSpaceOfOneAndMovesNoTime() throws FileCallException {
        fake.file("/d/b", "bytes");
        var before = fake.facts(Path.of("/d/b"));
        assertThat(areClones()).isEqualTo(Support.NO);

        assertThat(share()).isEqualTo(Shared.ALL);

        assertThat(areClones()).isEqualTo(Support.YES);
        assertThat(fake.usedBytes("/d")).isEqualTo(4096);
        assertThat(fake.facts(Path.of("/d/b"))).isEqualTo(before);
    }

    @Test
    void share_ofDifferentBytesOrWithoutClones_changesNothing() throws FileCallException {
        fake.file("/d/b", "other");
        assertThat(share()).isEqualTo(Shared.DIFFERENT);

        fake.set("/d", volume -> volume.clones(false));
        assertThat(troubleOf(this::share)).isEqualTo(Trouble.UNSUPPORTED);

        assertThat(fake.text("/d/b")).isEqualTo("other");
        assertThat(fake.usedBytes("/d")).isEqualTo(8192);
    }

    private Shared share() throws FileCallException {
        try (Folder folder = fake.openFolder(Path.of("/d"));
                Body one = folder.openBody("a".getBytes(UTF_8));
                Body other = folder.openBody("b".getBytes(UTF_8))) {
            return fake.clones().orElseThrow().share(one, other, new CancelToken());
        }
    }

    @Test
    void draft_whereItNeedsAName_hasOneUntilItIsClosed() throws FileCallException {
        fake.set("/d", volume -> volume.namelessDrafts(false));

        try (Folder folder = fake.openFolder(Path.of("/d"))) {
            try (Draft draft = folder.draft(B)) {
                assertThat(draft.facts().linkCount()).hasValue(1);
                assertThat(fake.names()).containsExactly("/d/a", "/d/b");
            }
            assertThat(fake.names()).containsExactly("/d/a");
        }
    }

    @Test
    void exchange_onAVolumeWithoutIt_isRefused() throws FileCallException {
        fake.file("/d/b", "others").set("/d", volume -> volume.exchange(false));

        try (Folder folder = fake.openFolder(Path.of("/d"))) {
            assertThat(troubleOf(() -> folder.exchange(A, folder, B))).isEqualTo(Trouble.UNSUPPORTED);
        }
        assertThat(fake.text("/d/a")).isEqualTo("bytes");
    }

    @Test
    void apply_givesADraftTheMetadataOfAnother() throws FileCallException {
        fake.owner("/d/a", 7, 8, 0640).attribute("/d/a", "user.note", "kept");

        copy();

        try (Folder folder = fake.openFolder(Path.of("/d"));
                Body one = folder.hold(A);
                Body other = folder.hold(B)) {
            var metadata = fake.metadata().orElseThrow();
            assertThat(metadata.of(one).differences(metadata.of(other))).isEmpty();
            assertThat(metadata.of(other).owner().orElseThrow().mode()).isEqualTo(0640);
        }
    }

    @Test
    void isForced_untilSomethingChanges() throws FileCallException {
        Durability durability = fake.durability().orElseThrow();
        try (Folder folder = fake.openFolder(Path.of("/d"));
                Body body = folder.openBody("a".getBytes(UTF_8))) {
            fake.write("/d/a", 0, "w");
            assertThat(fake.isForced("/d/a")).isFalse();
            durability.force(body);
            assertThat(fake.isForced("/d/a")).isTrue();
            fake.write("/d/a", 0, "x");
            assertThat(fake.isForced("/d/a")).isFalse();
            durability.forceVolume(folder);
            assertThat(fake.isForced("/d/a")).isTrue();
            assertThat(fake.isForced("/d")).isTrue();
        }
    }

    @Test
    void checkNoOpenHandles_namesWhatIsOpen() throws FileCallException {
        try (Folder folder = fake.openFolder(Path.of("/d"))) {
            assertThat(folder.path()).isEqualTo(Path.of("/d"));
            assertThatThrownBy(fake::checkNoOpenHandles).hasMessageContaining("folder /d");
        }
    }

    @Test
    void withoutCompanions_thereAreNone() {
        fake.withoutCompanions();

        assertThat(fake.metadata()).isEmpty();
        assertThat(fake.clones()).isEmpty();
        assertThat(fake.writerGuard()).isEmpty();
        assertThat(fake.durability()).isEmpty();
    }

    private void link(String from, Leaf existing, String to, Leaf newName) throws FileCallException {
        try (Folder folder = fake.openFolder(Path.of(from));
                Body held = folder.hold(existing);
                Folder into = fake.openFolder(Path.of(to))) {
            into.link(held, newName);
        }
    }

    private Copied copy() throws FileCallException {
        var metadata = fake.metadata().orElseThrow();
        try (Folder folder = fake.openFolder(Path.of("/d"));
                Body existing = folder.openBody("a".getBytes(UTF_8));
                Draft draft = folder.draft(B)) {
            Copied copied = draft.copyFrom(existing, new CancelToken());
            metadata.apply(metadata.of(existing), draft);
            draft.publish();
            return copied;
        }
    }

    private Support areClones() throws FileCallException {
        try (Folder folder = fake.openFolder(Path.of("/d"));
                Body one = folder.openBody("a".getBytes(UTF_8));
                Body other = folder.openBody("b".getBytes(UTF_8))) {
            return fake.clones().orElseThrow().areClones(one, other);
        }
    }

    private static Trouble troubleOf(ThrowingCallable deed) {
        FileCallException refused = catchThrowableOfType(FileCallException.class, deed);
        assertThat(refused).as("a refusal").isNotNull();
        return refused.trouble();
    }
}
