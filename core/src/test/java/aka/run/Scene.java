package aka.run;

import aka.content.ContentHash;
import aka.file.FileFacts.Owner;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Support;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.FakeVolume;
import aka.plan.LinkStep.FormerBody;
import aka.plan.LinkStep.Split;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A plan for a small tree in memory:
 *
 * <ul>
 *   <li>{@code /d/one}, {@code /d/sub/two} with {@code /d/too}, and {@code /d/far/three} are three bodies of equal bytes;
 *   <li>{@code /d/alpha} and {@code /d/far/beta} are two;
 *   <li>{@code /d/here}, {@code /d/sub/there} and {@code /d/far/yonder} are names of one body, {@code /d/twin} with {@code
 *       /d/sub/twin} of another;
 *   <li>{@code /d/single} is the only name of its body.
 * </ul>
 *
 * @param volume what the volume can do
 * @param pool whether the run may make a folder of its own
 * @param steps the plan
 */
record Scene(String name, Consumer<FakeVolume> volume, boolean pool, Steps steps) {

    static final String EQUAL = "bytes that three bodies hold";
    static final String PAIR = "bytes of a pair";
    static final String SHARED = "bytes that three names share";
    static final String TWIN = "bytes of twins";
    static final String SINGLE = "bytes of a single name";

    /** One name of each body that others are joined to, or split from. */
    static final List<String> KEPT = List.of("/d/one", "/d/alpha", "/d/here", "/d/twin");

    /** What {@code /d/far/yonder} had before it was joined to {@code /d/here}. */
    static final Owner FORMER = new Owner(1000, 1000, 0600);

    /** Makes a plan of what is there. */
    interface Steps {
        TestPlan of(TestPlan plan, FakeFileCalls fake) throws FileCallException;
    }

    static Scene named(String name) {
        return all().stream().filter(scene -> scene.name.equals(name)).findAny().orElseThrow();
    }

    /** Returns every plan on every kind of volume that matters to it. */
    static List<Scene> all() {
        return Stream.of(replacing(), splitting(), repointing(), others())
                .flatMap(List::stream)
                .toList();
    }

    static List<Scene> replacing() {
        return List.of(
                new Scene("replace", volume -> {}, true, Scene::replace),
                new Scene("replace without a pool", volume -> {}, false, Scene::replace),
                new Scene("replace without leases", volume -> volume.leases(false), true, Scene::replace),
                new Scene("replace without exchange", Scene::old, true, Scene::replace),
                new Scene(
                        "replace where nobody knows of exchange",
                        volume -> volume.exchangeKnown(false),
                        true,
                        Scene::replace),
                new Scene("replace without exchange, without a pool", Scene::old, false, Scene::replace),
                new Scene("replace as on Windows", FakeVolume::windows, true, Scene::replace),
                new Scene("replace as on Windows, without a pool", FakeVolume::windows, false, Scene::replace),
                new Scene("replace as on Windows by anybody", Scene::anybody, true, Scene::replace));
    }

    static List<Scene> splitting() {
        return List.of(
                new Scene("split", volume -> {}, true, Scene::split),
                new Scene("split, copying, without a pool", volume -> volume.clones(false), false, Scene::split),
                new Scene("split with named drafts", volume -> volume.namelessDrafts(false), true, Scene::split),
                new Scene(
                        "split with named drafts, without a pool",
                        volume -> volume.namelessDrafts(false),
                        false,
                        Scene::split),
                new Scene("split without exchange", Scene::old, true, Scene::split),
                new Scene("split without exchange, without a pool", Scene::old, false, Scene::split),
                new Scene("split as on Windows", FakeVolume::windows, true, Scene::split),
                new Scene("split as on Windows, without a pool", FakeVolume::windows, false, Scene::split),
                new Scene("split as on Windows by anybody", Scene::anybody, true, Scene::split));
    }

    static List<Scene> repointing() {
        return List.of(
                new Scene("repoint", volume -> {}, true, Scene::repoint),
                new Scene("repoint without a pool", volume -> {}, false, Scene::repoint),
                new Scene("repoint without leases", volume -> volume.leases(false), true, Scene::repoint),
                new Scene("repoint without exchange", Scene::old, true, Scene::repoint),
                new Scene("repoint without exchange, without a pool", Scene::old, false, Scene::repoint),
                new Scene("repoint as on Windows", FakeVolume::windows, true, Scene::repoint),
                new Scene("repoint as on Windows by anybody", Scene::anybody, true, Scene::repoint));
    }

    static List<Scene> others() {
        return List.of(
                new Scene("all kinds of steps", volume -> {}, true, Scene::shareToo),
                new Scene("all kinds of steps without exchange", Scene::old, true, Scene::mixed),
                new Scene("all kinds of steps as on Windows", FakeVolume::windows, true, Scene::mixed));
    }

    /** Plans on volumes whose changes of names reach the disk in any order, as on ext2 and ext4 without a journal. */
    static List<Scene> unordered() {
        return List.of(
                new Scene("replace, in any order", volume -> volume.journalled(false), true, Scene::replace),
                new Scene(
                        "replace, in any order, without a pool",
                        volume -> volume.journalled(false),
                        false,
                        Scene::replace),
                new Scene("split, in any order", volume -> volume.journalled(false), true, Scene::split));
    }

    /** As a file system in user space is. */
    private static void old(FakeVolume volume) {
        volume.exchange(false).leases(false).namelessDrafts(false).clones(false);
    }

    /** As Windows is for who is no administrator. */
    private static void anybody(FakeVolume volume) {
        volume.windows().flushedWhole(false);
    }

    private static TestPlan replace(TestPlan plan, FakeFileCalls fake) throws FileCallException {
        return plan.replace("one", "sub/two", "too").replace("one", "far/three").replace("alpha", "far/beta");
    }

    private static TestPlan split(TestPlan plan, FakeFileCalls fake) throws FileCallException {
        return plan.split("sub/there")
                .step(splitFormer(plan, fake, "far/yonder"))
                .step(splitFormer(plan, fake, "twin", "sub/twin"));
    }

    /** One whose body gets another name first, and one that has another. */
    private static TestPlan repoint(TestPlan plan, FakeFileCalls fake) throws FileCallException {
        return plan.create("single", "single-aside")
                .repoint("alpha", "single", "single-aside")
                .repoint("one", "sub/twin", "twin");
    }

    private static TestPlan mixed(TestPlan plan, FakeFileCalls fake) throws FileCallException {
        return plan.create("one", "far/new")
                .replace("alpha", "far/beta")
                .split("far/yonder")
                .unlink("sub/there", false)
                .unlink("single", true);
    }

    private static TestPlan shareToo(TestPlan plan, FakeFileCalls fake) throws FileCallException {
        return mixed(plan.share("one", "far/three"), fake);
    }

    private static Split splitFormer(TestPlan plan, FakeFileCalls fake, String... names) throws FileCallException {
        try (Folder root = fake.openFolder(Path.of("/d"));
                Body body = root.openBody(names[0].getBytes(StandardCharsets.UTF_8))) {
            BodyMetadata left = fake.metadata().orElseThrow().of(body);
            BodyMetadata before = new BodyMetadata(
                    Optional.of(FORMER),
                    left.accessed(),
                    Instant.parse("2020-02-02T02:02:02Z"),
                    left.attributes(),
                    left.flags(),
                    left.treatments(),
                    left.projectId());
            FormerBody former = new FormerBody(before, left, ContentHash.of(body, new CancelToken()), false);
            return new Split(
                    plan.body(names), Stream.of(names).map(TestPlan::name).toList(), Optional.of(former));
        }
    }

    /** Returns the bytes of one of {@link #KEPT}. */
    static String text(String kept) {
        return switch (kept) {
            case "/d/one" -> EQUAL;
            case "/d/alpha" -> PAIR;
            case "/d/here" -> SHARED;
            case "/d/twin" -> TWIN;
            default -> throw new IllegalArgumentException(kept);
        };
    }

    /** Returns whether a copy may be left that no journal tells of, when the run is cut off while it is made. */
    boolean leavesCopies() {
        return !pool && (name.contains("named drafts") || !exchanges());
    }

    /** Returns whether two names can be exchanged, as far as anybody knows. */
    boolean exchanges() {
        try (FakeFileCalls fake = tree()) {
            return fake.volume(Path.of("/d")).exchange() != Support.NO;
        } catch (FileCallException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes the tree. */
    FakeFileCalls tree() {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        FakeFileCalls fake = new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()))
                .file("/d/one", EQUAL)
                .file("/d/sub/two", EQUAL)
                .link("/d/too", "/d/sub/two")
                .file("/d/far/three", EQUAL)
                .file("/d/alpha", PAIR)
                .file("/d/far/beta", PAIR)
                .file("/d/here", SHARED)
                .link("/d/sub/there", "/d/here")
                .link("/d/far/yonder", "/d/here")
                .file("/d/twin", TWIN)
                .link("/d/sub/twin", "/d/twin")
                .file("/d/single", SINGLE)
                .set("/d", volume);
        if (!pool) {
            fake.script().failEvery("createFolder", FakeError.EACCES);
        }
        return fake;
    }

    @Override
    public String toString() {
        return name;
    }
}
