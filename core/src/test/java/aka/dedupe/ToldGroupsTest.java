package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.Slashes;
import aka.walk.Walk;
import aka.walk.WalkFilters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Groups are told in their order, as soon as it is known. */
@Tag("windows")
class ToldGroupsTest {

    private final FakeFileCalls fake = new FakeFileCalls();

    @AfterEach
    void everythingIsClosed() {
        fake.checkNoOpenHandles();
    }

    private DuplicateCount each(FinderListener listener) throws FileCallException {
        try (Walk walk = Walk.of(fake, List.of(Path.of("/t")), WalkFilters.none())) {
            return DuplicateFinder.each(walk, FinderOptions.NONE, listener, new CancelToken());
        }
    }

    private static String text(Group group) {
        return group.sizeBytes() + " "
                + Slashes.in(group.bodies().getFirst().names().getFirst().path());
    }

    @Test
    void each_tellsOnceThatItHasWalkedBeforeItReads() throws FileCallException {
        fake.file("/t/1", "x").file("/t/2", "x").link("/t/3", "/t/2");
        List<String> told = new ArrayList<>();
        fake.script().beforeEach(call -> {
            if (call.name().equals("read")) {
                told.add("read");
            }
        });

        each(new FinderListener() {
            @Override
            public void walked(long names) {
                told.add(names + " walked");
            }
        });

        assertThat(told).startsWith("3 walked", "read").containsOnlyOnce("3 walked");
    }

    @Test
    void each_ofALongGroup_tellsItWhileAShorterOneIsRead() throws FileCallException {
        fake.file("/t/long1", "x".repeat(9000)).file("/t/long2", "x".repeat(9000));
        fake.file("/t/short1", "y").file("/t/short2", "y");
        CountDownLatch toldLong = new CountDownLatch(1);
        AtomicBoolean waited = new AtomicBoolean();
        fake.script().beforeEach(call -> {
            if (call.toString().startsWith("read /t/short")) {
                waited.set(await(toldLong));
            }
        });
        List<String> told = new ArrayList<>();

        each(new FinderListener() {
            @Override
            public void found(Group group) {
                told.add(text(group));
                toldLong.countDown();
            }
        });

        assertThat(waited).isTrue();
        assertThat(told).containsExactly("9000 /t/long1", "1 /t/short1");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void each_ofManyGroups_tellsThoseThatFindReturns_inTheSameOrder() throws FileCallException {
        Random random = new Random(3);
        for (int i = 0; i < 600; i++) {
            String bytes = String.valueOf((char) ('a' + random.nextInt(6))).repeat(1 + random.nextInt(40));
            fake.file("/t/" + i % 7 + "/" + i, bytes);
        }
        List<String> told = new ArrayList<>();

        DuplicateCount count = each(new FinderListener() {
            @Override
            public void found(Group group) {
                told.add(text(group));
            }
        });

        Duplicates found = Search.in(fake, "/t").result();
        assertThat(told)
                .isEqualTo(found.groups().stream().map(ToldGroupsTest::text).toList());
        assertThat(told).hasSizeGreaterThan(100);
        assertThat(count).isEqualTo(found.count());
        assertThat(count.groups()).isEqualTo(told.size());
    }

    @Test
    void each_whenTheListenerFails_readsNothingToItsEnd() throws FileCallException {
        int blocks = 150;
        String large = "x".repeat(blocks * BlockSorter.MOST_BYTES);
        fake.file("/t/a1", large + "1")
                .file("/t/a2", large + "1")
                .file("/t/b1", large)
                .file("/t/b2", large);
        fake.script().beforeEach(call -> {
            if (call.toString().startsWith("read /t/b")) {
                LockSupport.parkNanos(1_000_000);
            }
        });

        assertThatThrownBy(() -> each(new FinderListener() {
                    @Override
                    public void found(Group group) {
                        throw new IllegalStateException("nobody reads this any more");
                    }
                }))
                .hasMessage("nobody reads this any more");

        assertThat(fake.script().callsOf("read").stream()
                        .filter(call -> call.toString().startsWith("read /t/b")))
                .hasSizeLessThan(2 * blocks);
    }

    @Test
    void each_whenTheListenerFails_endsWithThatAndTellsNothingMore() throws FileCallException {
        for (int i = 1; i <= 300; i++) {
            fake.file("/t/a" + i, "x".repeat(i)).file("/t/b" + i, "x".repeat(i));
        }
        List<String> told = new ArrayList<>();

        assertThatThrownBy(() -> each(new FinderListener() {
                    @Override
                    public void found(Group group) {
                        told.add(text(group));
                        throw new IllegalStateException("nobody reads this any more");
                    }
                }))
                .hasMessage("nobody reads this any more");

        assertThat(told).containsExactly("300 /t/a300");
    }
}
