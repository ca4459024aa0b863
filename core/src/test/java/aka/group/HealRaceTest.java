package aka.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.link.Volumes;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.run.DirectPlan;
import aka.run.Proof;
import aka.run.Ran;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Somebody saves to the names of a group at random instants, in place or as a new file, while these are healed again and again by
 * whichever was written last. What was saved is found afterwards: by a name of the group, or set aside.
 */
@Timeout(600)
class HealRaceTest {

    @RegisterExtension
    static final Proof RACES = Proof.ofRaces();

    private static final int ASIDE_MOST = 200;

    /** Some saves come in the middle of healing, some after it. */
    private static final int PAUSE_NANOS_MOST = 20_000_000;

    private static final int LAST_PAUSE_NANOS = 100_000_000;

    private final CancelToken cancel = new CancelToken();
    private final ReentrantLock healing = new ReentrantLock();
    private final List<String> lost = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    private final AtomicLong heals = new AtomicLong();
    private volatile boolean over;

    @Test
    void onExt4_noSaveIsLost() throws Exception {
        race("ext4", 400);
    }

    @Test
    void onXfs_noSaveIsLost() throws Exception {
        race("xfs", 200);
    }

    @Test
    @Tag("long")
    void onEachFileSystem_noneOfThousandsOfSavesIsLost() throws Exception {
        race("ext4", 5000);
        race("xfs", 5000);
        race("btrfs", 5000);
    }

    private void race(String type, int saves) throws Exception {
        assumeTrue(TestVolume.isRoot(), "needs root, to mount");
        over = false;
        heals.set(0);
        try (TestVolume volume = TestVolume.make(type, type.equals("ext4") ? 64 : 320);
                Volumes volumes = Volumes.open()) {
            Path folder = volume.root();
            Files.writeString(folder.resolve("a"), "save 0");
            Files.createLink(folder.resolve("b"), folder.resolve("a"));
            Thread healer = Thread.ofPlatform().start(() -> healUntilOver(volumes, folder));
            try {
                save(folder, saves);
            } finally {
                over = true;
                healer.join();
            }
            assertThat(fault.get()).isNull();
            assertThat(lost).isEmpty();
            assertThat(heals.get()).as("steps that were done meanwhile").isGreaterThan(saves / 4);
            heal(volumes, folder);
            assertThat(folder.resolve("a")).hasContent("save " + saves);
            assertThat(folder.resolve("b")).hasContent("save " + saves);
        }
    }

    // ---- who saves

    private void save(Path folder, int saves) throws Exception {
        Random random = new Random(saves);
        for (int n = 1; n <= saves; n++) {
            String text = "save " + n;
            if (n == saves) {
                // Of two that were written in one tick of the clock none is the newest.
                LockSupport.parkNanos(LAST_PAUSE_NANOS);
            }
            Path name = folder.resolve(random.nextBoolean() ? "a" : "b");
            if (random.nextInt(3) == 0) {
                Files.writeString(name, text);
            } else {
                Path saved = folder.resolve("saved");
                Files.writeString(saved, text);
                Files.move(saved, name, StandardCopyOption.ATOMIC_MOVE);
            }
            LockSupport.parkNanos(random.nextInt(PAUSE_NANOS_MOST));
            RACES.add();
            if (!isFound(folder, text)) {
                lost.add(text + " to " + name);
            }
            if (n % ASIDE_MOST == 0) {
                removeWhatIsAside(folder);
            }
        }
    }

    /** A name may be led elsewhere while one after the other is read: what is nowhere at all is looked for several times. */
    private static boolean isFound(Path folder, String text) throws IOException {
        for (int tries = 0; tries < 50; tries++) {
            if (isThere(folder, text)) {
                return true;
            }
            LockSupport.parkNanos(2_000_000);
        }
        return false;
    }

    private static boolean isThere(Path folder, String text) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry) && text(entry).equals(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String text(Path path) throws IOException {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException moved) {
            return "";
        }
    }

    private void removeWhatIsAside(Path folder) throws IOException {
        healing.lock();
        try (DirectoryStream<Path> aside = Files.newDirectoryStream(folder, "*.aka-aside*")) {
            for (Path each : aside) {
                Files.delete(each);
            }
        } finally {
            healing.unlock();
        }
    }

    // ---- who heals

    private void healUntilOver(Volumes volumes, Path folder) {
        try {
            while (!over) {
                healing.lock();
                try {
                    heal(volumes, folder);
                } finally {
                    healing.unlock();
                }
            }
        } catch (FileCallException | RuntimeException | Error failed) {
            fault.set(failed);
        }
    }

    private void heal(Volumes volumes, Path folder) throws FileCallException {
        List<Path> paths = List.of(folder.resolve("a"), folder.resolve("b"));
        List<Member> members = paths.stream().<Member>map(Member.Single::new).toList();
        Declared declared = new Declared(new Group("race", members, 1, Optional.empty()), Path.of(""), paths);
        Health health = Health.of(volumes.calls(), declared, cancel);
        if (health.verdict() == Verdict.UNKNOWN || health.bodies().size() < 2) {
            return;
        }
        DirectPlan plan = new DirectPlan(volumes.calls(), "group", folder);
        Healing healing = new Healing(volumes.calls(), plan, Set.of(), cancel);
        try {
            Optional<DeclaredBody> newest = health.newest();
            if (health.hasOneContent()) {
                healing.add(health);
            } else if (newest.isPresent()) {
                healing.add(health, newest.get());
            }
        } catch (FileCallException changed) {
            return;
        }
        if (plan.size() > 0) {
            heals.addAndGet(Ran.of(plan.plan(), volumes.calls()).doneSteps());
        }
    }
}
