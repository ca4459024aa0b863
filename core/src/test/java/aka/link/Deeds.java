package aka.link;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.Leaf;
import aka.file.Leftover;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeCall;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.Slashes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One deed on a small tree in memory, and what was told of it: {@code /d/one} and {@code /d/two} are names of one body, {@code
 * /d/sub/three} of another of one name, {@code /d/sub/symlink} points to {@code /d/one}.
 */
final class Deeds {

    static final String BODY = "the bytes of one and two";
    static final String SINGLE = "the bytes of three";

    final FakeFileCalls fake;
    final List<String> done = new ArrayList<>();
    final List<FileCallException> failed = new ArrayList<>();
    /** Whether it is settled what is to be done: what comes to a path later was not meant. */
    boolean decided;

    private final Volumes volumes;
    private final CancelToken cancel = new CancelToken();

    /** A deed by its name. */
    record Deed(String name, Act act, Set<String> mayGo, Set<String> mayCome) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** What is done. */
    interface Act {
        void run(Deeds deeds) throws FileCallException;
    }

    Deeds() {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        fake = new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()))
                .file("/d/one", BODY)
                .link("/d/two", "/d/one")
                .file("/d/sub/three", SINGLE)
                .symlink("/d/sub/symlink", "/d/one");
        volumes = Volumes.over(fake);
        fake.script().forget();
    }

    /** Runs the deed; what it refuses is written down. */
    Deeds run(Deed deed) {
        try {
            deed.act.run(this);
        } catch (FileCallException refused) {
            failed.add(refused);
        }
        fake.script().calm();
        return this;
    }

    /** Returns what may be done to the tree. */
    static List<Deed> all() {
        List<Deed> all = new ArrayList<>(links());
        all.addAll(removals());
        return all;
    }

    static List<Deed> links() {
        return List.of(
                link("link", "/d/new", LinkOptions.plain()),
                link("link --ensure", "/d/two", new LinkOptions(true, false)),
                link("link --parents", "/d/a/b/new", new LinkOptions(false, true)));
    }

    private static Deed link(String name, String newName, LinkOptions options) {
        return new Deed(name, deeds -> deeds.link(newName, options), Set.of(), Set.of(newName));
    }

    private void link(String newName, LinkOptions options) throws FileCallException {
        decided = true;
        volumes.link(Path.of("/d/one"), Path.of(newName), options);
        done.add(newName);
    }

    static List<Deed> removals() {
        return List.of(
                rm("rm of one name of two", false, false, "/d/one"),
                new Deed(
                        "rm where a rename may replace",
                        deeds -> {
                            deeds.fake.script().failEvery("rename", FakeError.EINVAL);
                            deeds.remove(false, false, "/d/one");
                        },
                        Set.of("/d/one"),
                        Set.of()),
                rm("rm of several names", false, false, "/d/one", "/d/sub/symlink"),
                rm("rm --last of both names", true, false, "/d/one", "/d/two"),
                rm("rm --last of a single name", true, false, "/d/sub/three"),
                rm("rm -r --last", true, true, "/d/sub"));
    }

    private static Deed rm(String name, boolean last, boolean recursive, String... paths) {
        Set<String> mayGo = recursive ? Set.of("/d/sub/three", "/d/sub/symlink") : Set.of(paths);
        return new Deed(name, deeds -> deeds.remove(last, recursive, paths), mayGo, Set.of());
    }

    private void remove(boolean last, boolean recursive, String... paths) {
        RemovalForecast forecast =
                volumes.forecast(List.of(paths).stream().map(Path::of).toList(), recursive, cancel);
        failed.addAll(forecast.troubles());
        decided = true;
        if (forecast.losesData() && !last) {
            return;
        }
        RemovalForecast.Listener listener = new RemovalForecast.Listener() {
            @Override
            public void removed(Path path) {
                done.add(Slashes.in(path));
            }

            @Override
            public void kept(Path path, FileCallException why) {
                failed.add(why);
            }
        };
        forecast.remove(fake, last, listener, cancel);
    }

    /** Returns the {@code n}-th call that was made, as text. */
    String call(int n) {
        List<FakeCall> calls = fake.script().calls();
        return n <= calls.size() ? calls.get(n - 1).toString() : "none";
    }

    /** Returns the names in the tree that a run left behind. */
    List<String> leftovers() {
        return fake.names().stream().filter(Deeds::isLeftover).toList();
    }

    /** Returns the names that are no leftovers. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(fake.names());
        leftovers().forEach(names::remove);
        return names;
    }

    static boolean isLeftover(String name) {
        byte[] leaf = Leaf.of(Path.of(name)).bytes();
        return Leftover.is(leaf, leaf.length);
    }

    /** Whatever is left behind must have been told, with its name. */
    void requireLeftoversTold() {
        for (String leftover : leftovers()) {
            assertThat(failed)
                    .as("someone tells of " + leftover)
                    .anySatisfy(why -> assertThat(Slashes.in(why.getMessage())).contains(leftover));
        }
    }
}
