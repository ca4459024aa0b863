package aka.group;

import static org.assertj.core.api.Assertions.assertThat;

import aka.group.FolderEvents.Heard;
import aka.link.Volumes;
import aka.os.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which folders are listened to when paths come to lead to others. */
class WatchedFoldersTest {

    private static final Duration A_MOMENT = Duration.ofMillis(200);

    @TempDir
    Path temp;

    private final CancelToken cancel = new CancelToken();
    private Volumes volumes;
    private WatchedFolders watched;
    private Path top;

    @BeforeEach
    void open() throws IOException {
        volumes = Volumes.open();
        top = Files.createDirectories(temp.toRealPath().resolve("above").resolve("top"));
        watched = new WatchedFolders(
                volumes.calls(),
                why -> {
                    throw new AssertionError(why);
                },
                cancel);
    }

    @AfterEach
    void close() throws IOException {
        watched.close();
        volumes.close();
    }

    private Set<Path> heardOf() {
        Set<Path> otherwise = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            for (Heard heard : watched.await(A_MOMENT)) {
                otherwise.addAll(watched.after(heard));
            }
        }
        return otherwise;
    }

    private boolean isHeard(Path file) throws IOException {
        Files.writeString(file, "saved");
        for (int i = 0; i < 10; i++) {
            for (Heard heard : watched.await(A_MOMENT)) {
                if (heard.entry().map(heard.folder()::resolve).equals(Optional.of(file))) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void aFolderInWhosePlaceAnotherComes_isListenedToAnew_andThoseBelowIt() throws IOException {
        Path app = Files.createDirectory(top.resolve("app"));
        Path conf = Files.createDirectory(app.resolve("conf"));
        watched.set(Set.of(app, conf), Set.of());

        Files.move(app, top.resolve("old"));
        Files.createDirectories(conf);

        assertThat(heardOf()).contains(app, conf);
        assertThat(isHeard(conf.resolve("file"))).isTrue();
    }

    @Test
    void aFolderFurtherAboveThatIsMovedAway_isFoundInTurn_andAllBelowIt() throws IOException {
        Path inner = Files.createDirectory(top.resolve("inner"));
        Set<Path> many = IntStream.range(0, 60)
                .mapToObj(i -> inner.resolve("folder-" + i))
                .collect(Collectors.toSet());
        for (Path folder : many) {
            Files.createDirectory(folder);
        }
        // One of the paths is the folder above the others.
        many.add(inner);
        watched.set(many, Set.of());
        // What is right above the uppermost is listened to, and tells; further above nothing does.
        Files.move(top.getParent(), temp.resolve("gone"));
        for (Path folder : many) {
            Files.createDirectories(folder);
        }
        assertThat(heardOf()).isEmpty();

        Set<Path> found = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            found.addAll(watched.lookAtSome());
        }

        assertThat(found).isEqualTo(many);
        assertThat(isHeard(inner.resolve("folder-7").resolve("file"))).isTrue();
        assertThat(isHeard(inner.resolve("file"))).isTrue();
    }

    @Test
    void aStopInTheMiddleOfForgetting_isNoFault() throws IOException {
        Set<Path> many = IntStream.range(0, 300)
                .mapToObj(i -> top.resolve("folder-" + i))
                .collect(Collectors.toSet());
        for (Path folder : many) {
            Files.createDirectory(folder);
        }
        watched.set(many, Set.of());
        Thread stop = Thread.ofPlatform().start(cancel::cancel);
        watched.set(Set.of(top), Set.of());
        watched.set(many, Set.of());
        try {
            stop.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(watched.await(Duration.ofMinutes(1))).isEmpty();
    }
}
