package aka.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.Name;
import aka.file.RawPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link FileCalls} does. Where one lacks something, the test makes sure that it says so, with a
 * way out, and has changed nothing.
 */
abstract class FileCallsContract {

    /** What an implementation may lack, and the trouble by which it says so. */
    enum Lack {
        RENAME(Trouble.UNSUPPORTED),
        EXCHANGE(Trouble.UNSUPPORTED),
        RENAME_OVER(Trouble.UNSUPPORTED),
        ACCESS_LIST(Trouble.UNSUPPORTED),
        /** Says nothing of the user. */
        USER_ID(Trouble.UNSUPPORTED),
        SET_MODIFIED(Trouble.UNSUPPORTED),
        DRAFT(Trouble.UNSUPPORTED),
        LOCK(Trouble.UNSUPPORTED),
        /** A held body is found again by its path only. */
        LASTING_HOLD(Trouble.CHANGED),
        /** Paths are given to the system whole, so that its limit of 4,096 bytes holds. */
        LONG_PATHS(Trouble.NAME_TOO_LONG),
        /** A name of a file that is open goes when the file is closed. */
        NAMES_GO_AT_ONCE(Trouble.BUSY),
        /** To read moves the time of access, whatever was asked for. */
        READ_WITHOUT_TRACE(Trouble.UNSUPPORTED),
        /** Says {@code unknown} instead of a count. */
        LINK_COUNT(Trouble.UNSUPPORTED),
        /** Says {@code unknown} instead of a number of bytes. */
        ALLOCATED_BYTES(Trouble.UNSUPPORTED);

        private final Trouble refusal;

        Lack(Trouble refusal) {
            this.refusal = refusal;
        }
    }

    private static final Leaf A = Leaf.of("a");
    private static final Leaf B = Leaf.of("b");
    private static final Leaf C = Leaf.of("c");

    private World world;
    private FileCalls calls;
    private Folder home;

    /** Returns a new place to work in. */
    abstract World world() throws IOException;

    /** Returns the calls that are tested, for use in {@code world}. */
    abstract FileCalls calls(World world);

    /** Returns what these calls lack. */
    abstract Set<Lack> lacks();

    /** Returns what the system says where a name is taken. */
    String taken() {
        return "EEXIST 17";
    }

    /** Returns what the system says where there is no such name. */
    String missing() {
        return "ENOENT 2";
    }

    @BeforeEach
    void open() throws IOException {
        world = world();
        calls = calls(world);
        home = calls.openFolder(world.home());
    }

    @AfterEach
    void everyHandleIsClosed() throws IOException {
        home.close();
        List<String> open = world.openHandles();
        calls.close();
        world.close();
        assertThat(open).isEmpty();
    }

    // Looking.

    @Test
    void facts_ofAFile_tellKindKeySizeAndOneName() throws IOException {
        file(A, "12345");

        FileFacts facts = calls.facts(at(A));

        assertThat(facts.kind()).isEqualTo(Kind.FILE);
        assertThat(facts.key()).isPresent();
        assertThat(facts.sizeBytes()).isEqualTo(5);
        assertThat(facts.linkCount()).isEqualTo(count(1));
    }

    @Test
    void identity_ofAFolder_isWhatItsFactsTell() throws IOException {
        FileFacts facts = home.facts();

        assertThat(home.identity()).isEqualTo(new FolderIdentity(facts.key(), facts.mountId()));
    }

    @Test
    void facts_ofAFolder_tellThatItIsOne() throws IOException {
        world.folder(at(A));

        assertThat(calls.facts(at(A)).kind()).isEqualTo(Kind.FOLDER);
    }

    @Test
    void facts_ofASymbolicLink_areItsOwn() throws IOException {
        file(A, "12345");
        world.symlink(at(B), "a");

        assertThat(calls.facts(at(B)).kind()).isEqualTo(Kind.SYMLINK);
        assertThat(calls.facts(at(B)).sameFile(calls.facts(at(A)))).isFalse();
    }

    @Test
    void facts_ofADanglingLink_areItsOwn() throws IOException {
        world.symlink(at(B), "nowhere");

        assertThat(calls.facts(at(B)).kind()).isEqualTo(Kind.SYMLINK);
    }

    @Test
    void facts_ofAPipe_neverWaitForIt() throws IOException {
        world.pipe(at(A));

        assertThat(calls.facts(at(A)).kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void facts_throughALinkedFolder_followIt() throws IOException {
        world.folder(at(A));
        world.file(at(A).resolve("x"), bytes("x"));
        world.symlink(at(B), "a");

        assertThat(calls.facts(at(B).resolve("x")).sameFile(calls.facts(at(A).resolve("x"))))
                .isTrue();
    }

    @Test
    void facts_ofAnEntry_areThoseByItsPath() throws IOException {
        file(A, "12345");

        assertThat(home.facts(A)).isEqualTo(calls.facts(at(A)));
    }

    @Test
    void facts_ofAllocatedBytes_leaveHolesOut() throws IOException {
        world.sparse(at(A), 10_000_000, 5_000_000, bytes("x"));

        OptionalLong allocated = calls.facts(at(A)).allocatedBytes();

        if (lacks().contains(Lack.ALLOCATED_BYTES)) {
            assertThat(allocated).isEmpty();
        } else {
            assertThat(allocated.orElseThrow()).isBetween(1L, 1_000_000L);
        }
    }

    @Test
    void facts_ofNothing_areRefusedAsMissing() {
        assertThat(troubleOf(() -> calls.facts(at(A)))).isEqualTo(Trouble.MISSING);
        assertThat(troubleOf(() -> home.facts(A))).isEqualTo(Trouble.MISSING);
    }

    @Test
    void facts_throughAFile_areRefusedAsNotAFolder() throws IOException {
        file(A, "");

        assertThat(troubleOf(() -> calls.facts(at(A).resolve("x")))).isEqualTo(Trouble.NOT_A_FOLDER);
    }

    @Test
    void facts_throughLinksInACircle_areRefused() throws IOException {
        world.symlink(at(A), "b");
        world.symlink(at(B), "a");

        assertThat(troubleOf(() -> calls.facts(at(A).resolve("x")))).isEqualTo(Trouble.TOO_MANY_LINKS);
    }

    @Test
    void facts_ofALeafOf256Bytes_areRefused() {
        Leaf leaf = Leaf.of("x".repeat(256));

        assertThat(troubleOf(() -> home.facts(leaf))).isEqualTo(Trouble.NAME_TOO_LONG);
    }

    @Test
    void linkTarget_ofALink_isWhatTheLinkSays() throws IOException {
        world.symlink(at(A), "../no/where");

        assertThat(calls.linkTarget(at(A))).isEqualTo(Path.of("../no/where"));
    }

    @Test
    void linkTarget_ofAFile_isRefused() throws IOException {
        file(A, "");

        assertThat(troubleOf(() -> calls.linkTarget(at(A)))).isEqualTo(Trouble.UNSUPPORTED);
    }

    @Test
    void volume_ofAFile_isTheOneInItsKey() throws IOException {
        file(A, "");

        Volume volume = calls.volume(at(A));

        assertThat(volume.id()).isEqualTo(calls.facts(at(A)).key().orElseThrow().volume());
        assertThat(volume.fileSystem()).isNotEmpty();
        assertThat(volume.readOnly()).isFalse();
    }

    @Test
    void mountPoints_haveTheRoot() throws FileCallException {
        assertThat(calls.mountPoints()).contains(world.home().getRoot());
    }

    @Test
    void usableBytes_ofAMissingFile_areUnknown() {
        assertThat(calls.usableBytes(world.home().resolve("missing"))).isEmpty();
    }

    @Test
    void volume_ofADanglingLink_isThatOfItsFolder() throws IOException {
        world.symlink(at(A), "nowhere");

        assertThat(calls.volume(at(A)).id())
                .isEqualTo(calls.volume(world.home()).id());
    }

    @Test
    void callStatuses_nameEachCallOnce() {
        assertThat(calls.callStatuses()).isNotEmpty();
        assertThat(calls.callStatuses()).extracting(CallStatus::call).doesNotHaveDuplicates();
    }

    @Test
    void userId_isTheOwnerOfWhatIsMade() throws IOException {
        home.createFolder(A, false);

        OptionalInt user = calls.userId();

        assertThat(user.isPresent()).isEqualTo(!lacks().contains(Lack.USER_ID));
        if (user.isPresent()) {
            assertThat(home.facts(A).owner().orElseThrow().uid()).isEqualTo(user.getAsInt());
        }
    }

    @Test
    void host_isTheSameEachTime() {
        assertThat(calls.host().machine()).isNotEmpty();
        assertThat(calls.host()).isEqualTo(calls.host());
    }

    // Opening folders and listing them.

    @Test
    void openFolder_ofAPathThatIsALink_followsIt() throws IOException {
        world.folder(at(A));
        world.symlink(at(B), "a");

        try (Folder folder = calls.openFolder(at(B))) {
            assertThat(folder.facts().sameFile(calls.facts(at(A)))).isTrue();
        }
    }

    @Test
    void openFolder_ofAFileOrAPipe_isRefused() throws IOException {
        file(A, "");
        world.pipe(at(B));

        assertThat(troubleOf(() -> calls.openFolder(at(A)).close())).isEqualTo(Trouble.NOT_A_FOLDER);
        assertThat(troubleOf(() -> calls.openFolder(at(B)).close())).isEqualTo(Trouble.NOT_A_FOLDER);
    }

    @Test
    void openFolder_below_isThatFolder() throws IOException {
        world.folder(at(A));
        world.folder(at(A).resolve("b"));

        try (Folder below = home.openFolder(bytes("a/b"), false)) {
            assertThat(below.facts().sameFile(calls.facts(at(A).resolve("b")))).isTrue();
            assertThat(below.path()).isEqualTo(at(A).resolve("b"));
        }
    }

    @Test
    void openFolder_belowThroughALink_isRefused() throws IOException {
        world.folder(at(A));
        world.folder(at(A).resolve("x"));
        world.symlink(at(B), "a");

        assertThat(troubleOf(() -> home.openFolder(bytes("b"), true).close())).isEqualTo(Trouble.IS_SYMLINK);
        assertThat(troubleOf(() -> home.openFolder(bytes("b/x"), true).close())).isEqualTo(Trouble.IS_SYMLINK);
    }

    @Test
    void openFolder_belowThroughAFileOrAPipe_isRefused() throws IOException {
        file(A, "");
        world.pipe(at(B));

        assertThat(troubleOf(() -> home.openFolder(bytes("a"), true).close())).isEqualTo(Trouble.NOT_A_FOLDER);
        assertThat(troubleOf(() -> home.openFolder(bytes("a/x"), true).close())).isEqualTo(Trouble.NOT_A_FOLDER);
        assertThat(troubleOf(() -> home.openFolder(bytes("b"), true).close())).isEqualTo(Trouble.NOT_A_FOLDER);
    }

    @Test
    void openFolder_belowThatIsMissing_isRefused() {
        assertThat(troubleOf(() -> home.openFolder(bytes("a/b"), true).close())).isEqualTo(Trouble.MISSING);
    }

    @Test
    void list_ofAnEmptyFolder_hasNoEntry() throws IOException {
        assertThat(leaves(home)).isEmpty();
    }

    @Test
    void list_ofTenThousandEntries_hasEachOnce() throws IOException {
        Set<Leaf> expected = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            Leaf leaf = Leaf.of("entry-with-a-name-of-some-length-" + i);
            file(leaf, "");
            expected.add(leaf);
        }

        List<Leaf> leaves = leaves(home);

        assertThat(leaves).hasSize(10_000);
        assertThat(new HashSet<>(leaves)).isEqualTo(expected);
    }

    @Test
    void list_ofOddNames_givesTheirBytes() throws IOException {
        for (Leaf leaf : oddLeaves()) {
            file(leaf, "");
        }

        assertThat(leaves(home)).containsExactlyInAnyOrderElementsOf(oddLeaves());
    }

    @Test
    void list_twice_givesTheSame() throws IOException {
        file(A, "");

        assertThat(leaves(home)).containsExactly(A);
        assertThat(leaves(home)).containsExactly(A);
    }

    @Test
    void readFacts_tellWhatFactsTell() throws IOException {
        file(A, "12345");
        link(A, B);

        FileFacts facts = home.facts(A);
        EntryFacts seen = new EntryFacts();
        try (Listing listing = home.list()) {
            while (listing.next()) {
                assertThat(listing.readFacts(seen)).isTrue();
                assertThat(seen.kind()).isEqualTo(Kind.FILE);
                assertThat(seen.hasKey()).isTrue();
                assertThat(seen.key()).isEqualTo(facts.key().orElseThrow());
                assertThat(seen.sizeBytes()).isEqualTo(5);
                assertThat(seen.linkCount()).isEqualTo(counted(2));
                assertThat(seen.allocatedBytes())
                        .isEqualTo(facts.allocatedBytes().orElse(Listing.UNKNOWN));
                assertThat(seen.modifiedNanos()).isEqualTo(ChronoUnit.NANOS.between(Instant.EPOCH, facts.modified()));
                assertThat(seen.changedNanos())
                        .isIn(
                                Listing.UNKNOWN,
                                facts.changed()
                                        .map(time -> ChronoUnit.NANOS.between(Instant.EPOCH, time))
                                        .orElse(Listing.UNKNOWN));
                assertThat(seen.isMountPoint()).isFalse();
            }
        }
    }

    @Test
    void next_thatMayPassOverSingles_passesOverNothingElse() throws IOException {
        for (int i = 0; i < 20; i++) {
            file(Leaf.of("single" + i), "");
        }
        file(Leaf.of(".single"), "");
        file(A, "");
        link(A, B);
        home.createFolder(Leaf.of("folder"), false);

        Set<Leaf> stoodOn = new HashSet<>();
        EntryFacts seen = new EntryFacts();
        try (Listing listing = home.list()) {
            listing.passOverSingles(id -> false);
            while (listing.next()) {
                stoodOn.add(listing.leaf());
                assertThat(listing.readFacts(seen)).isTrue();
                assertThat(seen.kind()).isEqualTo(home.facts(listing.leaf()).kind());
            }
            assertThat(listing.passedOver() + stoodOn.size()).isEqualTo(24);
        }
        assertThat(stoodOn).contains(A, B, Leaf.of("folder"), Leaf.of(".single"));
    }

    @Test
    void next_thatMayPassOverSingles_leavesThoseThatAreNamed() throws IOException {
        file(A, "");
        file(B, "");

        try (Listing listing = home.list()) {
            listing.passOverSingles(id -> true);
            while (listing.next()) {
                assertThat(listing.listedId() == Listing.UNKNOWN || listing.passedOver() == 0)
                        .isTrue();
            }
            assertThat(listing.passedOver()).isIn(0L, 2L);
        }
    }

    @Test
    void list_whileTheFolderIsListed_beginsAnew() throws IOException {
        file(A, "");
        file(B, "");

        try (Listing one = home.list();
                Listing other = home.list()) {
            assertThat(one.next()).isTrue();
            assertThat(other.next()).isTrue();
            assertThat(one.next()).isTrue();
            assertThat(one.next()).isFalse();
            assertThat(other.next()).isTrue();
            assertThat(other.next()).isFalse();
        }
    }

    @Test
    void kind_beforeFactsAreRead_isRightOrUnknown() throws IOException {
        world.symlink(at(A), "b");

        try (Listing listing = home.list()) {
            assertThat(listing.next()).isTrue();
            assertThat(listing.kind()).isIn(Kind.SYMLINK, Kind.UNKNOWN);
        }
    }

    @Test
    void copyLeaf_givesTheBytesOfTheLeaf() throws IOException {
        file(Leaf.of("abc"), "");

        try (Listing listing = home.list()) {
            assertThat(listing.next()).isTrue();
            byte[] into = bytes("......");
            listing.copyLeaf(into, 2);
            assertThat(listing.leafLength()).isEqualTo(3);
            assertThat(into).isEqualTo(bytes("..abc."));
        }
    }

    @Test
    void readFacts_ofAnEntryThatVanished_saysSo() throws IOException {
        file(A, "");

        try (Listing listing = home.list()) {
            assertThat(listing.next()).isTrue();
            world.remove(at(A));

            assertThat(listing.readFacts(new EntryFacts())).isFalse();
            assertThat(listing.leaf()).isEqualTo(A);
        }
    }

    // Opening, reading, holding.

    @Test
    void openBody_readsAtAnyOffsetAndEndsWithTheBytes() throws IOException {
        file(A, "0123456789");

        try (Body body = home.openBody(bytes("a"))) {
            assertThat(read(body, 0, 4)).isEqualTo("0123");
            assertThat(read(body, 7, 3)).isEqualTo("789");
            assertThat(read(body, 7, 100)).isEqualTo("789");
            assertThat(read(body, 10, 4)).isEmpty();
            assertThat(read(body, 1_000_000, 4)).isEmpty();
        }
    }

    @Test
    void read_startsAtThePositionOfTheBuffer() throws IOException {
        file(A, "0123456789");

        try (Body body = home.openBody(bytes("a"))) {
            ByteBuffer into = ByteBuffer.allocateDirect(8);
            into.position(6);

            assertThat(body.read(into, 0)).isEqualTo(2);
            assertThat(into.position()).isEqualTo(8);
            assertThat(into.get(6)).isEqualTo((byte) '0');
        }
    }

    @Test
    void openBody_belowFolders_isThatFile() throws IOException {
        world.folder(at(A));
        world.file(at(A).resolve("b"), bytes("deep"));

        try (Body body = home.openBody(bytes("a/b"))) {
            assertThat(read(body, 0, 10)).isEqualTo("deep");
            assertThat(body.path()).isEqualTo(at(A).resolve("b"));
        }
    }

    @Test
    void openBody_ofALink_isRefused() throws IOException {
        file(A, "");
        world.symlink(at(B), "a");

        assertThat(troubleOf(() -> home.openBody(bytes("b")).close())).isEqualTo(Trouble.IS_SYMLINK);
    }

    @Test
    void openBody_throughALink_isRefused() throws IOException {
        world.folder(at(A));
        world.file(at(A).resolve("x"), bytes(""));
        world.symlink(at(B), "a");

        assertThat(troubleOf(() -> home.openBody(bytes("b/x")).close())).isEqualTo(Trouble.IS_SYMLINK);
    }

    @Test
    void openBody_ofAPipe_isRefusedWithoutWaiting() throws IOException {
        world.pipe(at(A));

        assertThat(troubleOf(() -> home.openBody(bytes("a")).close())).isEqualTo(Trouble.NOT_REGULAR);
    }

    @Test
    void openBody_ofAFolder_isRefused() throws IOException {
        world.folder(at(A));

        assertThat(troubleOf(() -> home.openBody(bytes("a")).close())).isEqualTo(Trouble.IS_FOLDER);
    }

    @Test
    void openBody_ofNothing_isRefused() {
        assertThat(troubleOf(() -> home.openBody(bytes("a")).close())).isEqualTo(Trouble.MISSING);
    }

    @Test
    void openSeenBody_readsItsBytesAndTellsWhatItWas() throws IOException {
        file(A, "12345");

        try (Body body = home.openSeenBody(A.bytes())) {
            assertThat(rawRead(body, 300)).isEqualTo("12345".getBytes(UTF_8));
            assertThat(body.firstFacts().sizeBytes()).isEqualTo(5);
            assertThat(body.firstFacts().sameFile(calls.facts(at(A)))).isTrue();
        }
    }

    @Test
    void openSeenBody_ofWhatIsNoFile_isRefusedAsByOpenBody() throws IOException {
        world.folder(at(A));

        assertThat(troubleOf(() -> home.openSeenBody(A.bytes()).close())).isEqualTo(Trouble.IS_FOLDER);
        assertThat(troubleOf(() -> home.openSeenBody(B.bytes()).close())).isEqualTo(Trouble.MISSING);
    }

    @Test
    void openSeenBody_ofALink_isRefused() throws IOException {
        file(A, "12345");
        world.symlink(at(B), "a");

        assertThat(troubleOf(() -> home.openSeenBody(B.bytes()).close())).isEqualTo(Trouble.IS_SYMLINK);
    }

    @Test
    void openSeenBody_ofAPipe_isRefusedWithoutWaiting() throws IOException {
        world.pipe(at(A));

        assertThat(troubleOf(() -> home.openSeenBody(A.bytes()).close())).isEqualTo(Trouble.NOT_REGULAR);
    }

    @Test
    void glimpse_readsAndTellsWhatTheFileIs() throws IOException {
        file(A, "12345");
        Stamp stamp = new Stamp();
        ByteBuffer three = ByteBuffer.allocateDirect(3);

        try (Glimpse glimpse = glimpse(A)) {
            assertThat(glimpse.read(three, 1)).isEqualTo(3);
            assertThat(glimpse.look(stamp)).isTrue();
        }

        assertThat(three.flip()).isEqualTo(ByteBuffer.wrap(bytes("234")));
        FileFacts facts = calls.facts(at(A));
        FileKey key = facts.key().orElseThrow();
        assertThat(stamp.volume()).isEqualTo(key.volume());
        assertThat(stamp.fileHigh()).isEqualTo(key.fileHigh());
        assertThat(stamp.fileLow()).isEqualTo(key.fileLow());
        assertThat(stamp.sizeBytes()).isEqualTo(5);
        assertThat(stamp.modifiedNanos()).isEqualTo(ChronoUnit.NANOS.between(Instant.EPOCH, facts.modified()));
        assertThat(stamp.changedNanos())
                .isEqualTo(
                        ChronoUnit.NANOS.between(Instant.EPOCH, facts.changed().orElseThrow()));
    }

    private Glimpse glimpse(Leaf leaf) throws FileCallException {
        Optional<Glimpse> glimpse = home.glimpse(leaf.bytes());
        assumeTrue(glimpse.isPresent(), "this system has no such way");
        return glimpse.get();
    }

    @Test
    void metadata_ofAGlimpse_isThatOfTheBody_orNotTold() throws IOException {
        file(A, "12345");
        Metadata metadata = calls.metadata().orElse(null);
        assumeTrue(metadata != null, "this system tells no metadata");

        try (Glimpse glimpse = glimpse(A);
                Body body = home.openBody(A.bytes())) {
            Metadata.Seen seen = metadata.look(body);
            metadata.look(glimpse).ifPresent(glimpsed -> {
                assertThat(glimpsed.facts()).isEqualTo(seen.facts());
                assertThat(glimpsed.metadata()).isEqualTo(seen.metadata());
            });
        }
    }

    @Test
    void glimpse_ofLessThanIsWanted_tellsHowMuch() throws IOException {
        file(A, "12345");
        ByteBuffer ten = ByteBuffer.allocateDirect(10);

        try (Glimpse glimpse = glimpse(A)) {
            assertThat(glimpse.read(ten, 0)).isEqualTo(5);
        }

        assertThat(ten.position()).isEqualTo(5);
    }

    @Test
    void glimpse_ofWhatIsNoFile_isRefusedWithoutWaiting() throws IOException {
        file(A, "12345");
        glimpse(A).close();
        Leaf pipe = Leaf.of("pipe");
        Leaf link = Leaf.of("link");
        Leaf folder = Leaf.of("folder");
        world.pipe(at(pipe));
        world.symlink(at(link), "a");
        world.folder(at(folder));

        for (Leaf leaf : List.of(pipe, link, folder, Leaf.of("nothing"))) {
            assertThatThrownBy(() -> {
                        try (Glimpse glimpse = glimpse(leaf)) {
                            glimpse.read(ByteBuffer.allocateDirect(3), 0);
                        }
                    })
                    .as("%s", leaf)
                    .isInstanceOf(FileCallException.class);
        }
    }

    @Test
    void openBody_byAnOddName_readsItsBytes() throws IOException {
        for (Leaf leaf : oddLeaves()) {
            world.file(leaf.in(world.home()), leaf.bytes());
            try (Body body = home.openBody(leaf.bytes())) {
                assertThat(rawRead(body, 300)).isEqualTo(leaf.bytes());
            }
        }
    }

    @Test
    void hold_isNotForReading() throws IOException {
        file(A, "bytes");

        try (Body held = home.hold(A)) {
            assertThat(held.facts().sizeBytes()).isEqualTo(5);
            assertThat(troubleOf(() -> held.read(ByteBuffer.allocateDirect(8), 0)))
                    .isEqualTo(Trouble.UNSUPPORTED);
            assertThat(held.tryLock()).isFalse();
        }
    }

    @Test
    void hold_ofASymbolicLink_isOnTheLink() throws IOException {
        file(A, "");
        world.symlink(at(B), "a");

        try (Body held = home.hold(B)) {
            assertThat(held.facts().kind()).isEqualTo(Kind.SYMLINK);
        }
    }

    @Test
    void hold_survivesTheLossOfItsNameByAnother() throws IOException {
        namesGoAtOnce();
        file(A, "bytes");
        link(A, B);

        try (Body held = home.hold(A)) {
            home.unlink(A);

            OptionalInt[] linkCount = {OptionalInt.empty()};
            if (does(Lack.LASTING_HOLD, () -> linkCount[0] = held.facts().linkCount())) {
                assertThat(linkCount[0]).isEqualTo(count(1));
            }
        }
    }

    @Test
    void hold_survivesItsLastName() throws IOException {
        namesGoAtOnce();
        file(A, "bytes");

        try (Body held = home.hold(A)) {
            home.unlink(A);

            OptionalInt[] linkCount = {OptionalInt.empty()};
            if (does(Lack.LASTING_HOLD, () -> linkCount[0] = held.facts().linkCount())) {
                assertThat(linkCount[0]).isEqualTo(count(0));
            }
        }
    }

    @Test
    void hold_neverPassesToAnotherFileOfTheSameName() throws IOException {
        namesGoAtOnce();
        file(A, "first");

        try (Body held = home.hold(A)) {
            home.unlink(A);
            file(B, "takes the file id of the first, if it is used again at once");
            file(A, "second!");

            long[] sizeBytes = {0};
            if (does(Lack.LASTING_HOLD, () -> sizeBytes[0] = held.facts().sizeBytes())) {
                assertThat(sizeBytes[0]).isEqualTo(5);
            }
        }
    }

    @Test
    void openBody_keepsReadingItsBytesAfterTheNameWent() throws IOException {
        file(A, "bytes");

        try (Body body = home.openBody(bytes("a"))) {
            world.remove(at(A));
            assertThat(read(body, 0, 10)).isEqualTo("bytes");
        }
    }

    @Test
    void tryLock_isHeldByOneUntilItIsClosed() throws IOException {
        file(A, "");

        try (Body second = home.openBody(bytes("a"))) {
            boolean done;
            try (Body first = home.openBody(bytes("a"))) {
                boolean[] locked = {false};
                done = does(Lack.LOCK, () -> locked[0] = first.tryLock());
                assertThat(locked[0]).isEqualTo(done);
                assertThat(done && second.tryLock()).isFalse();
            }
            if (done) {
                assertThat(second.tryLock()).isTrue();
            }
        }
    }

    // Linking and unlinking.

    @Test
    void link_makesAnotherNameOfOneBody() throws IOException {
        file(A, "bytes");

        link(A, B);

        assertThat(home.facts(B).key()).isEqualTo(home.facts(A).key());
        assertThat(home.facts(B).linkCount()).isEqualTo(count(2));
        assertThat(world.bytes(at(B))).isEqualTo(bytes("bytes"));
    }

    @Test
    void link_ofAnOpenedBody_isThatBody() throws IOException {
        file(A, "bytes");

        try (Body body = home.openBody(bytes("a"))) {
            home.link(body, B);
        }

        assertThat(home.facts(B).sameFile(home.facts(A))).isTrue();
    }

    @Test
    void link_intoAnotherFolder_works() throws IOException {
        file(A, "bytes");
        world.folder(at(B));

        try (Folder other = home.openFolder(bytes("b"), false);
                Body held = home.hold(A)) {
            other.link(held, C);
            assertThat(other.facts(C).sameFile(home.facts(A))).isTrue();
        }
    }

    @Test
    void nameIndex_whereThereIsOne_tellsAllNames() throws IOException {
        NameIndex index = calls.nameIndex().orElse(null);
        assumeTrue(index != null, "these calls find names by walking only");
        file(A, "x");
        link(A, B);
        world.folder(at(C));
        try (Folder below = home.openFolder(C.bytes(), false);
                Body held = home.hold(A)) {
            below.link(held, B);
        }

        List<Path> names;
        try {
            names = index.names(at(B)).stream().map(Name::path).toList();
        } catch (FileCallException refused) {
            assumeTrue(refused.trouble() != Trouble.UNSUPPORTED, refused.getMessage());
            throw refused;
        }
        RouteTaken.tell("names", "the index of " + calls.route());
        assertThat(names).containsExactlyInAnyOrder(at(A), at(B), B.in(at(C)));
    }

    @Test
    void nameIndex_ofWhatIsNotThere_saysSo() {
        NameIndex index = calls.nameIndex().orElse(null);
        assumeTrue(index != null, "these calls find names by walking only");

        assertThat(troubleOf(() -> index.names(at(A)))).isEqualTo(Trouble.MISSING);
    }

    @Test
    void link_toOddNames_makesThemByteForByte() throws IOException {
        file(A, "bytes");

        for (Leaf leaf : oddLeaves()) {
            link(A, leaf);
        }

        List<Leaf> expected = new ArrayList<>(oddLeaves());
        expected.add(A);
        assertThat(leaves(home)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(home.facts(A).linkCount()).isEqualTo(count(expected.size()));
    }

    @Test
    void link_neverReplacesAnything() throws IOException {
        file(A, "bytes of a");
        file(B, "bytes of b");

        assertThat(troubleOf(() -> link(A, B))).isEqualTo(Trouble.EXISTS);
        assertThat(world.bytes(at(B))).isEqualTo(bytes("bytes of b"));
    }

    @Test
    void link_neverReplacesADanglingLink() throws IOException {
        file(A, "bytes of a");
        world.symlink(at(B), "nowhere");

        assertThat(troubleOf(() -> link(A, B))).isEqualTo(Trouble.EXISTS);
        assertThat(home.facts(B).kind()).isEqualTo(Kind.SYMLINK);
    }

    @Test
    void link_ofAFolder_isRefused() throws IOException {
        world.folder(at(A));

        assertThat(troubleOf(() -> link(A, B))).isEqualTo(Trouble.IS_FOLDER);
        assertThat(world.exists(at(B))).isFalse();
    }

    @Test
    void link_ofASymbolicLink_isRefused() throws IOException {
        file(C, "");
        world.symlink(at(A), "c");

        assertThat(troubleOf(() -> link(A, B))).isEqualTo(Trouble.IS_SYMLINK);
        assertThat(world.exists(at(B))).isFalse();
    }

    @Test
    void link_toALeafOf256Bytes_isRefused() throws IOException {
        file(A, "");

        assertThat(troubleOf(() -> link(A, Leaf.of("x".repeat(256))))).isEqualTo(Trouble.NAME_TOO_LONG);
    }

    @Test
    void unlink_removesOneNameOfTheBody() throws IOException {
        file(A, "bytes");
        link(A, B);

        home.unlink(A);

        assertThat(world.exists(at(A))).isFalse();
        assertThat(home.facts(B).linkCount()).isEqualTo(count(1));
        assertThat(world.bytes(at(B))).isEqualTo(bytes("bytes"));
    }

    @Test
    void unlink_ofASymbolicLink_removesTheLinkOnly() throws IOException {
        file(A, "bytes");
        world.symlink(at(B), "a");

        home.unlink(B);

        assertThat(leaves(home)).containsExactly(A);
    }

    @Test
    void unlink_ofAFolder_isRefused() throws IOException {
        world.folder(at(A));

        assertThat(troubleOf(() -> home.unlink(A))).isEqualTo(Trouble.IS_FOLDER);
        assertThat(world.exists(at(A))).isTrue();
    }

    @Test
    void unlink_ofNothing_isRefused() {
        assertThat(troubleOf(() -> home.unlink(A))).isEqualTo(Trouble.MISSING);
    }

    @Test
    void unlink_ofAnOddName_removesThatOne() throws IOException {
        for (Leaf leaf : oddLeaves()) {
            file(leaf, "");
        }

        for (Leaf leaf : oddLeaves()) {
            home.unlink(leaf);
            assertThat(leaves(home)).doesNotContain(leaf);
        }
        assertThat(leaves(home)).isEmpty();
    }

    // Renaming.

    @Test
    void rename_movesTheName() throws IOException {
        file(A, "bytes");

        if (does(Lack.RENAME, () -> home.rename(A, home, B))) {
            assertThat(leaves(home)).containsExactly(B);
        } else {
            assertThat(leaves(home)).containsExactly(A);
        }
    }

    @Test
    void rename_neverReplacesAnything() throws IOException {
        file(A, "bytes of a");
        file(B, "bytes of b");

        Trouble expected = lacks().contains(Lack.RENAME) ? Trouble.UNSUPPORTED : Trouble.EXISTS;
        assertThat(troubleOf(() -> home.rename(A, home, B))).isEqualTo(expected);
        assertThat(world.bytes(at(A))).isEqualTo(bytes("bytes of a"));
        assertThat(world.bytes(at(B))).isEqualTo(bytes("bytes of b"));
    }

    @Test
    void hold_survivesARename() throws IOException {
        file(A, "bytes");

        try (Body held = home.hold(A)) {
            if (does(Lack.RENAME, () -> home.rename(A, home, B))) {
                assertThat(held.facts().sameFile(home.facts(B))).isTrue();
            }
        }
    }

    @Test
    void exchange_swapsTwoNames() throws IOException {
        file(A, "bytes of a");
        file(B, "bytes of b");

        boolean swapped = does(Lack.EXCHANGE, () -> home.exchange(A, home, B));

        assertThat(world.bytes(at(swapped ? B : A))).isEqualTo(bytes("bytes of a"));
        assertThat(world.bytes(at(swapped ? A : B))).isEqualTo(bytes("bytes of b"));
    }

    @Test
    void exchange_withNothing_isRefused() throws IOException {
        file(A, "");

        Trouble expected = lacks().contains(Lack.EXCHANGE) ? Trouble.UNSUPPORTED : Trouble.MISSING;
        assertThat(troubleOf(() -> home.exchange(A, home, B))).isEqualTo(expected);
        assertThat(leaves(home)).containsExactly(A);
    }

    @Test
    void renameOver_replacesAName() throws IOException {
        file(A, "bytes of a");
        file(B, "bytes of b");

        if (does(Lack.RENAME_OVER, () -> home.renameOver(A, home, B))) {
            assertThat(leaves(home)).containsExactly(B);
            assertThat(world.bytes(at(B))).isEqualTo(bytes("bytes of a"));
        } else {
            assertThat(world.bytes(at(B))).isEqualTo(bytes("bytes of b"));
        }
    }

    @Test
    void renameOver_ofTwoNamesOfOneBody_leavesTheNameThatWasToBe() throws IOException {
        file(A, "bytes");
        link(A, B);

        boolean renamed = does(Lack.RENAME_OVER, () -> home.renameOver(A, home, B));

        // POSIX leaves both (rename(2)); Windows takes the other away.
        assertThat(leaves(home)).contains(B).hasSizeBetween(renamed ? 1 : 2, 2);
        assertThat(world.bytes(at(B))).isEqualTo(bytes("bytes"));
    }

    @Test
    void rename_intoAnotherFolder_movesTheNameThere() throws IOException {
        file(A, "bytes");
        world.folder(at(B));

        try (Folder other = home.openFolder(bytes("b"), false)) {
            boolean renamed = does(Lack.RENAME, () -> home.rename(A, other, C));

            assertThat(leaves(other)).isEqualTo(renamed ? List.of(C) : List.of());
            assertThat(world.exists(at(A))).isEqualTo(!renamed);
        }
    }

    @Test
    void rename_intoAnotherFolder_neverReplacesAnything() throws IOException {
        file(A, "bytes of a");
        world.folder(at(B));
        world.file(at(B).resolve("c"), bytes("bytes of c"));

        Trouble expected = lacks().contains(Lack.RENAME) ? Trouble.UNSUPPORTED : Trouble.EXISTS;
        try (Folder other = home.openFolder(bytes("b"), false)) {
            assertThat(troubleOf(() -> home.rename(A, other, C))).isEqualTo(expected);
        }
        assertThat(world.bytes(at(A))).isEqualTo(bytes("bytes of a"));
        assertThat(world.bytes(at(B).resolve("c"))).isEqualTo(bytes("bytes of c"));
    }

    @Test
    void exchange_withAnotherFolder_swapsTwoNames() throws IOException {
        file(A, "bytes of a");
        world.folder(at(B));
        world.file(at(B).resolve("c"), bytes("bytes of c"));

        try (Folder other = home.openFolder(bytes("b"), false)) {
            boolean swapped = does(Lack.EXCHANGE, () -> home.exchange(A, other, C));

            assertThat(world.bytes(at(A))).isEqualTo(bytes(swapped ? "bytes of c" : "bytes of a"));
            assertThat(world.bytes(at(B).resolve("c"))).isEqualTo(bytes(swapped ? "bytes of a" : "bytes of c"));
        }
    }

    @Test
    void exchange_withAnotherFolder_namesBothPathsWhenItFails() throws IOException {
        file(A, "");
        world.folder(at(B));

        try (Folder other = home.openFolder(bytes("b"), false)) {
            FileCallException refused = refusal(() -> home.exchange(A, other, C));

            assertThat(refused.path()).isEqualTo(at(A));
            assertThat(refused.otherPath()).hasValue(at(B).resolve("c"));
        }
    }

    @Test
    void renameOver_inAnotherFolder_replacesTheNameThere() throws IOException {
        file(A, "bytes of a");
        world.folder(at(B));
        world.file(at(B).resolve("c"), bytes("bytes of c"));

        try (Folder other = home.openFolder(bytes("b"), false)) {
            boolean renamed = does(Lack.RENAME_OVER, () -> home.renameOver(A, other, C));

            assertThat(world.exists(at(A))).isEqualTo(!renamed);
            assertThat(world.bytes(at(B).resolve("c"))).isEqualTo(bytes(renamed ? "bytes of a" : "bytes of c"));
        }
    }

    @Test
    void accessList_ofAFolderThatHasNone_isEmpty() throws IOException {
        world.folder(at(A));

        try (Folder folder = home.openFolder(bytes("a"), false)) {
            does(Lack.ACCESS_LIST, () -> assertThat(folder.accessList()).isEmpty());
        }
    }

    @Test
    void setModified_setsThatTimeOfTheFolder() throws IOException {
        world.folder(at(A));
        Instant then = Instant.parse("2001-02-03T04:05:06.789Z");

        try (Folder folder = home.openFolder(bytes("a"), false)) {
            FileFacts before = folder.facts();
            boolean set = does(Lack.SET_MODIFIED, () -> folder.setModified(then));

            assertThat(folder.facts().modified()).isEqualTo(set ? then : before.modified());
            assertThat(folder.facts().owner()).isEqualTo(before.owner());
        }
    }

    // Making.

    @Test
    void createFolder_forItsOwner_isPrivate() throws IOException {
        home.createFolder(A, false);

        FileFacts facts = home.facts(A);
        assertThat(facts.kind()).isEqualTo(Kind.FOLDER);
        facts.owner().ifPresent(owner -> assertThat(owner.mode() & 0077).isZero());
    }

    @Test
    void createFolder_overAnything_isRefused() throws IOException {
        file(A, "");

        assertThat(troubleOf(() -> home.createFolder(A, true))).isEqualTo(Trouble.EXISTS);
    }

    @Test
    void draft_unpublished_leavesNoTrace() throws IOException {
        does(Lack.DRAFT, () -> home.draft(A).close());

        assertThat(leaves(home)).isEmpty();
    }

    @Test
    void draft_published_hasItsNameAndTheBytesOfTheOther() throws IOException {
        file(A, "bytes");

        boolean drafted = does(Lack.DRAFT, () -> {
            try (Draft draft = home.draft(B);
                    Body existing = home.openBody(bytes("a"))) {
                draft.copyFrom(existing, new CancelToken());
                assertThat(draft.publish()).isEqualTo(B);
            }
        });

        if (drafted) {
            assertThat(world.bytes(at(B))).isEqualTo(bytes("bytes"));
            assertThat(home.facts(B).sameFile(home.facts(A))).isFalse();
            assertThat(home.facts(B).linkCount()).isEqualTo(count(1));
        } else {
            assertThat(leaves(home)).containsExactly(A);
        }
    }

    @Test
    void draft_overAnythingThatIsThere_isRefused() throws IOException {
        file(A, "bytes");

        Trouble expected = lacks().contains(Lack.DRAFT) ? Trouble.UNSUPPORTED : Trouble.EXISTS;
        assertThat(troubleOf(() -> {
                    try (Draft draft = home.draft(A)) {
                        draft.publish();
                    }
                }))
                .isEqualTo(expected);
        assertThat(world.bytes(at(A))).isEqualTo(bytes("bytes"));
    }

    @Test
    void copyFrom_keepsHolesAndBytes() throws IOException {
        world.sparse(at(A), 10_000_000, 5_000_000, bytes("in the middle"));

        boolean drafted = does(Lack.DRAFT, () -> {
            try (Draft draft = home.draft(B);
                    Body existing = home.openBody(bytes("a"))) {
                draft.copyFrom(existing, new CancelToken());
                draft.publish();
            }
        });

        if (drafted) {
            assertThat(Arrays.equals(world.bytes(at(A)), world.bytes(at(B)))).isTrue();
            assertThat(home.facts(B).allocatedBytes().orElseThrow()).isLessThan(1_000_000);
        }
    }

    @Test
    void apply_givesAPreparedDraftTheMetadataOfAnother() throws IOException {
        file(A, "bytes");
        Metadata metadata = calls.metadata().orElse(null);
        assertThat(metadata == null).isEqualTo(lacks().contains(Lack.DRAFT));
        if (metadata == null) {
            return;
        }

        try (Draft draft = home.draft(B);
                Body existing = home.openBody(bytes("a"))) {
            BodyMetadata wanted = metadata.of(existing);
            metadata.prepare(wanted, draft);
            draft.copyFrom(existing, new CancelToken());
            metadata.apply(wanted, draft);

            assertThat(metadata.of(draft)).isEqualTo(wanted);
            assertThat(read(draft, 0, 10)).isEqualTo("bytes");
            if (!lacks().contains(Lack.READ_WITHOUT_TRACE)) {
                assertThat(metadata.of(draft)).as("after it was read").isEqualTo(wanted);
            }
        }
    }

    // Beyond the limits.

    @Test
    void aThousandFoldersDeep_everythingBelowCanStillBeReached() throws IOException {
        byte[] below = new byte[0];
        Leaf leaf = Leaf.of("x".repeat(250));
        Folder at = calls.openFolder(world.home());
        try {
            for (int depth = 0; depth < 1_000; depth++) {
                Folder in = at;
                if (!does(Lack.LONG_PATHS, depth >= 20, () -> in.createFolder(leaf, true))) {
                    return;
                }
                at = in.openFolder(leaf.bytes(), false);
                in.close();
                below = RawPath.join(below, leaf.bytes());
            }
        } finally {
            at.close();
        }
        try (Folder deep = home.openFolder(below, false)) {
            assertThat(deep.facts().kind()).isEqualTo(Kind.FOLDER);
            assertThat(leaves(deep)).isEmpty();
        }
    }

    // What errors say.

    @Test
    void anError_ofADeedWithTwoPaths_namesBothTheSystemsErrorAndAWayOut() throws IOException {
        file(A, "");
        file(B, "");

        FileCallException refused = refusal(() -> link(A, B));

        assertThat(List.of(refused.path(), refused.otherPath().orElseThrow())).containsExactlyInAnyOrder(at(A), at(B));
        assertThat(refused.deed()).contains(at(A).toString()).contains(at(B).toString());
        assertThat(refused.osError() + " " + refused.osNumber()).isEqualTo(taken());
        assertThat(refused.wayOut()).isNotEmpty();
        assertThat(refused).hasMessageStartingWith("cannot ").hasMessageContaining("(" + taken() + ")");
    }

    @Test
    void anError_ofADeedWithOnePath_namesItAndTheSystemsError() {
        FileCallException refused = refusal(() -> calls.facts(at(A)));

        assertThat(refused.path()).isEqualTo(at(A));
        assertThat(refused.otherPath()).isEmpty();
        assertThat(refused.deed()).contains(at(A).toString());
        assertThat(refused.osError() + " " + refused.osNumber()).isEqualTo(missing());
    }

    // How the tests speak.

    private void namesGoAtOnce() {
        assumeFalse(
                lacks().contains(Lack.NAMES_GO_AT_ONCE), "here a name of an open file goes when the file is closed");
    }

    private Path at(Leaf leaf) {
        return leaf.in(world.home());
    }

    private void file(Leaf leaf, String text) throws IOException {
        world.file(at(leaf), bytes(text));
    }

    private void link(Leaf existing, Leaf newName) throws FileCallException {
        try (Body held = home.hold(existing)) {
            home.link(held, newName);
        }
    }

    private OptionalInt count(int names) {
        return lacks().contains(Lack.LINK_COUNT) ? OptionalInt.empty() : OptionalInt.of(names);
    }

    private long counted(int names) {
        return lacks().contains(Lack.LINK_COUNT) ? Listing.UNKNOWN : names;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Returns leaves that a folder can hold here, and that programs are known to stumble over. */
    List<Leaf> oddLeaves() {
        Stream<Leaf> everywhere = Stream.of(
                Leaf.of(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}),
                Leaf.of("\uFFFD"),
                Leaf.of("ü€😀"),
                Leaf.of("x".repeat(255)),
                Leaf.of("-rf"),
                Leaf.of("%41"));
        // What Windows takes for no name, or for another one.
        Stream<Leaf> posix = Stream.of(
                Leaf.of("new\nline"),
                Leaf.of(new byte[] {'b', 'a', 'd', (byte) 0xFF, '.', 't', 'x', 't'}),
                Leaf.of(new byte[] {(byte) 0xC3}),
                Leaf.of(" "),
                Leaf.of("..."),
                Leaf.of("\u001b[31m"));
        boolean windows = FileSystems.getDefault().getSeparator().equals("\\");
        return windows ? everywhere.toList() : Stream.concat(everywhere, posix).toList();
    }

    private static List<Leaf> leaves(Folder folder) throws FileCallException {
        List<Leaf> leaves = new ArrayList<>();
        try (Listing listing = folder.list()) {
            while (listing.next()) {
                leaves.add(listing.leaf());
            }
        }
        return leaves;
    }

    private static String read(Body body, long offset, int bytes) throws FileCallException {
        ByteBuffer into = ByteBuffer.allocateDirect(bytes);
        int count = body.read(into, offset);
        assertThat(count).isEqualTo(into.position());
        into.flip();
        return UTF_8.decode(into).toString();
    }

    private static byte[] rawRead(Body body, int most) throws FileCallException {
        ByteBuffer into = ByteBuffer.allocateDirect(most);
        byte[] raw = new byte[body.read(into, 0)];
        into.flip().get(raw);
        return raw;
    }

    private static Trouble troubleOf(ThrowingCallable deed) {
        return refusal(deed).trouble();
    }

    private static FileCallException refusal(ThrowingCallable deed) {
        FileCallException refused = catchThrowableOfType(FileCallException.class, deed);
        assertThat(refused).as("a refusal").isNotNull();
        return refused;
    }

    /** Does the deed, or makes sure that it is refused as these calls refuse what they lack. */
    private boolean does(Lack lack, ThrowingCallable deed) {
        return does(lack, true, deed);
    }

    private boolean does(Lack lack, boolean mustBeRefused, ThrowingCallable deed) {
        FileCallException refused = catchThrowableOfType(FileCallException.class, deed);
        if (!lacks().contains(lack)) {
            assertThat(refused).isNull();
            return true;
        }
        if (refused == null) {
            assertThat(mustBeRefused).as("done, though lacking " + lack).isFalse();
            return true;
        }
        assertThat(refused.trouble()).isEqualTo(lack.refusal);
        assertThat(refused.wayOut()).isNotEmpty();
        return false;
    }
}
