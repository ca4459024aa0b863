package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.Journal;
import aka.journal.JournalBytes;
import aka.journal.JournalRecord.Rescued;
import aka.journal.Reading;
import aka.os.CancelToken;
import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.plan.Plan;
import aka.volume.TestVolume;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Another process acts on a real file system (ext4) while a run replaces file after file, at random instants on the files that
 * the run has in hand: no write is lost, no file outside the root is touched.
 */
class ReplaceRacesTest {

    @RegisterExtension
    static final Proof RACES = Proof.ofRaces();

    /** That of real runs: a writer who is held up for longer is not covered. */
    private static final Duration GRACE = RunSettings.standard().grace();

    private static final int BATCH = 10;

    private static final RunSettings SETTINGS = new RunSettings(GRACE, BATCH, Duration.ZERO, true);

    /** So many groups are in limbo, in the making or just ahead. */
    private static final int AHEAD = 25;

    private static TestVolume volume;

    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();

    @BeforeAll
    static void mount() {
        volume = TestVolume.make("ext4", 4_096);
    }

    @AfterAll
    static void unmount() {
        if (volume != null) {
            volume.close();
        }
    }

    @AfterEach
    void close() {
        calls.close();
    }

    /** What the other process told of one act. */
    private record Told(RaceAct act, long begin, long end) {}

    @Test
    void whateverAnotherProcessDoes_isThereAfterwards() throws Exception {
        race(200, seed());
    }

    @Test
    @Tag("long")
    void whateverAnotherProcessDoes_isThereAfterThousandsOfReplacements() throws Exception {
        for (int i = 0; i < 10; i++) {
            race(1_000, seed());
        }
    }

    /** What is done to which name follows from it; the instants do not. */
    private static long seed() {
        return Long.getLong("aka.race.seed", new Random().nextInt(1_000_000));
    }

    private void race(int groups, long seed) throws Exception {
        System.out.println("races with the seed " + seed);
        RaceTree tree = RaceTree.make(Files.createTempDirectory(volume.root(), "race"), groups);
        Plan plan = tree.plan(calls, groups);
        MemoryMedium medium = new MemoryMedium();
        Journal journal = Journal.over(medium, Ran.began(plan, calls));
        Process process = start(tree.top(), seed);
        Pace pace;
        List<Told> told;
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("ready");
            try (PrintWriter input = new PrintWriter(process.outputWriter(), true)) {
                pace = new Pace(groups, seed, input);
                PlanRun.run(plan, calls, journal, SETTINGS, pace, new CancelToken());
            }
            told = told(output.lines().toList(), seed);
        }
        assertThat(process.waitFor()).isZero();
        List<Rescued> rescued = rescued(JournalBytes.read(journal.run(), medium.all()));
        List<String> faults = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            faults.addAll(outcome(tree, group, told, pace, rescued).faults());
        }
        assertThat(faults).as("with the seed " + seed).isEmpty();
        assertThat(leftovers(tree))
                .as("what is left, with the seed " + seed)
                .allMatch(left -> rescued.stream().anyMatch(each -> each.path().equals(left)));
        requireNothingDoneOutside(tree);
        RACES.add(pace.raced(told));
    }

    private static RaceOutcome outcome(RaceTree tree, int group, List<Told> told, Pace pace, List<Rescued> rescued) {
        List<RaceAct> acts =
                told.stream().map(Told::act).filter(act -> act.group() == group).toList();
        int first = group * RaceTree.STEPS_PER_GROUP + 1;
        List<Path> places = rescued.stream()
                .filter(each -> each.step() == first || each.step() == first + 1)
                .map(Rescued::path)
                .toList();
        return new RaceOutcome(
                tree, group, acts, List.of(pace.done.contains(first), pace.done.contains(first + 1)), places);
    }

    private static List<Rescued> rescued(Reading reading) {
        return reading.records().stream()
                .filter(Rescued.class::isInstance)
                .map(Rescued.class::cast)
                .toList();
    }

    private static List<Path> leftovers(RaceTree tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree.top())) {
            return all.filter(path -> path.getFileName().toString().startsWith(".aka-") && !Files.isDirectory(path))
                    .toList();
        }
    }

    private static void requireNothingDoneOutside(RaceTree tree) throws IOException {
        Path file = tree.outside().resolve("two");
        assertThat(file).hasContent("outside");
        assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(1);
        try (Stream<Path> outside = Files.list(tree.outside())) {
            assertThat(outside).containsExactly(file);
        }
    }

    private static Process start(Path top, long seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Racer.class.getName(),
                        top.toString(),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Returns the acts that were done: what failed, or met a name that was gone, did nothing. */
    private static List<Told> told(List<String> lines, long seed) {
        List<Told> told = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ", 5);
            RaceAct act = RaceAct.of(Integer.parseInt(parts[0]), seed).get(Integer.parseInt(parts[1]));
            assertThat(parts[4]).as(act.toString()).isEqualTo("done");
            told.add(new Told(act, Long.parseLong(parts[2]), Long.parseLong(parts[3])));
        }
        return told;
    }

    /** Hears of the run, and sends the other process to what the run has in hand. */
    private static final class Pace implements RunListener {

        private final int groups;
        private final Random random;
        private final PrintWriter input;
        private final Set<Integer> sent = new HashSet<>();
        private final Map<Integer, Long> ended = new HashMap<>();
        final Set<Integer> done = new HashSet<>();

        Pace(int groups, long seed, PrintWriter input) {
            this.groups = groups;
            this.random = new Random(seed);
            this.input = input;
            for (int i = 0; i < AHEAD / 2; i++) {
                send(random.nextInt(AHEAD));
            }
        }

        private void send(int group) {
            if (group < groups && sent.add(group)) {
                input.println(group);
            }
        }

        @Override
        public void ended(StepResult result) {
            ended.put(result.number(), System.nanoTime());
            if (result instanceof StepResult.Done) {
                done.add(result.number());
            }
            send((result.number() - 1) / RaceTree.STEPS_PER_GROUP + random.nextInt(AHEAD));
        }

        /** Returns how many replacements met an act: those that were not done for it, or whose limbo it fell into. */
        long raced(List<Told> told) {
            Map<Integer, List<Told>> byGroup = told.stream()
                    .collect(Collectors.groupingBy(each -> each.act().group()));
            return ended.entrySet().stream()
                    .filter(each ->
                            byGroup.getOrDefault((each.getKey() - 1) / RaceTree.STEPS_PER_GROUP, List.of()).stream()
                                    .anyMatch(act -> !done.contains(each.getKey())
                                            || act.begin() < each.getValue()
                                                    && act.end() > each.getValue() - GRACE.toNanos()))
                    .count();
        }
    }
}
