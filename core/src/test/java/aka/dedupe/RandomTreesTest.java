package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.FileCallException;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.Slashes;
import aka.plan.LinkStep;
import aka.plan.PlannedBody;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans for random trees, carried out on a model of the tree: names that lead to bodies. */
@Tag("windows")
class RandomTreesTest {

    private static final int BLOCK = 4096;

    /** A body of the model, with all its names; those below {@code /out} are not looked at. */
    private record ModelBody(String bytes, int mode, List<String> names) {

        long blocks() {
            return Math.ceilDiv(bytes.length(), BLOCK);
        }

        boolean isComplete() {
            return names.stream().allMatch(name -> name.startsWith("/t/"));
        }
    }

    /** A tree of the model, and options that fit it. */
    private record Model(List<ModelBody> bodies, DedupeOptions options) {

        static Model of(long seed) {
            Random random = new Random(seed);
            List<ModelBody> bodies = new ArrayList<>();
            int count = 4 + random.nextInt(40);
            for (int i = 0; i < count; i++) {
                List<String> names = new ArrayList<>(List.of("/t/d" + random.nextInt(4) + "/b" + i));
                for (int more = random.nextInt(4); more > 1; more--) {
                    String folder = random.nextInt(3) == 0 ? "/out/" : "/t/";
                    names.add(folder + "d" + random.nextInt(4) + "/b" + i + "n" + more);
                }
                int kind = random.nextInt(4);
                bodies.add(new ModelBody("x".repeat(kind * 3000 + 1), random.nextBoolean() ? 0644 : 0600, names));
            }
            return new Model(bodies, options(random));
        }

        private static DedupeOptions options(Random random) {
            Keep keep = switch (random.nextInt(4)) {
                case 0 -> new Keep.First();
                case 1 -> new Keep.Newest();
                default -> new Keep.MostFreed();
            };
            long[] limits = {3, 5, 8, Long.MAX_VALUE};
            return DedupeOptions.standard()
                    .withKeep(keep)
                    .withAnyway(random.nextInt(4) == 0)
                    .withLinkLimit(limits[random.nextInt(limits.length)]);
        }

        FakeFileCalls inFake(long shuffle) {
            FakeFileCalls fake = new FakeFileCalls();
            List<ModelBody> order = new ArrayList<>(bodies);
            Collections.shuffle(order, new Random(shuffle));
            for (ModelBody body : order) {
                String first = body.names().getFirst();
                fake.file(first, body.bytes()).owner(first, 1000, 1000, body.mode());
                body.names().stream().skip(1).forEach(name -> fake.link(name, first));
            }
            return fake;
        }

        Map<String, ModelBody> byName() {
            Map<String, ModelBody> byName = new TreeMap<>();
            bodies.forEach(body -> body.names().forEach(name -> byName.put(name, body)));
            return byName;
        }

        /** What is freed at best: of bodies that may become one, all complete ones but one, unless another is kept anyway. */
        long mostBytesFreed() {
            Map<String, List<ModelBody>> classes = new HashMap<>();
            bodies.forEach(body -> classes.computeIfAbsent(
                            body.bytes().length() + " " + body.mode(), none -> new ArrayList<>())
                    .add(body));
            return classes.values().stream().mapToLong(Model::mostBytesFreed).sum();
        }

        private static long mostBytesFreed(List<ModelBody> equal) {
            long complete = equal.stream().filter(ModelBody::isComplete).count();
            long kept = complete == equal.size() ? 1 : 0;
            return (complete - kept) * equal.getFirst().blocks() * BLOCK;
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void plan_carriedOut_freesWhatItSays(long seed) throws FileCallException {
        Model model = Model.of(seed);
        Planned planned = Planned.in(model.inFake(seed), model.options(), "/t");
        Map<String, ModelBody> before = model.byName();
        Map<String, ModelBody> after = carriedOut(planned, before);

        assertThat(usedBytes(before) - usedBytes(after))
                .isEqualTo(planned.result().price().freedBytes());
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((name, body) -> assertThat(after.get(name))
                .extracting(ModelBody::bytes, ModelBody::mode)
                .containsExactly(body.bytes(), body.mode()));
        before.forEach((name, body) -> {
            if (name.startsWith("/out/")) {
                assertThat(after.get(name)).isEqualTo(body);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void plan_forAnyTree_replacesNoBodyTwiceAndNoneThatIsKept(long seed) throws FileCallException {
        Model model = Model.of(seed);
        Planned planned = Planned.in(model.inFake(seed), model.options(), "/t");
        Set<PlannedBody> kept = new HashSet<>();
        Set<PlannedBody> replaced = new HashSet<>();
        for (LinkStep step : planned.plan().steps()) {
            LinkStep.Replace replace = (LinkStep.Replace) step;
            kept.add(replace.kept());
            assertThat(replaced.add(replace.replaced())).isTrue();
        }
        assertThat(Collections.disjoint(kept, replaced)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void plan_withoutALimit_freesAllThatCanBeFreed(long seed) throws FileCallException {
        Model model = Model.of(seed);
        Planned planned = Planned.in(model.inFake(seed), DedupeOptions.standard(), "/t");
        assertThat(planned.result().price().freedBytes()).isEqualTo(model.mostBytesFreed());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void plan_withALimit_givesNoBodyMoreNames(long seed) throws FileCallException {
        Model model = Model.of(seed);
        Planned planned = Planned.in(model.inFake(seed), model.options(), "/t");
        Map<ModelBody, Long> names = new HashMap<>();
        carriedOut(planned, model.byName()).values().forEach(body -> names.merge(body, 1L, Long::sum));
        names.forEach((body, count) -> assertThat(count)
                .isLessThanOrEqualTo(
                        Math.max(model.options().linkLimit(), body.names().size())));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void plan_ofATreeMadeInAnotherOrder_isTheSame(long seed) throws FileCallException {
        Model model = Model.of(seed);
        Planned one = Planned.in(model.inFake(seed), model.options(), "/t");
        Planned other = Planned.in(model.inFake(seed + 1), model.options(), "/t");
        assertThat(other.steps()).isEqualTo(one.steps());
        assertThat(other.result().leftOut()).isEqualTo(one.result().leftOut());
    }

    private static Map<String, ModelBody> carriedOut(Planned planned, Map<String, ModelBody> before) {
        Map<String, ModelBody> after = new TreeMap<>(before);
        for (LinkStep step : planned.plan().steps()) {
            LinkStep.Replace replace = (LinkStep.Replace) step;
            ModelBody kept = body(planned, replace.kept(), before);
            replace.replaced()
                    .names()
                    .forEach(name -> after.put(Slashes.in(planned.plan().path(name)), kept));
        }
        return after;
    }

    private static ModelBody body(Planned planned, PlannedBody body, Map<String, ModelBody> before) {
        ModelBody found = before.get(Slashes.in(planned.plan().path(body.names().getFirst())));
        if (found == null) {
            throw new AssertionError("not in the tree: " + planned.names(body));
        }
        return found;
    }

    private static long usedBytes(Map<String, ModelBody> names) {
        return new HashSet<>(names.values())
                .stream().mapToLong(body -> body.blocks() * BLOCK).sum();
    }
}
