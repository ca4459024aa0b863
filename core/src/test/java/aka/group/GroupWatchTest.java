package aka.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.group.GroupWatch.Outcome;
import aka.group.GroupWatch.Timing;
import aka.link.Volumes;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.volume.TestVolume;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is noticed of real files, and when. */
@Timeout(60)
class GroupWatchTest {

    /** What is promised to people. */
    private static final Duration PROMISED = Duration.ofSeconds(2);

    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    Path temp;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<Health> seen = new LinkedBlockingQueue<>();
    private final List<Save> saves = new ArrayList<>();
    private volatile List<Group> groups = List.of();
    private final CancelToken cancel = new CancelToken();
    private Answer answer = (health, kept) -> Outcome.REFUSED;
    private Path declaring = Path.of("/nowhere/groups");
    private Volumes volumes;
    private Path folder;
    private @Nullable Thread thread;

    private interface Answer {
        Outcome heal(Health health, Optional<DeclaredBody> kept) throws IOException;
    }

    private final class Recorder implements GroupWatch.Hearer {

        @Override
        public void watching(int groupCount, int files, int folders, int unheard) {
            told.add("watching " + groupCount + " " + files + " unheard " + unheard);
        }

        @Override
        public void seen(Health health) {
            seen.add(health);
        }

        @Override
        public void saved(Health health, Save save) {
            synchronized (saves) {
                saves.add(save);
            }
        }

        @Override
        public Outcome heal(Health health, Optional<DeclaredBody> kept) {
            told.add("heal " + health.verdict());
            try {
                return answer.heal(health, kept);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void fought(Health health) {
            told.add("fought");
        }

        @Override
        public void trouble(FileCallException why) {
            told.add("trouble " + why.getMessage());
        }
    }

    @BeforeEach
    void open() throws IOException {
        volumes = Volumes.open();
        folder = Files.createDirectories(temp.toRealPath().resolve("files"));
    }

    @AfterEach
    void close() throws InterruptedException {
        stop();
        volumes.close();
    }

    private void stop() throws InterruptedException {
        cancel.cancel();
        if (thread != null) {
            thread.join();
        }
        assertThat(told).noneMatch(line -> line.startsWith("failed"));
    }

    // ---- tests

    @Test
    @Tag("windows")
    void aSaveByRename_isSeenWithinTwoSeconds_andWhoDidIt() throws Exception {
        joined("a", "b");
        watch(NEVER);

        Files.writeString(folder.resolve("sedAb12Cd"), "other");
        replace(folder.resolve("sedAb12Cd"), path("a"));

        assertThat(next(PROMISED).verdict()).isEqualTo(Verdict.SPLIT_DIFFERING);
        assertThat(saves).singleElement().satisfies(save -> {
            assertThat(save.path()).isEqualTo(path("a"));
            assertThat(save.newFile()).isTrue();
            assertThat(save.program()).contains("sed -i");
        });
    }

    @Test
    @Tag("windows")
    void aSaveInPlace_splitsNothing_andIsLearned() throws Exception {
        joined("a", "b");
        watch(NEVER);
        Files.writeString(path("a"), "written in place");
        await(() -> saves.size() >= 2);
        assertThat(saves).allMatch(save -> !save.newFile());
        assertThat(seen).isEmpty();
    }

    @Test
    @Tag("windows")
    void aNameThatGoes_isSeen_andThatItIsBack() throws Exception {
        joined("a", "b");
        watch(NEVER);
        Files.delete(path("b"));
        assertThat(next(PROMISED).verdict()).isEqualTo(Verdict.MISSING);
        Files.createLink(path("b"), path("a"));
        assertThat(next(PROMISED).verdict()).isEqualTo(Verdict.JOINED);
    }

    @Test
    @Tag("windows")
    void aSplitThatIsThereInTheBeginning_isTold() throws Exception {
        Files.writeString(path("a"), "one");
        Files.writeString(path("b"), "one");
        declare(AutoHeal.ASK, "a", "b");
        watch(NEVER);
        assertThat(next(PROMISED).verdict()).isEqualTo(Verdict.SPLIT_SAME);
    }

    @Test
    void aLinkByANameThatNobodyDeclared_isSeenAtTheNextLookAtEverything() throws Exception {
        joined("a", "b");
        watch(Duration.ofSeconds(1));
        Files.createLink(temp.resolve("elsewhere"), path("a"));
        assertThat(next(Duration.ofSeconds(4)).verdict()).isEqualTo(Verdict.EXTRA_NAMES);
    }

    @Test
    void aFolderThatIsMovedAwayAndBack_isWatchedAgain() throws Exception {
        joined("a", "b");
        watch(NEVER);
        Path away = temp.toRealPath().resolve("away");
        Files.move(folder, away);
        assertThat(next(PROMISED).verdict()).isEqualTo(Verdict.MISSING);
        Files.move(away, folder);
        assertThat(next(PROMISED).verdict()).isEqualTo(Verdict.JOINED);
        split("a", "other");
        assertThat(next(PROMISED).verdict()).isEqualTo(Verdict.SPLIT_DIFFERING);
    }

    @Test
    void aFolderThatAnotherTakesThePlaceOf_isWatchedByItsPath() throws Exception {
        joined("a", "b");
        watch(NEVER);
        Files.move(folder, temp.toRealPath().resolve("before"));
        Files.createDirectory(folder);
        assertThat(next(PROMISED).verdict()).isEqualTo(Verdict.MISSING);
        Files.writeString(path("a"), "new");
        Files.createLink(path("b"), path("a"));
        until(health -> health.verdict() == Verdict.JOINED);
        split("a", "other");
        until(health -> health.verdict() == Verdict.SPLIT_DIFFERING);
    }

    @Test
    void aVolumeThatIsMountedAgain_isWatchedAgain() throws Exception {
        try (TestVolume volume = TestVolume.make("ext4", 16)) {
            folder = volume.root();
            joined("a", "b");
            watch(Duration.ofSeconds(1));
            TestVolume.run("umount", folder.toString());
            Thread.sleep(500);
            volume.mountAgain();
            Thread.sleep(1500);
            split("a", "other");
            until(health -> health.verdict() == Verdict.SPLIT_DIFFERING);
            stop();
        }
    }

    @Test
    void whereEventsAreDropped_aSplitIsSeenAllTheSame() throws Exception {
        joined("a", "b");
        try (Limit few = Limit.set("max_queued_events", "1")) {
            few.requireSet("1");
            watch(NEVER);
            for (int i = 0; i < 2000; i++) {
                Files.writeString(folder.resolve("other" + i), "");
            }
            split("a", "other");
            for (int i = 0; i < 2000; i++) {
                Files.delete(folder.resolve("other" + i));
            }
            assertThat(next(PROMISED).verdict()).isEqualTo(Verdict.SPLIT_DIFFERING);
        }
    }

    @Test
    void whereNoFolderCanBeListenedTo_thatIsTold_andEachIsLookedIntoEachSecond() throws Exception {
        joined("a", "b");
        try (Limit none = Limit.set("max_user_watches", "0")) {
            none.requireSet("0");
            watch(NEVER);
            assertThat(told).anyMatch(line -> line.startsWith("trouble") && line.contains("listen to"));
            split("a", "other");
            assertThat(next(PROMISED.plusSeconds(1)).verdict()).isEqualTo(Verdict.SPLIT_DIFFERING);
        }
    }

    @Test
    @Tag("windows")
    void groupsThatChange_areReadAgain() throws Exception {
        joined("a", "b");
        declaring = folder.resolve("groups");
        watch(NEVER);
        Files.writeString(path("c"), "one");
        Files.writeString(path("d"), "one");
        declare(AutoHeal.ASK, "c", "d");
        Files.writeString(declaring, "changed");
        assertThat(next(PROMISED).declared().paths()).containsExactly(path("c"), path("d"));
    }

    @Test
    void aNewFileOfATree_isWatchedSoon() throws Exception {
        Path from = Files.createDirectory(folder.resolve("from"));
        Path to = Files.createDirectory(folder.resolve("to"));
        declareTrees(AutoHeal.ASK, from, to);
        watch(NEVER);
        Files.writeString(from.resolve("x"), "one");
        Health health = until(each -> each.declared().below().equals(Path.of("x")));
        assertThat(health.verdict()).isEqualTo(Verdict.MISSING);
    }

    @Test
    void aLinkOnTheWayInAProject_isNotFollowed() throws Exception {
        Path project = Files.createDirectory(folder.resolve("project"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(project.resolve("sub"), outside);
        groups = List.of(new Group(
                "stranger",
                List.of(
                        new Member.Single(project.resolve("sub").resolve("a")),
                        new Member.Single(project.resolve("b"))),
                1,
                Optional.of(project)));
        watch(NEVER);
        assertThat(next(PROMISED).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(told).anyMatch(line -> line.endsWith("unheard 1"));
    }

    @Test
    void aLinkOnTheWay_thatLeadsElsewhereByNow_isNoticed() throws Exception {
        Path releases = Files.createDirectories(folder.resolve("releases"));
        for (String release : List.of("1/conf", "2/conf")) {
            Files.createDirectories(releases.resolve(release));
        }
        Files.createSymbolicLink(folder.resolve("current"), releases.resolve("1"));
        joined("current/conf/a", "b");
        Files.writeString(releases.resolve("2/conf/a"), "other");
        watch(NEVER);
        Files.createSymbolicLink(folder.resolve("new"), releases.resolve("2"));
        Files.move(folder.resolve("new"), folder.resolve("current"), StandardCopyOption.ATOMIC_MOVE);
        // The file that it led to has its other name still.
        assertThat(next(Duration.ofSeconds(9)).verdict()).isEqualTo(Verdict.WRONG_PARTNER);
    }

    @Test
    void groupsWhoseFolderIsMadeLater_areRead() throws Exception {
        declaring = folder.resolve("later").resolve("groups");
        watch(NEVER);
        Files.writeString(path("a"), "one");
        Files.writeString(path("b"), "one");
        declare(AutoHeal.ASK, "a", "b");
        Files.createDirectories(folder.resolve("later"));
        Files.writeString(declaring, "[conf]");
        assertThat(next(Duration.ofSeconds(4)).verdict()).isEqualTo(Verdict.SPLIT_SAME);
    }

    @Test
    void aStop_isHeardAtOnce_thoughNothingHappens() throws Exception {
        joined("a", "b");
        watch(NEVER);
        Thread watching = Objects.requireNonNull(thread);
        // Long enough to be waiting.
        Thread.sleep(100);
        cancel.cancel();
        assertThat(watching.join(Duration.ofMillis(500))).isTrue();
    }

    // ---- healing

    @Test
    void whatIsGoneFromOneOfTheTrees_isNotBroughtBack_andWhatIsNewIsMade() throws Exception {
        Path from = Files.createDirectory(folder.resolve("from"));
        Path to = Files.createDirectory(folder.resolve("to"));
        Files.writeString(from.resolve("x"), "one");
        Files.createLink(to.resolve("x"), from.resolve("x"));
        declareTrees(AutoHeal.SAME, from, to);
        answer = (health, kept) -> Outcome.REFUSED;
        watch(NEVER);
        Files.delete(from.resolve("x"));
        until(health -> health.verdict() == Verdict.MISSING);
        Thread.sleep(2000);
        assertThat(told).doesNotContain("heal MISSING");

        Files.writeString(from.resolve("y"), "new");
        await(() -> told.contains("heal MISSING"));
    }

    @Test
    void aProgramThatSplitsItWhileItIsHealed_isFoundOut_too() throws Exception {
        joined("a", "b");
        declare(AutoHeal.SAME, "a", "b");
        answer = (health, kept) -> {
            Outcome outcome = join();
            split("a", "one");
            return outcome;
        };
        watch(NEVER);
        split("a", "one");
        await(() -> told.contains("fought"));
        Thread.sleep(1500);
        assertThat(told.stream().filter("heal SPLIT_SAME"::equals).count()).isEqualTo(3);
    }

    @Test
    void whatIsBusy_isTriedLessAndLessOften() throws Exception {
        joined("a", "b");
        declare(AutoHeal.SAME, "a", "b");
        answer = (health, kept) -> Outcome.BUSY;
        watch(NEVER);
        split("a", "one");
        Thread.sleep(4200);
        // At once, then after 0.5, 1 and 2 seconds.
        assertThat(told.stream().filter("heal SPLIT_SAME"::equals).count()).isBetween(3L, 4L);
    }

    @Test
    @Tag("windows")
    void whatTheGroupSays_isHealed_andNoMore() throws Exception {
        joined("a", "b");
        declare(AutoHeal.SAME, "a", "b");
        answer = (health, kept) -> join();
        watch(NEVER);

        split("a", "one");
        until(health -> health.verdict() == Verdict.JOINED);

        split("a", "other");
        assertThat(until(health -> health.verdict() == Verdict.SPLIT_DIFFERING)).isNotNull();
        Thread.sleep(1000);
        assertThat(told).containsOnlyOnce("heal SPLIT_SAME").doesNotContain("heal SPLIT_DIFFERING");
    }

    @Test
    void whatDiffers_isHealedByTheNewest_whenItHasSettled() throws Exception {
        joined("a", "b");
        declare(AutoHeal.NEWEST, "a", "b");
        AtomicReference<List<Path>> chosen = new AtomicReference<>(List.of());
        answer = (health, kept) -> {
            chosen.set(kept.orElseThrow().names());
            return join();
        };
        watch(NEVER);
        Thread.sleep(50);
        split("a", "other");
        until(health -> health.verdict() == Verdict.JOINED);
        assertThat(chosen.get()).containsExactly(path("a"));
    }

    @Test
    void whileSomebodyIsAtWork_itIsTriedAgain_andWhatWasRefusedIsNot() throws Exception {
        joined("a", "b");
        declare(AutoHeal.SAME, "a", "b");
        List<Outcome> outcomes = new ArrayList<>(List.of(Outcome.BUSY, Outcome.BUSY));
        answer = (health, kept) -> outcomes.isEmpty() ? Outcome.REFUSED : outcomes.removeFirst();
        watch(Duration.ofSeconds(1));
        split("a", "one");
        await(() -> told.stream().filter("heal SPLIT_SAME"::equals).count() >= 3);
        Thread.sleep(2500);
        assertThat(told.stream().filter("heal SPLIT_SAME"::equals).count()).isEqualTo(3);
    }

    @Test
    void whatAnotherProgramSplitsAgainAndAgain_isLeftToPeople() throws Exception {
        joined("a", "b");
        declare(AutoHeal.SAME, "a", "b");
        answer = (health, kept) -> {
            Outcome outcome = join();
            Thread.startVirtualThread(() -> {
                try {
                    Thread.sleep(100);
                    split("a", "one");
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            return outcome;
        };
        watch(NEVER);
        split("a", "one");
        await(() -> told.contains("fought"));
        Thread.sleep(1500);
        assertThat(told.stream().filter("heal SPLIT_SAME"::equals).count()).isEqualTo(3);
    }

    // ---- means

    private Outcome join() throws IOException {
        Files.createLink(folder.resolve("new"), path("a"));
        Files.move(folder.resolve("new"), path("b"), StandardCopyOption.ATOMIC_MOVE);
        return Outcome.HEALED;
    }

    private void watch(Duration everything) throws InterruptedException {
        Timing timing = new Timing(
                Duration.ofMillis(200),
                Duration.ofMillis(800),
                everything,
                Duration.ofSeconds(2),
                3,
                Duration.ofSeconds(1));
        GroupWatch.Source source = new GroupWatch.Source() {
            @Override
            public List<Group> groups() {
                return groups;
            }

            @Override
            public List<Path> files() {
                return List.of(declaring);
            }
        };
        GroupWatch watch = new GroupWatch(volumes.calls(), source, new Recorder(), timing, cancel);
        thread = Thread.ofPlatform().start(() -> {
            try {
                watch.run();
            } catch (FileCallException | RuntimeException | Error e) {
                told.add("failed " + e);
            }
        });
        await(() -> told.stream().anyMatch(line -> line.startsWith("watching") || line.startsWith("failed")));
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        for (int i = 0; i < 300 && !condition.holds(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.holds()).isTrue();
    }

    private Health next(Duration most) throws InterruptedException {
        Health health = seen.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        if (health == null) {
            throw new AssertionError("nothing was seen in time; told: " + told);
        }
        return health;
    }

    private Health until(Predicate<Health> wanted) throws InterruptedException {
        while (true) {
            Health health = next(Duration.ofSeconds(6));
            if (wanted.test(health)) {
                return health;
            }
        }
    }

    private void joined(String... names) throws IOException {
        Files.writeString(path(names[0]), "one");
        for (String other : Arrays.asList(names).subList(1, names.length)) {
            Files.createLink(path(other), path(names[0]));
        }
        declare(AutoHeal.ASK, names);
    }

    private void declareTrees(AutoHeal heal, Path from, Path to) {
        groups = List.of(
                new Group("trees", List.of(new Member.Trees(List.of(from, to))), List.of(), heal, 1, Optional.empty()));
    }

    private void declare(AutoHeal heal, String... names) {
        groups = List.of(new Group(
                "conf",
                Arrays.stream(names)
                        .<Member>map(name -> new Member.Single(path(name)))
                        .toList(),
                List.of(),
                heal,
                1,
                Optional.empty()));
    }

    private void split(String name, String bytes) throws IOException {
        Files.writeString(folder.resolve("saved"), bytes);
        replace(folder.resolve("saved"), path(name));
    }

    /** Where a name stays as long as its file is open (Wine), who watches may look at it in this very instant. */
    private static void replace(Path saved, Path name) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                Files.move(saved, name, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (FileSystemException open) {
                if (tries == 50) {
                    throw open;
                }
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    /** A limit of the system, which is as before when this is closed. */
    private record Limit(Path file, String before) implements AutoCloseable {

        static Limit set(String name, String value) throws IOException {
            Path file = Path.of("/proc/sys/fs/inotify", name);
            assumeTrue(TestVolume.isRoot() && Files.exists(file, LinkOption.NOFOLLOW_LINKS), "needs root on Linux");
            String before = read(file);
            Files.writeString(file, value);
            return new Limit(file, before);
        }

        /** In one read: a second one finds the end. */
        private static String read(Path file) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = new byte[64];
                return new String(bytes, 0, in.read(bytes), StandardCharsets.US_ASCII).strip();
            }
        }

        void requireSet(String value) throws IOException {
            assertThat(read(file)).isEqualTo(value);
        }

        @Override
        public void close() throws IOException {
            Files.writeString(file, before);
        }
    }
}
