package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.link.Volumes;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A small tree on a real file system, the plan for it, and what must be true of it whatever became of the run. The steps:
 * {@code sub/two} with {@code too}, and {@code far/three}, become names of {@code one}; {@code far/beta} of {@code alpha};
 * {@code sub/there} gets a body of its own; {@code far/new} becomes a name of {@code one}; {@code far/yonder} goes; {@code other},
 * of which {@code aside} is a name, is led to {@code alpha}.
 */
final class DiskScene {

    /** The steps' names that are to lead elsewhere. */
    private static final List<List<String>> MOVED = List.of(
            List.of("sub/two", "too"),
            List.of("far/three"),
            List.of("far/beta"),
            List.of("sub/there"),
            List.of("far/new"),
            List.of("far/yonder"),
            List.of("other"));

    private static final List<String> KEPT = List.of("one", "one", "alpha", "", "", "", "alpha");
    private static final int SPLIT = 4;
    private static final int CREATE = 5;
    private static final int UNLINK = 6;

    static final int STEPS = MOVED.size();

    private final Path root;
    private final Map<String, byte[]> bytes = new TreeMap<>();
    private final Map<String, Object> bodies = new TreeMap<>();

    private DiskScene(Path root) {
        this.root = root;
    }

    /** Makes the tree below {@code root}, which is empty. */
    static DiskScene make(Path root) throws IOException {
        DiskScene scene = new DiskScene(root);
        Files.createDirectories(root.resolve("sub"));
        Files.createDirectories(root.resolve("far"));
        byte[] equal = bytes(root, 1);
        byte[] pair = bytes(root, 2);
        byte[] shared = bytes(root, 3);
        byte[] other = bytes(root, 4);
        scene.file("one", equal);
        scene.file("sub/two", equal);
        scene.link("too", "sub/two");
        scene.file("far/three", equal);
        scene.file("alpha", pair);
        scene.file("far/beta", pair);
        scene.file("here", shared);
        scene.link("sub/there", "here");
        scene.link("far/yonder", "here");
        scene.file("other", other);
        scene.link("aside", "other");
        for (String name : scene.bytes.keySet()) {
            scene.bodies.put(name, inode(root.resolve(name)));
        }
        return scene;
    }

    private static byte[] bytes(Path root, int salt) {
        byte[] bytes = new byte[9000];
        new Random(root.toString().hashCode() * 31L + salt).nextBytes(bytes);
        return bytes;
    }

    private void file(String name, byte[] content) throws IOException {
        Files.write(root.resolve(name), content);
        bytes.put(name, content);
    }

    private void link(String name, String existing) throws IOException {
        Files.createLink(root.resolve(name), root.resolve(existing));
        bytes.put(name, bytes.get(existing));
    }

    private static Object inode(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
        }
        try (Volumes volumes = Volumes.open()) {
            return volumes.facts(path).key().orElseThrow();
        }
    }

    Path root() {
        return root;
    }

    /** Returns the plan, made of what is there now. */
    static Plan plan(FileCalls calls, Path root) throws FileCallException {
        return new TestPlan(calls, root)
                .replace("one", "sub/two", "too")
                .replace("one", "far/three")
                .replace("alpha", "far/beta")
                .split("sub/there")
                .create("one", "far/new")
                .unlink("far/yonder", false)
                .repoint("alpha", "other", "aside")
                .plan();
    }

    /** Every name that was there leads to its bytes, but for one that was to go; of that one another name keeps them. */
    void requireEveryByte() throws IOException {
        for (Map.Entry<String, byte[]> each : bytes.entrySet()) {
            Path path = root.resolve(each.getKey());
            boolean mayBeGone = each.getKey().equals("far/yonder");
            if (each.getKey().equals("other") && inode(path).equals(bodies.get("alpha"))) {
                // What it held is by its other name, which is looked at as well.
                assertThat(path).hasBinaryContent(Objects.requireNonNull(bytes.get("alpha")));
            } else if (!mayBeGone || Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                assertThat(path).hasBinaryContent(each.getValue());
            }
        }
        Set<String> unexpected = new TreeSet<>();
        for (Path path : all()) {
            unexpected.add(below(path));
        }
        leftovers().forEach(left -> unexpected.remove(below(left)));
        unexpected.removeAll(bytes.keySet());
        unexpected.removeAll(Set.of("sub", "far", "far/new"));
        assertThat(unexpected).isEmpty();
    }

    /**
     * What is told as done is done, and all else is as it was.
     *
     * @param done the numbers of the steps that are told as done
     */
    void requireTruth(Set<Integer> done) throws IOException {
        for (int step = 1; step <= STEPS; step++) {
            for (String name : MOVED.get(step - 1)) {
                requireTruth(step, name, done.contains(step));
            }
        }
    }

    private void requireTruth(int step, String name, boolean done) throws IOException {
        Path path = root.resolve(name);
        String what = "step " + step + ", " + name + ", told as " + (done ? "done" : "not done");
        switch (step) {
            case CREATE -> assertThat(Files.exists(path)).as(what).isEqualTo(done);
            case UNLINK -> assertThat(Files.exists(path)).as(what).isNotEqualTo(done);
            case SPLIT ->
                assertThat(inode(path).equals(bodies.get(name))).as(what).isNotEqualTo(done);
            default -> assertThat(inode(path)).as(what).isEqualTo(bodies.get(done ? KEPT.get(step - 1) : name));
        }
    }

    /** Nothing is to be seen of a run: each name has its bytes, and those that were one file are one, and no others. */
    void requireAsItWas(String when) throws IOException {
        requireEveryByte();
        assertThat(root.resolve("far/new")).doesNotExist();
        assertThat(leftovers()).isEmpty();
        for (String one : bytes.keySet()) {
            assertThat(root.resolve(one)).as(when).exists();
            for (String other : bytes.keySet()) {
                boolean joined = inode(root.resolve(one)).equals(inode(root.resolve(other)));
                assertThat(joined)
                        .as(one + " and " + other + " are one file, " + when)
                        .isEqualTo(Objects.equals(bodies.get(one), bodies.get(other)));
            }
        }
    }

    /** Returns the way from the root, as the names in here are written. */
    private String below(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    /** Returns the names that only a run gives, and all that is in its folder. */
    List<Path> leftovers() throws IOException {
        return all().stream()
                .filter(path -> root.relativize(path).toString().contains(".aka-"))
                .toList();
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> !path.equals(root)).toList();
        }
    }
}
