package aka.run;

import aka.journal.Journal;
import aka.journal.Reading;
import aka.journal.StateFolder;
import aka.link.Volumes;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.plan.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the plan of {@link DiskScene} in a process of its own, which can be killed and whose calls can be made to fail: {@code
 * ForkedRun run HOME ROOT...}; or takes it back ({@code undo}), or recovers ({@code recover}). It prints what it was told, one run a line.
 */
public final class ForkedRun {

    /** How a shell tells of an end by SIGKILL. */
    static final int KILLED = 128 + 9;

    /** All calls in one order, on one thread: it is counted at which of them it is to be killed. */
    private static final RunSettings SETTINGS = new RunSettings(Duration.ofMillis(2), 2, Duration.ZERO, false);

    /** As it is outside tests: calls are counted for each thread by itself. */
    private static final RunSettings BESIDE = new RunSettings(Duration.ofMillis(2), 2, Duration.ZERO, true);

    /** What {@code told} prints before it runs the plan. */
    static final String BEGINS = "begins";

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private ForkedRun() {}

    /**
     * What one run told.
     *
     * @param done the numbers of the steps that were told as done
     * @param rescued whether something was told to be left
     * @param open how many files below the root it left open
     */
    record Heard(Path root, Set<Integer> done, boolean rescued, int open, String text) {}

    public static void main(String[] args) throws IOException {
        try (Volumes volumes = Volumes.open()) {
            FileCalls calls = volumes.calls();
            StateFolder state = null;
            for (String root : Arrays.asList(args).subList(2, args.length)) {
                try {
                    state = state == null ? StateFolder.open(calls, Path.of(args[1])) : state;
                    System.out.println(deed(args[0], calls, state, Path.of(root)));
                } catch (FileCallException refused) {
                    System.out.println(root + " refused 0 " + open(root) + " " + refused.getMessage());
                }
            }
        }
    }

    private static String deed(String deed, FileCalls calls, StateFolder state, Path root) throws IOException {
        return switch (deed) {
            case "run" -> run(calls, state, root, DiskScene.plan(calls, root));
            case "told" -> {
                Plan plan = DiskScene.plan(calls, root);
                System.out.println(BEGINS);
                yield run(calls, state, root, plan);
            }
            case "beside" -> run(calls, state, root, DiskScene.plan(calls, root), BESIDE);
            case "undo" -> run(calls, state, root, undo(calls, state));
            case "recover" -> recover(calls, state, root);
            default -> throw new IllegalArgumentException(deed);
        };
    }

    /** Returns what takes the first run back. */
    static Plan undo(FileCalls calls, StateFolder state) throws FileCallException {
        Reading reading = state.read(state.runs().getFirst());
        return Undo.plan(state, reading, calls, UndoOptions.all(), new CancelToken())
                .plan();
    }

    static String recover(FileCalls calls, StateFolder state, Path root) throws IOException {
        RecoveryPlan did = Recovery.run(state, calls, SETTINGS, List.of(root), new CancelToken());
        return root + (did.isClean() ? " x" : " refused") + " 0 " + open(root.toString()) + " " + did;
    }

    /** Runs a plan, and returns what it told in one line. */
    static String run(FileCalls calls, StateFolder state, Path root, Plan plan) throws IOException {
        return run(calls, state, root, plan, SETTINGS);
    }

    private static String run(FileCalls calls, StateFolder state, Path root, Plan plan, RunSettings settings)
            throws IOException {
        List<StepResult> results = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void ended(StepResult result) {
                results.add(result);
            }
        };
        Journal journal = state.begin(Ran.began(plan, calls));
        PlanRun.run(plan, calls, journal, settings, listener, new CancelToken());
        String closed = "";
        try {
            journal.close();
        } catch (FileCallException failed) {
            closed = " " + failed.getMessage();
        }
        StringBuilder done = new StringBuilder("x");
        StringBuilder words = new StringBuilder();
        int rescued = 0;
        for (StepResult result : results) {
            switch (result) {
                case StepResult.Done each -> done.append(',').append(each.number());
                case StepResult.NotDone not -> {
                    rescued += not.rescued().isPresent() ? 1 : 0;
                    words.append(' ')
                            .append(not.reason())
                            .append(' ')
                            .append(not.why().getMessage());
                }
            }
        }
        return root + " " + done + " " + rescued + " " + open(root.toString()) + words + closed;
    }

    private static int open(String root) throws IOException {
        try {
            return countOpen(root);
        } catch (IOException injected) {
            // The failure that was meant for the run met the count.
            return countOpen(root);
        }
    }

    /** Where the system does not tell, none is known of. */
    private static int countOpen(String root) throws IOException {
        int open = 0;
        if (!DESCRIPTORS.isAbsolute()) {
            return open;
        }
        try (Stream<Path> files = Files.list(DESCRIPTORS)) {
            for (Path file : files.toList()) {
                try {
                    open += Files.readSymbolicLink(file).startsWith(root) ? 1 : 0;
                } catch (IOException closed) {
                    // It was the listing itself.
                }
            }
        }
        return open;
    }

    /** Starts the process, behind what is to run it ({@code strace …}). */
    static Process start(List<String> runner, String deed, Path home, List<Path> roots) throws IOException {
        List<String> command = new ArrayList<>(runner);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                // Under Wine another generator of random numbers is needed.
                "-Djava.security.properties=" + System.getProperty("java.security.properties", ""),
                "-cp",
                System.getProperty("java.class.path"),
                ForkedRun.class.getName(),
                deed,
                home.toString()));
        roots.forEach(root -> command.add(root.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /**
     * Returns what is to run it so that calls of one kind fail.
     *
     * @param log gets every such call, and whether its end was ours
     */
    static List<String> failing(String call, String error, String when, Path log) {
        List<String> strace = strace(call, "error=" + error + ":when=" + when, log);
        // Only such calls are stopped at. Signals come only where all calls are (strace 6.1).
        strace.add(1, "--seccomp-bpf");
        return strace;
    }

    /** Returns what is to run it so that it is killed at the {@code n}-th call of a kind. */
    static List<String> killing(String call, int n) {
        return strace(call, "signal=KILL:when=" + n, Path.of("/dev/null"));
    }

    private static List<String> strace(String call, String end, Path log) {
        return new ArrayList<>(List.of(
                "strace", "-f", "-o", log.toString(), "-e", "trace=" + call, "-e", "inject=" + call + ":" + end));
    }

    /** Waits for the end, and returns what was told; if that took too long, it is at fault. */
    static List<Heard> heard(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + output);
        }
        return read(output);
    }

    /** Returns what the lines tell. */
    static List<Heard> read(String output) {
        List<Heard> heard = new ArrayList<>();
        for (String line : output.split("\n", -1)) {
            String[] parts = line.split(" ", 5);
            if (parts.length >= 4 && Path.of(parts[0]).isAbsolute() && parts[1].matches("x[,0-9]*|refused")) {
                heard.add(new Heard(
                        Path.of(parts[0]), numbers(parts[1]), !parts[2].equals("0"), Integer.parseInt(parts[3]), line));
            }
        }
        return heard;
    }

    private static Set<Integer> numbers(String told) {
        Set<Integer> numbers = new HashSet<>();
        for (String part : told.split(",", -1)) {
            if (Character.isDigit(part.charAt(0))) {
                numbers.add(Integer.parseInt(part));
            }
        }
        return numbers;
    }
}
