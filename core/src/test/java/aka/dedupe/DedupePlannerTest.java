package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.file.FileFacts.Trait;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.MetadataPart;
import aka.os.Trouble;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.FakeVolume;
import aka.plan.LinkStep;
import aka.plan.Root;
import aka.walk.Walk;
import aka.walk.WalkFilters;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class DedupePlannerTest {

    /** Of a body that is read block by block. */
    private static final String LONG = "bytes".repeat(40_000);

    private static final DedupeOptions STANDARD = DedupeOptions.standard();

    private final AtomicLong seconds = new AtomicLong();
    private final FakeFileCalls fake = new FakeFileCalls(() -> Instant.ofEpochSecond(seconds.incrementAndGet()));

    @AfterEach
    void everythingIsClosed() {
        fake.checkNoOpenHandles();
    }

    // Which body is kept.

    @Test
    void plan_equalFiles_areJoinedToTheOldest() throws FileCallException {
        fake.file("/t/b", "bytes").file("/t/a", "bytes").file("/t/c", "other");
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).containsExactly("/t/b <- /t/a");
        assertThat(planned.result().price().freedBytes()).isEqualTo(4096);
        assertThat(planned.result().price().names()).isEqualTo(1);
        assertThat(planned.leftOut()).isEmpty();
    }

    @Test
    void plan_noEqualFiles_isEmpty() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "other").file("/t/c", "").file("/t/d", "");
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).isEmpty();
        assertThat(planned.result().filesSeen()).isEqualTo(4);
    }

    @Test
    void plan_bodiesOfOneAge_keepsTheFirstByPath() throws FileCallException {
        FakeFileCalls still =
                new FakeFileCalls().file("/t/c", "bytes").file("/t/a", "bytes").file("/t/b", "bytes");
        assertThat(Planned.in(still, "/t").steps()).containsExactly("/t/a <- /t/b", "/t/a <- /t/c");
    }

    @Test
    void plan_aBodyWithMoreNames_isKeptAndAllNamesOfTheOtherMove() throws FileCallException {
        fake.file("/t/a", "bytes")
                .link("/t/b", "/t/a")
                .file("/t/c", "bytes")
                .link("/t/d", "/t/c")
                .link("/t/e", "/t/c");
        assertThat(Planned.in(fake, "/t").steps()).containsExactly("/t/c=/t/d=/t/e <- /t/a=/t/b");
    }

    @Test
    void plan_aBodyWithLessStorage_isKeptSinceThatFreesMore() throws FileCallException {
        fake.file(Path.of("/t/a"), new byte[10_000]).sparse("/t/b", 10_000).file(Path.of("/t/c"), new byte[10_000]);
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).containsExactly("/t/b <- /t/a", "/t/b <- /t/c");
        assertThat(planned.result().price().freedBytes()).isEqualTo(2 * 3 * 4096);
    }

    @Test
    void plan_keepNewest_keepsTheOneChangedLast() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").file("/t/c", "bytes");
        fake.modified("/t/b", Instant.ofEpochSecond(1_000));
        assertThat(Planned.in(fake, STANDARD.withKeep(new Keep.Newest()), "/t").steps())
                .containsExactly("/t/b <- /t/c", "/t/b <- /t/a");
    }

    @Test
    void plan_keepOldest_comesBeforeTheNumberOfNames() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").link("/t/c", "/t/b");
        assertThat(Planned.in(fake, STANDARD.withKeep(new Keep.Oldest()), "/t").steps())
                .containsExactly("/t/a <- /t/b=/t/c");
    }

    @Test
    void plan_keepFirst_goesByTheOrderOfRoots() throws FileCallException {
        fake.file("/x/a", "bytes").file("/y/b", "bytes").file("/y/c", "bytes");
        assertThat(Planned.in(fake, STANDARD.withKeep(new Keep.First()), "/y", "/x")
                        .steps())
                .containsExactly("/y/b <- /y/c", "/y/b <- /x/a");
    }

    @Test
    void plan_keepUnder_keepsWhatHasANameThere() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").file("/t/best/c", "bytes");
        fake.symlink("/here", "/t/best");
        assertThat(Planned.in(fake, STANDARD.withKeep(new Keep.Under(Path.of("/here"))), "/t")
                        .steps())
                .containsExactly("/t/best/c <- /t/a", "/t/best/c <- /t/b");
    }

    @Test
    void plan_references_allStayAndTheOthersGoToTheBest() throws FileCallException {
        fake.file("/t/a", "bytes")
                .file("/ref/r1", "bytes")
                .file("/ref/r2", "bytes")
                .file("/t/b", "bytes");
        Planned planned = Planned.in(fake, STANDARD.withReferences(List.of(Path.of("/ref"))), "/t", "/ref");
        assertThat(planned.steps()).containsExactly("/ref/r1 <- /t/a", "/ref/r1 <- /t/b");
        assertThat(planned.leftOut()).isEmpty();
    }

    @Test
    void plan_aReferenceAndKeep_keepsTheReference() throws FileCallException {
        fake.file("/ref/r", "bytes").file("/t/newest", "bytes");
        DedupeOptions options =
                STANDARD.withReferences(List.of(Path.of("/ref"))).withKeep(new Keep.Newest());
        assertThat(Planned.in(fake, options, "/t", "/ref").steps()).containsExactly("/ref/r <- /t/newest");
    }

    @Test
    void plan_aReferenceThatIsNotLookedAt_isToldToHaveNoEffect() throws FileCallException {
        fake.file("/t/a", "bytes").file("/ref/r", "bytes");
        Planned planned = Planned.in(fake, STANDARD.withReferences(List.of(Path.of("/ref"))), "/t");
        assertThat(planned.result().warnings())
                .containsExactly("--reference " + absolute("/ref")
                        + " is not among the folders that were looked at, and has no effect.");
    }

    @Test
    void plan_aReferenceThatIsNotThere_fails() {
        fake.file("/t/a", "bytes");
        assertThatThrownBy(() -> Planned.in(fake, STANDARD.withReferences(List.of(Path.of("/none"))), "/t"))
                .isInstanceOfSatisfying(
                        FileCallException.class,
                        why -> assertThat(why.trouble()).isEqualTo(Trouble.MISSING));
    }

    // Names that were not found.

    @Test
    void plan_aBodyWithNamesOutside_isTheOneToKeep() throws FileCallException {
        fake.file("/t/a", "bytes")
                .file("/t/b", "bytes")
                .link("/t/b2", "/t/b")
                .file("/t/c", "bytes")
                .link("/out/c", "/t/c");
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).containsExactly("/t/c <- /t/b=/t/b2", "/t/c <- /t/a");
        assertThat(planned.result().price().freedBytes()).isEqualTo(2 * 4096);
    }

    @Test
    void plan_aSecondBodyWithNamesOutside_isLeftOut() throws FileCallException {
        fake.file("/t/a", "bytes").link("/out/a", "/t/a").file("/t/b", "bytes").link("/out/b", "/t/b");
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).isEmpty();
        assertThat(planned.leftOut()).containsExactly("NAMES_OUTSIDE /t/b beside /t/a");
        assertThat(planned.words()).isEqualTo("it has 1 of its 2 names elsewhere");
        assertThat(planned.result().leftOutCounts())
                .containsOnlyKeys(LeftOutReason.NAMES_OUTSIDE)
                .containsValue(1L);
    }

    @Test
    void plan_anyway_replacesTheNamesThatWereFoundAndFreesNothing() throws FileCallException {
        fake.file("/t/a", "bytes").link("/out/a", "/t/a").file("/t/b", "bytes").link("/out/b", "/t/b");
        Planned planned = Planned.in(fake, STANDARD.withAnyway(true), "/t");
        assertThat(planned.steps()).containsExactly("/t/a <- /t/b");
        assertThat(planned.result().price().freedBytes()).isZero();
        assertThat(planned.result().price().names()).isEqualTo(1);
    }

    // What is not known, or not as it was.

    @Test
    void plan_onAVolumeThatDoesNotTellCounts_leavesAllOut() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").set("/t", volume -> volume.linkCountsKnown(false));
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).isEmpty();
        assertThat(planned.leftOut()).containsExactly("UNKNOWN /t/a", "UNKNOWN /t/b");
    }

    @Test
    void plan_onAVolumeThatDoesNotTellKeys_leavesAllOut() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").set("/t", volume -> volume.keysKnown(false));
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).isEmpty();
        assertThat(planned.leftOut()).containsExactly("UNKNOWN /t/a", "UNKNOWN /t/b");
    }

    @Test
    void plan_whereStorageIsNotTold_isAnEstimate() throws FileCallException {
        fake.file("/t/a", "bytes")
                .file("/t/b", "bytes")
                .set("/t", volume -> volume.allocatedKnown(false).clones(false));
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.result().price().freedBytes()).isEqualTo(4096);
        assertThat(planned.result().price().estimated()).isTrue();
    }

    @Test
    void plan_whereNothingCanShareStorage_isNoEstimate() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").set("/t", volume -> volume.clones(false));
        assertThat(Planned.in(fake, "/t").result().price().estimated()).isFalse();
    }

    @Test
    void plan_aBodyThatChangedAfterItWasCompared_isLeftOut() throws FileCallException {
        fake.file("/t/a", LONG).file("/t/b", LONG).file("/t/c", LONG);
        fake.script().beforeNext("metadata", () -> fake.write("/t/b", 0, "BYTES"));
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).containsExactly("/t/a <- /t/c");
        assertThat(planned.leftOut()).containsExactly("CHANGED /t/b");
    }

    /** More than are held open until they are sorted. */
    @Test
    void plan_aCrowdOfShortBodies_isKeptApartByMetadata() throws FileCallException {
        IntStream.range(0, 200).forEach(i -> fake.file("/t/" + (100 + i), "bytes"));
        fake.owner("/t/107", 7, 7, 0600);
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).hasSize(198);
        assertThat(planned.leftOut()).containsExactly("METADATA /t/107 beside /t/100");
    }

    /** What short bodies have is looked at as soon as they were read, while they are open. */
    @Test
    void plan_aShortBodyThatChangedOnceItWasRead_isReadAnewAndDiffers() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").file("/t/c", "bytes");
        fake.script().beforeNext("metadata", () -> fake.write("/t/b", 0, "BYTES"));
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).containsExactly("/t/a <- /t/c");
        assertThat(planned.leftOut()).isEmpty();
        assertThat(planned.result().unreadable()).hasSize(1);
    }

    @Test
    void plan_aBodyThatWasRemovedAfterItWasCompared_isLeftOut() throws FileCallException {
        fake.file("/t/a", LONG).file("/t/b", LONG).file("/t/c", LONG);
        fake.script().beforeNext("metadata", () -> fake.remove("/t/c"));
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).containsExactly("/t/a <- /t/b");
        assertThat(planned.leftOut()).containsExactly("CHANGED /t/c");
    }

    @Test
    void plan_withoutCallsForMetadata_isRefused() {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").withoutCompanions();
        assertThatThrownBy(() -> Planned.in(fake, "/t"))
                .isInstanceOfSatisfying(
                        FileCallException.class,
                        why -> assertThat(why.trouble()).isEqualTo(Trouble.UNSUPPORTED));
    }

    @Test
    void plan_cancelled_stops() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes");
        CancelToken cancel = new CancelToken();
        cancel.cancel();
        try (Walk walk = Walk.of(fake, List.of(Path.of("/t")), WalkFilters.none())) {
            assertThatThrownBy(() -> DedupePlanner.plan(walk, STANDARD, FinderListener.NONE, cancel))
                    .isInstanceOf(CancellationException.class);
        }
    }

    // Metadata.

    @Test
    void plan_differentModes_makesAClassOfEach() throws FileCallException {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            fake.file("/t/" + name, "bytes");
        }
        fake.owner("/t/b", 1000, 1000, 0600).owner("/t/d", 1000, 1000, 0600).owner("/t/e", 1000, 1000, 0400);
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).containsExactly("/t/a <- /t/c", "/t/b <- /t/d");
        assertThat(planned.leftOut()).containsExactly("METADATA /t/b beside /t/a", "METADATA /t/e beside /t/a");
        assertThat(planned.result().leftOut().getLast().words()).isEqualTo("mode 644 and 400");
    }

    @Test
    void plan_aDifferenceThatWasWaived_isNone() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").owner("/t/b", 1000, 1000, 0600);
        fake.attribute("/t/a", "user.note", "x");
        Planned planned = Planned.in(fake, STANDARD.withWaived(Set.of(MetadataPart.MODE, MetadataPart.XATTR)), "/t");
        assertThat(planned.steps()).containsExactly("/t/a <- /t/b");
        assertThat(planned.plan().waived()).containsExactlyInAnyOrder(MetadataPart.MODE, MetadataPart.XATTR);
    }

    @Test
    void plan_differentAttributes_areToldByName() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").attribute("/t/b", "user.note", "x");
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).isEmpty();
        assertThat(planned.words()).isEqualTo("attribute user.note");
    }

    @Test
    void plan_anotherOwnerWaived_isJoinedToRootsBodyOnly() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").file("/t/c", "bytes").file("/t/d", "bytes");
        fake.owner("/t/a", 1001, 100, 0644).owner("/t/b", 1002, 100, 0644);
        fake.owner("/t/c", 1001, 100, 0644).owner("/t/d", 0, 100, 0644);
        DedupeOptions waived = STANDARD.withWaived(Set.of(MetadataPart.OWNER));
        Planned byAge = Planned.in(fake, waived, "/t");
        assertThat(byAge.steps()).containsExactly("/t/a <- /t/c");
        assertThat(byAge.leftOut()).containsExactly("WIDENS_ACCESS /t/b beside /t/a", "WIDENS_ACCESS /t/d beside /t/a");
        Planned byRoot = Planned.in(fake, waived.withKeep(new Keep.Newest()), "/t");
        assertThat(byRoot.steps()).containsExactly("/t/d <- /t/c", "/t/d <- /t/b", "/t/d <- /t/a");
    }

    @Test
    void plan_matchTimes_joinsWhatWasModifiedAtOneTime() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").file("/t/c", "bytes");
        fake.modified("/t/a", Instant.EPOCH).modified("/t/c", Instant.EPOCH);
        Planned planned = Planned.in(fake, STANDARD.withMatchTimes(true), "/t");
        assertThat(planned.steps()).containsExactly("/t/a <- /t/c");
        assertThat(planned.leftOut()).containsExactly("TIMES /t/b beside /t/a");
        assertThat(planned.plan().matchTimes()).isTrue();
    }

    @Test
    void plan_privilegedBodies_areNeverJoined() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").file("/t/c", "bytes").file("/t/d", "bytes");
        fake.owner("/t/a", 0, 0, 04755).owner("/t/b", 0, 0, 04755);
        fake.attribute("/t/c", "security.capability", "x").attribute("/t/d", "security.capability", "x");
        Planned planned = Planned.in(fake, STANDARD.withWaived(Set.of(MetadataPart.values())), "/t");
        assertThat(planned.steps()).isEmpty();
        assertThat(planned.result().leftOutCounts()).containsEntry(LeftOutReason.PRIVILEGED, 4L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMMUTABLE", "APPEND_ONLY"})
    void plan_aBodyThatAFlagProtects_isLeftOut(String trait) throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").trait("/t/b", Trait.valueOf(trait));
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).isEmpty();
        assertThat(planned.leftOut()).containsExactly("IMMUTABLE /t/b");
    }

    // Who could come to write.

    @Test
    void plan_writableByOthersInAPrivateAndAPublicFolder_staysApart() throws FileCallException {
        fake.file("/t/private/a", "bytes").file("/t/public/b", "bytes");
        fake.owner("/t/private/a", 1000, 1000, 0666).owner("/t/public/b", 1000, 1000, 0666);
        fake.owner("/t/private", 1000, 1000, 0700);
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).isEmpty();
        assertThat(planned.leftOut()).containsExactly("WIDENS_ACCESS /t/public/b beside /t/private/a");
    }

    @Test
    void plan_writableByOthersBehindTheSameFolders_isJoined() throws FileCallException {
        fake.file("/t/one/x/a", "bytes").file("/t/two/b", "bytes");
        fake.owner("/t/one/x/a", 1000, 1000, 0666).owner("/t/two/b", 1000, 1000, 0666);
        fake.owner("/t/one", 1000, 1000, 0700).owner("/t/two", 1000, 1000, 0700);
        assertThat(Planned.in(fake, "/t").steps()).containsExactly("/t/one/x/a <- /t/two/b");
    }

    @Test
    void plan_aFolderAboveTheRoot_isABarrierToo() throws FileCallException {
        fake.file("/home/bob/a", "bytes").file("/pub/b", "bytes");
        fake.owner("/home/bob/a", 1000, 1000, 0664).owner("/pub/b", 1000, 1000, 0664);
        fake.owner("/home", 1000, 1000, 0750);
        assertThat(Planned.in(fake, "/home/bob", "/pub").leftOut())
                .containsExactly("WIDENS_ACCESS /pub/b beside /home/bob/a");
    }

    @Test
    void plan_writableByOthersWithNamesNobodyFound_isNotKept() throws FileCallException {
        fake.file("/t/a", "bytes").link("/out/a", "/t/a").file("/t/b", "bytes").file("/t/c", "bytes");
        for (String name : List.of("a", "b", "c")) {
            fake.owner("/t/" + name, 1000, 1000, 0666);
        }
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps()).containsExactly("/t/b <- /t/c");
        assertThat(planned.leftOut()).containsExactly("WIDENS_ACCESS /t/b beside /t/a");
    }

    // Volumes, mounts and roots.

    @Test
    void plan_equalFilesOnTwoVolumes_areJoinedOnEach() throws FileCallException {
        fake.mount("/u", "fake", volume -> {});
        fake.file("/t/a", "bytes").file("/t/b", "bytes").file("/u/c", "bytes").file("/u/d", "bytes");
        Planned planned = Planned.in(fake, "/t", "/u");
        assertThat(planned.steps()).containsExactly("/t/a <- /t/b", "/u/c <- /u/d");
        assertThat(planned.leftOut()).containsExactly("OTHER_VOLUME /u/c beside /t/a");
    }

    @Test
    void plan_equalFilesBehindTwoMountsOfOneVolume_stayApart() throws FileCallException {
        fake.file("/t/a", "bytes").file("/v/b", "bytes").bind("/u", "/v");
        Planned planned = Planned.in(fake, "/t", "/u");
        assertThat(planned.steps()).isEmpty();
        assertThat(planned.leftOut()).containsExactly("OTHER_MOUNT /u/b beside /t/a");
    }

    @Test
    void plan_oneBodySeenThroughTwoMounts_isLeftOut() throws FileCallException {
        fake.file("/t/a", "bytes").link("/v/a2", "/t/a").bind("/u", "/v").file("/t/b", "bytes");
        Planned planned = Planned.in(fake, "/t", "/u");
        assertThat(planned.steps()).isEmpty();
        assertThat(planned.leftOut()).containsExactly("OTHER_MOUNT /t/a");
    }

    @Test
    void plan_acrossMounts_opensTheNamesBelowTheMount() throws FileCallException {
        fake.folder("/t/deep");
        fake.mount("/t/deep/m", "fake", volume -> {});
        fake.file("/t/deep/m/x/a", "bytes").file("/t/deep/m/b", "bytes").file("/t/c", "other");
        fake.symlink("/typed", "/t");
        Planned planned =
                Planned.in(fake, STANDARD, WalkFilters.none().withCrossMounts(true), FinderListener.NONE, "/typed");
        assertThat(planned.plan().roots().stream().map(Root::path))
                .containsExactly(absolute("/t"), absolute("/t/deep/m"));
        assertThat(planned.steps()).containsExactly("/typed/deep/m/x/a <- /typed/deep/m/b");
        LinkStep.Replace step = (LinkStep.Replace) planned.plan().steps().getFirst();
        assertThat(step.kept().names().getFirst().below()).isEqualTo(Path.of("x/a"));
    }

    @Test
    void plan_behindALinkThatIsFollowed_opensTheNamesBelowWhatItLeadsTo() throws FileCallException {
        fake.file("/t/a", "bytes").file("/other/x/b", "bytes").symlink("/t/link", "../other");
        Planned planned =
                Planned.in(fake, STANDARD, WalkFilters.none().withFollowFolderLinks(true), FinderListener.NONE, "/t");
        assertThat(planned.steps()).containsExactly("/t/a <- /t/link/x/b");
        LinkStep.Replace step = (LinkStep.Replace) planned.plan().steps().getFirst();
        assertThat(planned.plan().path(step.replaced().names().getFirst())).isEqualTo(absolute("/other/x/b"));
    }

    @Test
    void plan_overlappingRoots_giveEachNameOnce() throws FileCallException {
        fake.file("/t/sub/a", "bytes").file("/t/sub/b", "bytes").symlink("/again", "/t");
        Planned planned = Planned.in(fake, "/t", "/t/sub", "/t", "/again", "/t/sub/a");
        assertThat(planned.steps()).hasSize(1);
        assertThat(planned.result().price().names()).isEqualTo(1);
        assertThat(planned.plan().steps()).first().isInstanceOfSatisfying(LinkStep.Replace.class, replace -> {
            assertThat(planned.plan().path(replace.kept().names().getFirst())).isEqualTo(absolute("/t/sub/a"));
            assertThat(planned.plan().path(replace.replaced().names().getFirst()))
                    .isEqualTo(absolute("/t/sub/b"));
        });
    }

    @Test
    void plan_aRootBehindALink_isOpenedWithoutIt() throws FileCallException {
        fake.file("/real/t/a", "bytes").file("/real/t/b", "bytes").symlink("/l", "real");
        Planned planned = Planned.in(fake, "/l/t/../t");
        Root root = planned.plan().roots().getFirst();
        assertThat(root.path()).isEqualTo(absolute("/real/t"));
        assertThat(root.typed()).isEqualTo(Path.of("/l/t/../t"));
        assertThat(root.key()).isEqualTo(fake.facts(Path.of("/real/t")).key());
        assertThat(planned.steps()).containsExactly("/l/t/../t/a <- /l/t/../t/b");
    }

    @Test
    void plan_filesAsRoots_areOpenedBelowTheirFolder() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").file("/t/c", "bytes");
        Planned planned = Planned.in(fake, "/t/c", "/t/a");
        assertThat(planned.plan().roots().stream().map(Root::path)).containsExactly(absolute("/t"));
        assertThat(planned.steps()).containsExactly("/t/a <- /t/c");
    }

    @Test
    void plan_onAnOverlay_readsNothingAndSaysWhy() throws FileCallException {
        unfit("overlay", volume -> {}, "OVERLAY /o");
    }

    @Test
    void plan_onAVolumeWithoutLinks_readsNothingAndSaysWhy() throws FileCallException {
        unfit("vfat", volume -> volume.links(false), "NO_LINKS /o");
    }

    @Test
    void plan_onAReadOnlyVolume_readsNothingAndSaysWhy() throws FileCallException {
        unfit("fake", volume -> volume.readOnly(true), "READ_ONLY /o");
    }

    private void unfit(String type, Consumer<FakeVolume> settings, String said) throws FileCallException {
        fake.mount("/o", type, volume -> {});
        fake.file("/o/a", "bytes").file("/o/b", "bytes").file("/o/x/c", "more");
        fake.set("/o", settings);
        Planned planned = Planned.in(fake, "/o");
        assertThat(planned.steps()).isEmpty();
        assertThat(planned.leftOut()).containsExactly(said);
        assertThat(planned.result().leftOut().getFirst().bodies()).isEqualTo(3);
        assertThat(fake.script().callsOf("read")).isEmpty();
    }

    // The limit of names.

    @Test
    void plan_tenBodiesAndALimitOfFour_keepsThree() throws FileCallException {
        IntStream.range(0, 10).forEach(i -> fake.file("/t/" + i, "bytes"));
        Planned planned = Planned.in(fake, STANDARD.withLinkLimit(4), "/t");
        assertThat(planned.steps())
                .containsExactly(
                        "/t/0 <- /t/1",
                        "/t/0 <- /t/2",
                        "/t/0 <- /t/3",
                        "/t/4 <- /t/5",
                        "/t/4 <- /t/6",
                        "/t/4 <- /t/7",
                        "/t/8 <- /t/9");
        assertThat(planned.result().price().freedBytes()).isEqualTo(7 * 4096);
        assertThat(planned.leftOut()).isEmpty();
    }

    @Test
    void plan_namesOutside_countForTheLimit() throws FileCallException {
        fake.file("/t/a", "bytes").link("/out/1", "/t/a").link("/out/2", "/t/a");
        fake.file("/t/b", "bytes").file("/t/c", "bytes").file("/t/d", "bytes");
        assertThat(Planned.in(fake, STANDARD.withLinkLimit(4), "/t").steps())
                .containsExactly("/t/a <- /t/b", "/t/c <- /t/d");
    }

    @Test
    void plan_aBodyWhoseNamesDoNotAllFit_goesToTheNextKept() throws FileCallException {
        fake.file("/t/a", "bytes").link("/t/a2", "/t/a").link("/t/a3", "/t/a");
        fake.file("/t/b", "bytes").link("/t/b2", "/t/b").file("/t/c", "bytes");
        assertThat(Planned.in(fake, STANDARD.withLinkLimit(4), "/t").steps())
                .containsExactly("/t/a=/t/a2=/t/a3 <- /t/c");
    }

    @Test
    void plan_belowTheVolumesLimit_leavesRoom() throws FileCallException {
        fake.set("/", volume -> volume.maxLinks(20));
        IntStream.range(10, 40).forEach(i -> fake.file("/t/" + i, "bytes"));
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.steps().stream().filter(step -> step.startsWith("/t/10")))
                .hasSize(11);
        assertThat(planned.steps()).hasSize(30 - 3);
    }

    // Places.

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "names places of other systems")
    @Test
    void plan_placesThatAreLeftAlone_areToldOnceWithTheirCounts() throws FileCallException {
        fake.file("/t/.git/objects/a", "bytes").file("/t/x/.git/b", "bytes").file("/t/mail.sqlite-wal", "bytes");
        fake.file("/usr/share/c", "bytes").file("/t/.Trash-1000/files/d", "bytes");
        fake.file("/t/e", "bytes").file("/t/f", "bytes").file("/t/.git/empty", "");
        Planned planned = Planned.in(fake, "/t", "/usr/share");
        assertThat(planned.steps()).containsExactly("/t/e <- /t/f");
        assertThat(planned.result().places())
                .containsExactly(
                        new Place(PlaceKind.VERSION_CONTROL, 2, Path.of("/t/.git/objects/a")),
                        new Place(PlaceKind.DATABASE, 1, Path.of("/t/mail.sqlite-wal")),
                        new Place(PlaceKind.SYSTEM, 1, Path.of("/usr/share/c")),
                        new Place(PlaceKind.TRASH, 1, Path.of("/t/.Trash-1000/files/d")));
        assertThat(fake.script().callsOf("read")).allMatch(call -> call.endsWith("/e") || call.endsWith("/f"));
    }

    @Test
    void plan_aBodyWithOneNameInSuchAPlace_isLeftAlone() throws FileCallException {
        fake.file("/t/.git/a", "bytes")
                .link("/t/a", "/t/.git/a")
                .file("/t/b", "bytes")
                .file("/t/c", "bytes");
        assertThat(Planned.in(fake, "/t").steps()).containsExactly("/t/b <- /t/c");
    }

    @Test
    void plan_everywhere_leavesNoPlaceAlone() throws FileCallException {
        fake.file("/t/.git/a", "bytes").file("/t/b.db", "bytes");
        Planned planned = Planned.in(fake, STANDARD.withEverywhere(true), "/t");
        assertThat(planned.steps()).containsExactly("/t/.git/a <- /t/b.db");
        assertThat(planned.result().places()).isEmpty();
    }

    @Test
    void plan_aDatabaseServersFolder_isLeftAlone() throws FileCallException {
        fake.file("/t/base/1/PG_VERSION", "17").file("/t/base/1/100", "bytes").file("/t/base/1/200", "bytes");
        assertThat(Planned.in(fake, "/t").steps()).isEmpty();
    }

    @Test
    void plan_manyFilesThatAreEditedInPlace_warns() throws FileCallException {
        fake.file("/t/p/node_modules/x/a.js", "bytes").file("/t/q/node_modules/x/a.js", "bytes");
        Planned planned = Planned.in(fake, "/t");
        assertThat(planned.result().warnings())
                .containsExactly("1 of 1 names are in folders such as node_modules: who edits such a file in place"
                        + " edits it everywhere. With --clone the files stay separate.");
    }

    @Test
    void plan_fewFilesThatAreEditedInPlace_doesNotWarn() throws FileCallException {
        fake.file("/t/p/node_modules/x/a.js", "bytes").file("/t/a/a.js", "bytes");
        IntStream.range(0, 5).forEach(i -> fake.file("/t/" + i, "bytes"));
        assertThat(Planned.in(fake, "/t").result().warnings()).isEmpty();
    }

    @Test
    void plan_ofAFolderOfSuchFiles_warns() throws FileCallException {
        IntStream.range(0, 5).forEach(i -> fake.file("/t/node_modules/" + i, "bytes"));
        assertThat(Planned.in(fake, "/t/node_modules").result().warnings()).hasSize(1);
    }

    // Sharing storage.

    @Test
    void plan_cloning_sharesWhateverMetadataAndNames() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").link("/t/b2", "/t/b").file("/t/c", "bytes");
        fake.owner("/t/c", 7, 7, 0600).link("/out/c", "/t/c");
        Planned planned = Planned.in(fake, STANDARD.withCloning(true), "/t");
        assertThat(planned.steps()).containsExactly("/t/b=/t/b2 <~ /t/c", "/t/b=/t/b2 <~ /t/a");
        assertThat(planned.result().price().freedBytes()).isEqualTo(2 * 4096);
    }

    @Test
    void plan_cloningWhereNothingCanBeShared_saysWhy() throws FileCallException {
        fake.file("/t/a", "bytes").file("/t/b", "bytes").set("/", volume -> volume.clones(false));
        Planned planned = Planned.in(fake, STANDARD.withCloning(true), "/t");
        assertThat(planned.steps()).isEmpty();
        assertThat(planned.leftOut()).containsExactly("NO_CLONES /t");
    }

    @Test
    void plan_cloning_changesNoReference() throws FileCallException {
        fake.file("/t/r/a", "bytes").file("/t/r/b", "bytes").file("/t/c", "bytes");
        DedupeOptions options = STANDARD.withCloning(true).withReferences(List.of(Path.of("/t/r")));
        assertThat(Planned.in(fake, options, "/t").steps()).containsExactly("/t/r/a <~ /t/c");
    }

    // The order.

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void plan_filesMadeInAnyOrder_isTheSame(long seed) throws FileCallException {
        List<String> inOrder = Planned.in(shuffled(0), "/t", "/u").steps();
        assertThat(inOrder).hasSizeGreaterThan(30);
        assertThat(Planned.in(shuffled(seed), "/t", "/u").steps()).isEqualTo(inOrder);
    }

    private static FakeFileCalls shuffled(long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
        if (seed > 0) {
            Collections.shuffle(order, new Random(seed));
        }
        FakeFileCalls fake = new FakeFileCalls();
        for (int i : order) {
            String path = (i % 3 == 0 ? "/u/d" : "/t/d") + i % 7 + "/f" + i;
            fake.file(path, "bytes " + i % 5).owner(path, 1000, 1000, i % 4 == 0 ? 0600 : 0644);
        }
        return fake;
    }

    /** Returns the path with the drive that Windows puts before it. */
    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath();
    }
}
