package aka.cli;

import java.time.Duration;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The options of the commands that ask once and then run a plan.
 *
 * @param dryRun whether nothing is to be changed
 * @param yes whether the question is answered already
 * @param patience how long is to be waited for another run to end
 * @param tolerated what is no failure of a step
 */
record RunOptions(boolean dryRun, boolean yes, Duration patience, Set<Tolerated> tolerated) {

    /** Adds them; {@code --tolerate} is among the options of a walk already where a tree is walked. */
    static void describe(CommandSpec spec, boolean walks) {
        describeAsking(spec);
        if (!walks) {
            WalkOptions.describeTolerate(spec);
        }
    }

    /** Adds them without {@code --tolerate}. */
    static void describeAsking(CommandSpec spec) {
        Options.dryRun(spec);
        Options.flag(spec, "Do not ask: the answer is yes.", "--yes");
        Options.value(spec, "SECONDS", "Wait so long for another run of aka to end.", "--wait");
    }

    /** @throws WrongUsage if a value is none */
    static RunOptions of(Given given) {
        return of(given, WalkOptions.tolerated(given));
    }

    /** Returns what was typed of {@link #describeAsking}. */
    static RunOptions ofAsking(Given given) {
        return of(given, Set.of());
    }

    private static RunOptions of(Given given, Set<Tolerated> tolerated) {
        return new RunOptions(
                given.has("--dry-run"), given.has("--yes"), Seconds.parse("--wait", given.text("--wait")), tolerated);
    }

    /** Returns these for what needs no answer. */
    RunOptions withYes() {
        return new RunOptions(dryRun, true, patience, tolerated);
    }

    /** Returns whether anything may be changed: a question could be asked, or is answered. */
    boolean mayAct(Invocation invocation) {
        return !dryRun && (yes || invocation.canAsk());
    }
}
