package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.StepReason;
import aka.os.fake.FakeFileCalls;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds a folder, where its path was typed through a symbolic link. */
@Tag("windows")
class PinAboveRootTest {

    private static final Path ONE = Path.of("/link/one");
    private static final Path TWO = Path.of("/link/two");

    private static Ran replaced(FakeFileCalls fake) throws Exception {
        DirectPlan plan = new DirectPlan(fake, "link", Path.of("/"));
        plan.replace(List.of(ONE), fake.facts(ONE), TWO, fake.facts(TWO));
        return Ran.of(plan.plan(), fake);
    }

    @Test
    void aPinnedFolder_isFoundThroughALink() throws Exception {
        FakeFileCalls fake = new FakeFileCalls()
                .file("/store/layer/one", "equal bytes")
                .file("/store/layer/two", "equal bytes")
                .symlink("/link", "store/layer")
                .pin("/store", "containers are stored there");

        assertThat(replaced(fake).reasons()).containsExactly(StepReason.PINNED);
        fake.checkNoOpenHandles();
    }

    @Test
    void aFileThatOthersMayWrite_isJoinedThroughALinkAsWithout() throws Exception {
        FakeFileCalls fake = new FakeFileCalls()
                .file("/store/one", "equal bytes")
                .file("/store/two", "equal bytes")
                .symlink("/link", "store")
                .owner("/store/one", 1000, 1000, 0664)
                .owner("/store/two", 1000, 1000, 0664);

        assertThat(replaced(fake).reasons()).isEmpty();
        assertThat(fake.oneBody("/store/one", "/store/two")).isTrue();
        fake.checkNoOpenHandles();
    }
}
