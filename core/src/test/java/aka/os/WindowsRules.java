package aka.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import aka.file.Leaf;
import aka.os.WriterGuard.Guard;
import aka.os.fake.FakeAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What Windows does otherwise than the others. The fake is held to it beside the system itself, so that what is tried in memory
 * holds there.
 */
abstract class WindowsRules {

    private static final Leaf A = Leaf.of("a");
    private static final Leaf B = Leaf.of("b");
    private static final Leaf C = Leaf.of("c");

    private FileCalls calls;
    private Folder home;

    /** Opens what is tested, with a folder of its own. */
    abstract FileCalls open() throws IOException;

    abstract Path home();

    /** Makes a file, by other means than the calls that are tested. */
    abstract void file(String name, String bytes) throws IOException;

    abstract String text(String name) throws IOException;

    abstract void makeReadOnly(String name) throws IOException;

    abstract boolean isReadOnly(String name) throws IOException;

    /** Opens a file as another program does, which lets others do {@code lets}. Fails if it is not let itself. */
    abstract AutoCloseable opened(String name, FakeAccess may, FakeAccess... lets) throws Exception;

    /** Maps a file into memory for writing, and closes it; it is mapped until what is returned is closed. */
    abstract AutoCloseable mapped(String name) throws Exception;

    /** Returns whether it is Wine, which does some things as the system below, or as root may there. */
    boolean isWine() {
        return false;
    }

    @BeforeEach
    void openHome() throws IOException {
        calls = open();
        home = calls.openFolder(home());
    }

    @AfterEach
    void close() {
        if (home != null) {
            home.close();
            calls.close();
        }
    }

    private static void link(Folder folder, Leaf existing, Leaf newName) throws FileCallException {
        try (Body body = folder.hold(existing)) {
            folder.link(body, newName);
        }
    }

    private static Trouble troubleOf(ThrowingCallable deed) {
        FileCallException failed = catchThrowableOfType(FileCallException.class, deed);
        return failed.trouble();
    }

    /** What is done as long as another program has a file open. */
    private interface Act {
        void act() throws Exception;
    }

    private static void meanwhile(AutoCloseable other, Act act) throws Exception {
        try (other) {
            act.act();
        }
    }

    private boolean isThere(Leaf leaf) throws FileCallException {
        try {
            home.facts(leaf);
            return true;
        } catch (FileCallException failed) {
            assertThat(failed.trouble()).isEqualTo(Trouble.MISSING);
            return false;
        }
    }

    private Body body(Leaf leaf) throws FileCallException {
        return home.openBody(leaf.bytes());
    }

    private WriterGuard guards() {
        return calls.writerGuard().orElseThrow();
    }

    @Test
    void nameBeyondThe1024th_isRefusedAsOneTooMany() throws Exception {
        assumeFalse(isWine(), "Wine lets a file have as many names as the file system below");
        file("a", "bytes");
        try (Body body = home.hold(A)) {
            for (int i = 2; i <= 1024; i++) {
                home.link(body, Leaf.of("name " + i));
            }

            assertThat(troubleOf(() -> home.link(body, B))).isEqualTo(Trouble.LINK_LIMIT);
            assertThat(body.facts().linkCount()).hasValue(1024);
        }
    }

    @Test
    void fileThatSomeoneLetsNobodyRead_isBusyAndStillToldOf() throws Exception {
        file("a", "bytes");
        meanwhile(opened("a", FakeAccess.READ), () -> {
            assertThat(troubleOf(() -> body(A).close())).isEqualTo(Trouble.BUSY);
            assertThat(home.facts(A).sizeBytes()).isEqualTo(5);
        });
        body(A).close();
    }

    @Test
    void fileThatSomeoneLetsNobodyRead_canGetAnotherName() throws Exception {
        file("a", "bytes");
        meanwhile(opened("a", FakeAccess.READ), () -> {
            link(home, A, B);
            assertThat(home.facts(B).linkCount()).hasValue(2);
        });
    }

    @Test
    void fileThatSomeoneLetsNobodyDelete_losesNoneOfItsNames() throws Exception {
        file("a", "bytes");
        link(home, A, B);
        meanwhile(opened("a", FakeAccess.READ, FakeAccess.READ, FakeAccess.WRITE), () -> {
            assertThat(troubleOf(() -> home.unlink(B))).isEqualTo(Trouble.BUSY);
            assertThat(troubleOf(() -> home.rename(B, home, C))).isEqualTo(Trouble.BUSY);
            assertThat(isThere(B)).isTrue();
        });
        home.unlink(B);
        assertThat(home.facts(A).linkCount()).hasValue(1);
    }

    @Test
    void fileThatSomeoneLetsNobodyDelete_isNotReplaced() throws Exception {
        file("a", "bytes");
        file("b", "others");
        meanwhile(opened("b", FakeAccess.READ, FakeAccess.READ, FakeAccess.WRITE), () -> {
            assertThat(troubleOf(() -> home.renameOver(A, home, B)))
                    .isIn(Trouble.BUSY, Trouble.NO_PERMISSION); // Windows says either
            assertThat(isThere(A)).isTrue();
        });
        assertThat(text("b")).isEqualTo("others");
    }

    @Test
    void guard_whileSomeoneMayWrite_isBusy() throws Exception {
        file("a", "bytes");
        meanwhile(opened("a", FakeAccess.WRITE, FakeAccess.values()), () -> {
            try (Body body = body(A)) {
                assertThat(troubleOf(() -> guards().guard(body))).isEqualTo(Trouble.BUSY);
            }
        });
    }

    @Test
    void guard_keepsWritersOutUntilItIsClosed() throws Exception {
        file("a", "bytes");
        link(home, A, B);
        try (Body body = body(A)) {
            try (Guard guard = guards().guard(body)) {
                assertThat(catchThrowableOfType(
                                Exception.class, () -> opened("b", FakeAccess.WRITE, FakeAccess.values())))
                        .isNotNull();
                assertThat(guard.undisturbed()).isTrue();
            }
            opened("b", FakeAccess.WRITE, FakeAccess.values()).close();
        }
    }

    @Test
    void guard_whileSomeoneHasItMappedForWriting_isBusy() throws Exception {
        file("a", "bytes");
        try (Body body = body(A)) {
            meanwhile(
                    mapped("a"),
                    () -> assertThat(troubleOf(() -> guards().guard(body))).isEqualTo(Trouble.BUSY));
            guards().guard(body).close();
        }
    }

    @Test
    void guard_lets_aNameGo() throws Exception {
        file("a", "bytes");
        link(home, A, B);
        try (Body body = body(A);
                Guard guard = guards().guard(body)) {
            home.unlink(B);
            assertThat(guard.undisturbed()).isTrue();
        }
        assertThat(isThere(B)).isFalse();
    }

    /** Takes a name to another in the same folder, in whichever way. */
    private interface Move {
        void of(Leaf leaf, Leaf newLeaf) throws FileCallException;
    }

    private void requireTheFirstIsTakenAway(Move move) throws IOException {
        file("a", "bytes");
        link(home, A, B);

        move.of(A, B);

        assertThat(isThere(A)).isFalse();
        assertThat(home.facts(B).linkCount()).hasValue(1);
        assertThat(text("b")).isEqualTo("bytes");
    }

    @Test
    void rename_toAnotherNameOfTheSameFile_takesTheFirstAwayAndReplacesNothing() throws IOException {
        assumeFalse(isWine(), "Wine leaves both names, as Linux does");
        requireTheFirstIsTakenAway((leaf, newLeaf) -> home.rename(leaf, home, newLeaf));
    }

    @Test
    void renameOver_toAnotherNameOfTheSameFile_takesTheFirstAway() throws IOException {
        assumeFalse(isWine(), "Wine leaves both names, as Linux does");
        requireTheFirstIsTakenAway((leaf, newLeaf) -> home.renameOver(leaf, home, newLeaf));
    }

    @Test
    void nameOfAReadOnlyFile_goesAndTheOthersStayReadOnly() throws Exception {
        file("a", "bytes");
        link(home, A, B);
        makeReadOnly("a");

        home.unlink(B);

        assertThat(isThere(B)).isFalse();
        assertThat(isReadOnly("a")).isTrue();
    }

    @Test
    void readOnlyFile_canGetAnotherName() throws Exception {
        file("a", "bytes");
        makeReadOnly("a");

        link(home, A, B);

        assertThat(home.facts(A).linkCount()).hasValue(2);
        assertThat(isReadOnly("b")).isTrue();
    }

    @Test
    void readOnlyFile_isReplaced() throws Exception {
        file("a", "bytes");
        file("b", "others");
        makeReadOnly("b");

        home.renameOver(A, home, B);

        assertThat(text("b")).isEqualTo("bytes");
        assertThat(isReadOnly("b")).isFalse();
    }

    @Test
    void readOnlyFile_isOpenedForWritingByNobody() throws Exception {
        assumeFalse(isWine(), "Wine lets root write to a read-only file");
        file("a", "bytes");
        makeReadOnly("a");

        assertThat(catchThrowableOfType(Exception.class, () -> opened("a", FakeAccess.WRITE, FakeAccess.values())))
                .isNotNull();
    }

    @Test
    void bytesOfAFileThatWasReplacedWhileOpen_areStillRead() throws Exception {
        assumeFalse(
                isWine(),
                "Wine replaces no open file: ours is closed meanwhile, and has no name to be opened by again");
        file("a", "bytes");
        file("b", "others");
        try (Body body = body(B)) {
            home.renameOver(A, home, B);

            ByteBuffer into = ByteBuffer.allocateDirect(6);
            assertThat(body.read(into, 0)).isEqualTo(6);
            assertThat(body.facts().linkCount().orElse(0)).isZero();
        }
        assertThat(text("b")).isEqualTo("bytes");
    }
}
