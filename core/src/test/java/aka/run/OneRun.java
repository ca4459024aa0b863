package aka.run;

import aka.journal.StateFolder;
import aka.os.CancelToken;
import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.plan.Plan;
import aka.plan.PlanFile;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Runs a saved plan in a process of its own, and prints a line for each step: {@code 3 DONE}, {@code 4 BUSY why}; and one for
 * each warning: {@code warning why}; and how it ended. The journal is in memory; or, with
 * the settings of every day, in the state folder that is given.
 */
final class OneRun {

    private OneRun() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            Plan plan = PlanFile.read(Path.of(arguments[0]));
            Ran ran = arguments.length > 1
                    ? Ran.of(plan, calls, RunSettings.standard(), StateFolder.open(calls, Path.of(arguments[1])))
                    : Ran.of(plan, calls, Ran.QUICK, new MemoryMedium(), new CancelToken());
            for (StepResult each : ran.results) {
                out.println(line(each));
            }
            ran.warnings.forEach(warning -> out.println("warning " + warning.sentence()));
            out.println(ran.result.outcome() + " freed " + ran.result.freedBytes());
        }
    }

    private static String line(StepResult result) {
        return switch (result) {
            case StepResult.Done done -> done.number() + " DONE";
            case StepResult.NotDone not ->
                not.number() + " " + not.reason() + " " + not.why().sentence()
                        + not.rescued().map(path -> " RESCUED " + path).orElse("");
        };
    }
}
