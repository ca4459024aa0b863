package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.FileCallException;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches by many threads with random delays, held against a model: paths and their bytes. */
@Tag("windows")
class ParallelSearchTest {

    /** Short ones, whole blocks, and long ones that are read by their ends and in lockstep. */
    private static final int[] LENGTHS = {1, 700, 4096, 9000, 128 * 1024, 128 * 1024 + 1, 400_000};

    private final Map<String, String> model = new TreeMap<>();
    private final FakeFileCalls fake = new FakeFileCalls().withConcurrency(4).withWaits();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    private void makeTree(Random random) {
        int files = 30 + random.nextInt(90);
        for (int i = 0; i < files; i++) {
            String path = "/t/d" + random.nextInt(12) + "/e" + random.nextInt(3) + "/f" + i;
            String bytes = bytes(random);
            model.put(path, bytes);
            fake.file(path, bytes);
        }
    }

    /** Of equal lengths some are equal, and some differ in one byte: at either end, or somewhere between. */
    private static String bytes(Random random) {
        int length = LENGTHS[random.nextInt(LENGTHS.length)];
        StringBuilder bytes = new StringBuilder("x".repeat(length));
        switch (random.nextInt(4)) {
            case 0 -> bytes.setCharAt(0, 'y');
            case 1 -> bytes.setCharAt(length - 1, 'y');
            case 2 -> bytes.setCharAt(length / 2, 'y');
            default -> {}
        }
        return bytes.toString();
    }

    private void delayCalls(long seed) {
        fake.script().beforeEach(call -> {
            int dice = Math.floorMod(call.toString().hashCode() + seed * 31 + System.nanoTime() / 128, 100);
            if (dice == 0) {
                LockSupport.parkNanos(100_000);
            } else if (dice < 20) {
                LockSupport.parkNanos(1);
            }
        });
    }

    /** Returns the sets of paths with equal bytes, two or more, of those that are in {@code which}. */
    private Set<Set<String>> expected(Set<String> which) {
        return model.entrySet().stream()
                .filter(file -> which.contains(file.getKey()))
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toSet())))
                .values()
                .stream()
                .filter(paths -> paths.size() > 1)
                .collect(Collectors.toSet());
    }

    /** Returns the groups that were found, without the paths that are not in {@code which}. */
    private static Set<Set<String>> found(Search search, Set<String> which) {
        Set<Set<String>> found = new HashSet<>();
        for (String group : search.groups()) {
            Set<String> paths = new TreeSet<>(List.of(group.split("[ =]")));
            paths.retainAll(which);
            if (paths.size() > 1) {
                assertThat(found.add(paths)).isTrue();
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void find_byManyThreads_findsWhatIsEqual(long seed) throws FileCallException {
        makeTree(new Random(seed));
        delayCalls(seed);

        Search search = Search.in(fake, "/t");

        assertThat(found(search, model.keySet())).isEqualTo(expected(model.keySet()));
        assertThat(search.trouble()).isEmpty();
        fake.checkNoOpenHandles();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void find_whereSomeFilesFail_tellsThemAndFindsTheRest(long seed) throws FileCallException {
        Random random = new Random(seed);
        makeTree(random);
        List<String> paths = new ArrayList<>(model.keySet());
        Collections.shuffle(paths, random);
        Set<String> failing = new TreeSet<>(paths.subList(0, 8));
        for (String path : failing) {
            String call = random.nextBoolean() ? "read" : "openBody";
            fake.script().failOn(call, path, FakeError.EIO);
        }
        delayCalls(seed);

        Search search = Search.in(fake, "/t");

        Set<String> whole = new TreeSet<>(model.keySet());
        whole.removeAll(failing);
        assertThat(found(search, model.keySet())).isEqualTo(expected(whole));
        assertThat(search.trouble())
                .allSatisfy(told -> assertThat(failing).contains(told.substring(told.indexOf('/'))));
        fake.checkNoOpenHandles();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void find_whileSomebodyWrites_neverTakesForEqualWhatIsNot(long seed) throws FileCallException {
        Random random = new Random(seed);
        makeTree(random);
        List<String> paths = new ArrayList<>(model.keySet());
        Set<String> touched = ConcurrentHashMap.newKeySet();
        int writesAt = 50 + random.nextInt(400);
        fake.script().beforeEach(call -> {
            if (Math.floorMod(fake.script().count(), writesAt) == 0) {
                String path = paths.get(Math.floorMod(fake.script().count() * 31, paths.size()));
                touched.add(path);
                fake.write(path, 0, "z");
            }
        });

        Search search = Search.in(fake, "/t");

        Set<String> untouched = new TreeSet<>(model.keySet());
        untouched.removeAll(touched);
        assertThat(found(search, untouched)).isEqualTo(expected(untouched));
        assertThat(search.trouble())
                .allSatisfy(told -> assertThat(touched).contains(told.substring(told.indexOf('/'))));
        fake.checkNoOpenHandles();
    }
}
