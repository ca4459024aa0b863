package aka.safety;

import aka.safety.TestRun.Failed;
import aka.safety.TestRun.Passed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes away one safeguard after another, and runs the tests that are to notice: each must pass as long as nothing is missing,
 * and fail by an assertion without it. Started by {@code safety/check.sh}.
 */
final class CheckSafeguards {

    private final Path checkout;
    private final Path scratch;
    private boolean unnoticed;

    private CheckSafeguards(Path checkout, Path scratch) {
        this.checkout = checkout;
        this.scratch = scratch;
    }

    /**
     * Prints a line a test, and ends with 1 if the lack of a safeguard was not noticed.
     *
     * @param arguments the folder of this project, and the names of safeguards, all of them if there are none; without any
     *     argument it only prints which Java and which class path it was started with
     */
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        if (given.isEmpty()) {
            System.out.println(ProcessHandle.current().info().command().orElseThrow());
            System.out.println(System.getProperty("java.class.path"));
            return;
        }
        Path checkout = Path.of(given.getFirst()).toAbsolutePath();
        List<Safeguard> all =
                Safeguard.readAll(checkout.resolve("safety").resolve("without"), given.subList(1, given.size()));
        Path scratch = Files.createTempDirectory("aka-safety");
        CheckSafeguards check = new CheckSafeguards(checkout, scratch);
        try {
            check.requirePassing(all);
            for (Safeguard safeguard : all) {
                check.takeAway(safeguard);
            }
        } finally {
            remove(scratch);
        }
        System.exit(check.unnoticed ? 1 : 0);
    }

    private void requirePassing(List<Safeguard> all) throws Exception {
        Set<String> tests = new LinkedHashSet<>();
        all.forEach(each -> tests.addAll(each.tests()));
        try (Classes whole = Classes.with(List.of())) {
            for (String test : tests) {
                TestRun run = TestRun.of(test, whole);
                if (!(run instanceof Passed)) {
                    throw new IOException(test + " does not pass with nothing taken away: " + run);
                }
            }
        }
        System.out.println(tests.size() + " tests pass with nothing taken away");
    }

    private void takeAway(Safeguard safeguard) throws Exception {
        Edited edited = Edited.without(safeguard, checkout, scratch.resolve(safeguard.name()));
        try (Classes classes = Classes.with(List.of(edited.classes()))) {
            for (String test : safeguard.tests()) {
                tell(safeguard, test, TestRun.of(test, classes));
            }
        }
    }

    private void tell(Safeguard safeguard, String test, TestRun run) {
        boolean noticed = run instanceof Failed failed && failed.byAssertion();
        unnoticed |= !noticed;
        String shown = test.substring(test.lastIndexOf('.') + 1);
        System.out.printf("%-34s | %s | %s%n", safeguard.name(), shown, noticed ? "ok" : "NOT NOTICED");
        if (!noticed && run instanceof Failed failed) {
            System.out.println("    it failed otherwise: " + failed.words());
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
