package aka.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.os.FileCallException;
import aka.os.Trouble;
import aka.os.fake.FakeFileCalls;
import aka.plan.Reach.Barrier;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("windows")
class BarriersTest {

    private final FakeFileCalls fake = new FakeFileCalls().folder("/home/a/x/y").folder("/home/b");

    @AfterEach
    void everythingIsClosed() {
        fake.checkNoOpenHandles();
    }

    @Test
    void before_foldersThatEveryoneMayPass_isEmpty() throws FileCallException {
        try (Barriers barriers = new Barriers(fake)) {
            assertThat(barriers.before(Path.of("/home/a/x"))).isEmpty();
            assertThat(barriers.before(Path.of("/"))).isEmpty();
        }
    }

    @Test
    void before_privateFolders_areToldByOwnerAndBits() throws FileCallException {
        fake.owner("/home", 0, 50, 0751).owner("/home/a", 1000, 1000, 0700).owner("/home/a/x", 1000, 1000, 0750);
        try (Barriers barriers = new Barriers(fake)) {
            assertThat(barriers.before(Path.of("/home/a/x/y")))
                    .containsExactlyInAnyOrder(new Barrier(1000, 1000, 0100, ""), new Barrier(1000, 1000, 0110, ""));
        }
    }

    @Test
    void before_foldersWithAccessLists_areBarriersOfTheirOwn() throws FileCallException {
        String list = "system.posix_acl_access";
        fake.attribute("/home/a", list, "without Bob").attribute("/home/b", list, "without Alice");
        try (Barriers barriers = new Barriers(fake)) {
            assertThat(barriers.before(Path.of("/home/a"))).hasSize(1);
            assertThat(barriers.before(Path.of("/home/b")))
                    .hasSize(1)
                    .isNotEqualTo(barriers.before(Path.of("/home/a")));
            assertThat(barriers.before(Path.of("/home"))).isEmpty();
        }
    }

    @Test
    void before_twoFoldersOfOneKind_areOneBarrier() throws FileCallException {
        fake.owner("/home/a", 1000, 1000, 0700).owner("/home/a/x", 1000, 1000, 0700);
        try (Barriers barriers = new Barriers(fake)) {
            assertThat(barriers.before(Path.of("/home/a/x"))).isEqualTo(barriers.before(Path.of("/home/a")));
        }
    }

    @Test
    void before_askedAgain_looksOnce() throws FileCallException {
        try (Barriers barriers = new Barriers(fake)) {
            barriers.before(Path.of("/home/a/x"));
            int calls = fake.script().count();
            barriers.before(Path.of("/home/a/x"));
            barriers.before(Path.of("/home/a"));
            assertThat(fake.script().count()).isEqualTo(calls);
        }
    }

    @Test
    void before_aFolderBehindALink_isNotFollowed() {
        fake.symlink("/l", "/home");
        try (Barriers barriers = new Barriers(fake)) {
            assertThatThrownBy(() -> barriers.before(Path.of("/l/a")))
                    .isInstanceOfSatisfying(
                            FileCallException.class,
                            why -> assertThat(why.trouble()).isEqualTo(Trouble.IS_SYMLINK));
        }
    }
}
