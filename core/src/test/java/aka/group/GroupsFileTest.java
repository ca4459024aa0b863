package aka.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.link.Volumes;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written into a file that people write, too. */
class GroupsFileTest {

    @TempDir
    Path folder;

    private Volumes volumes;
    private Path path;
    private GroupsFile file;

    @BeforeEach
    void open() {
        volumes = Volumes.open();
        path = folder.resolve("aka/groups");
        file = file(path);
    }

    @AfterEach
    void close() {
        volumes.close();
    }

    private GroupsFile file(Path at) {
        return new GroupsFile(volumes.calls(), at, MemberPlaces.of(folder));
    }

    @Test
    void read_ofNoFile_isNothing() throws Exception {
        assertThat(file.read()).isEqualTo(new GroupsText(List.of(), List.of()));
    }

    @Test
    void add_makesTheFileAndItsFolder() throws Exception {
        file.add("a", List.of(folder.resolve("1"), folder.resolve("2")));

        assertThat(Files.readString(path)).isEqualTo("[a]\n" + folder.resolve("1") + "\n" + folder.resolve("2") + "\n");
    }

    @Test
    void add_leavesWhatIsThereAsItIs() throws Exception {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "# mine, [broken\n[b\n/x");

        file.add("a", List.of(folder.resolve("1")));

        assertThat(Files.readString(path)).isEqualTo("# mine, [broken\n[b\n/x\n\n[a]\n" + folder.resolve("1") + "\n");
        assertThat(leftovers()).containsExactlyInAnyOrder("groups", "groups.lock");
        file.forget("a");
        assertThat(leftovers()).containsExactlyInAnyOrder("groups", "groups.lock");
    }

    @Test
    void add_onAFullDisk_leavesTheFileAsItWas() throws Exception {
        try (TestVolume small = TestVolume.make("tmpfs", 1)) {
            Path at = small.root().resolve("groups");
            file(at).add("a", List.of(folder.resolve("1")));
            String before = Files.readString(at);
            Path filler = small.root().resolve("filler");
            TestVolume.run("sh", "-c", "cat /dev/zero > '" + filler + "' 2>/dev/null || :");
            List<Path> many = Collections.nCopies(200, folder.resolve("x".repeat(200)));

            assertThatThrownBy(() -> file(at).add("b", many)).isInstanceOf(FileCallException.class);

            assertThat(Files.readString(at)).isEqualTo(before);
        }
    }

    @Test
    void add_ofWhatWouldMakeItTooLong_isRefusedBefore() throws Exception {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#".repeat(GroupsText.BYTES_MOST - 10));

        assertThatThrownBy(() -> file.add("a", List.of(folder.resolve("1")))).isInstanceOf(FileCallException.class);

        assertThat(Files.size(path)).isEqualTo(GroupsText.BYTES_MOST - 10);
    }

    @Test
    void forget_ofAFileWithSeveralNames_thatMayNotBeWritten_leavesAllAsItWas() throws Exception {
        try (TestVolume volume = TestVolume.make("ext4", 16)) {
            Path at = Files.createDirectory(volume.root().resolve("aka")).resolve("groups");
            file(at).add("a", List.of(folder.resolve("1")));
            Files.createLink(volume.root().resolve("other"), at);
            String before = Files.readString(at);
            TestVolume.run("chattr", "+a", at.toString());

            assertThatThrownBy(() -> file(at).forget("a")).isInstanceOf(FileCallException.class);

            assertThat(Files.readString(at)).isEqualTo(before);
            assertThat(leaves(volume.root().resolve("aka"))).containsExactlyInAnyOrder("groups", "groups.lock");
            TestVolume.run("chattr", "-a", at.toString());
        }
    }

    @Test
    void forget_onAFullDisk_leavesNothingBesideAndBlamesNobody() throws Exception {
        try (TestVolume small = TestVolume.make("tmpfs", 1)) {
            Path at = Files.createDirectory(small.root().resolve("aka")).resolve("groups");
            file(at).add("a", List.of(folder.resolve("1")));
            file(at).add("b", Collections.nCopies(100, folder.resolve("x".repeat(200))));
            String before = Files.readString(at);
            TestVolume.run("sh", "-c", "cat /dev/zero > '" + small.root().resolve("filler") + "' 2>/dev/null || :");

            assertThatThrownBy(() -> file(at).forget("a"))
                    .isInstanceOf(FileCallException.class)
                    .hasMessageNotContaining("somebody");

            assertThat(Files.readString(at)).isEqualTo(before);
            assertThat(leaves(small.root().resolve("aka"))).containsExactlyInAnyOrder("groups", "groups.lock");
        }
    }

    @Test
    void forget_touchesNoFileBesideThatIsNotOurs() throws Exception {
        file.add("a", List.of(folder.resolve("1")));
        Path mine = Files.writeString(folder.resolve("aka/groups.new"), "mine");

        file.forget("a");

        assertThat(mine).hasContent("mine");
    }

    @Test
    void forget_takesOneGroupOut() throws Exception {
        file.add("a", List.of(folder.resolve("1")));
        file.add("b", List.of(folder.resolve("2")));

        file.forget("a");

        assertThat(file.read().groups()).extracting(Group::name).containsExactly("b");
    }

    @Test
    void add_keepsWhoMayReadIt() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "needs POSIX modes");
        file.add("a", List.of(folder.resolve("1")));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

        file.add("b", List.of(folder.resolve("2")));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void add_throughALink_writesWhatItLeadsTo() throws Exception {
        Path dotfiles = Files.writeString(folder.resolve("dotfiles"), "");
        Path link = Files.createSymbolicLink(folder.resolve("groups"), dotfiles);

        file(link).add("a", List.of(folder.resolve("1")));

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(dotfiles)).startsWith("[a]\n");
    }

    @Test
    void add_toALinkThatLeadsToNothing_isRefusedWithAWayOut() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("groups"), folder.resolve("no"));

        assertThatThrownBy(() -> file(link).add("a", List.of(folder.resolve("1"))))
                .isInstanceOfSatisfying(FileCallException.class, refused -> {
                    assertThat(refused.trouble()).isEqualTo(Trouble.MISSING);
                    assertThat(refused.wayOut()).isNotEmpty();
                });
    }

    @Test
    void add_toAFileWithSeveralNames_splitsNoneOff() throws Exception {
        file.add("a", List.of(folder.resolve("1")));
        Path other = Files.createLink(folder.resolve("other"), path);

        file.add("b", List.of(folder.resolve("2")));
        file.forget("a");

        assertThat(Files.isSameFile(path, other)).isTrue();
        assertThat(file(other).read().groups()).extracting(Group::name).containsExactly("b");
    }

    @Test
    void add_byManyAtOnce_losesNoEntry() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "by-" + i;
            threads.add(Thread.ofPlatform().start(() -> addTwenty(name)));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(file.read().flaws()).isEmpty();
        assertThat(file.read().groups()).hasSize(160);
    }

    /** One process holds one lock: threads would be refused, so each waits for the others here. */
    private void addTwenty(String name) {
        for (int i = 0; i < 20; i++) {
            try {
                synchronized (GroupsFileTest.class) {
                    file(path).add(name + "-" + i, List.of(folder.resolve("1")));
                }
            } catch (FileCallException failed) {
                throw new AssertionError(failed);
            }
        }
    }

    @Test
    void add_besideAnEditorThatSavesAllTheTime_takesNoEditAlong() throws Exception {
        file.add("first", List.of(folder.resolve("1")));
        Editor editor = new Editor();
        int added = 0;
        long end = System.nanoTime() + 2_000_000_000L;
        while (System.nanoTime() < end) {
            added++;
            file.add("ours-" + added, List.of(folder.resolve("1")));
        }

        assertThat(editor.stop()).isGreaterThan(10);
        assertThat(added).isGreaterThan(10);
        assertThat(editor.lost()).isEmpty();
    }

    @Test
    void add_isThereWhenItReturns_whateverAnEditorDoes() throws Exception {
        file.add("first", List.of(folder.resolve("1")));
        Path saved = Files.copy(path, folder.resolve("aka/saved"));
        Files.move(saved, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        file.add("second", List.of(folder.resolve("2")));

        assertThat(file.read().groups()).extracting(Group::name).containsExactly("first", "second");
    }

    /** Reads, adds a line, and saves by a rename, again and again: each of its lines must be there to the end. */
    private final class Editor {

        private final AtomicBoolean stop = new AtomicBoolean();
        private final List<String> lines = new ArrayList<>();
        private final Thread thread = Thread.ofPlatform().start(this::edit);

        private void edit() {
            try {
                while (!stop.get()) {
                    String line = "# edit " + lines.size() + "\n";
                    Path saved = Files.writeString(folder.resolve("aka/saved"), Files.readString(path) + line);
                    Files.move(saved, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    lines.add(line);
                }
            } catch (IOException failed) {
                lines.add(failed.toString());
            }
        }

        int stop() throws InterruptedException {
            stop.set(true);
            thread.join();
            return lines.size();
        }

        List<String> lost() throws IOException {
            String text = Files.readString(path);
            return lines.stream().filter(line -> !text.contains(line)).toList();
        }
    }

    private List<String> leftovers() throws IOException {
        return leaves(folder.resolve("aka"));
    }

    private static List<String> leaves(Path in) throws IOException {
        try (var listed = Files.list(in)) {
            return listed.map(each -> each.getFileName().toString()).toList();
        }
    }
}
