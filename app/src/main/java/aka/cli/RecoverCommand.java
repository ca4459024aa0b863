package aka.cli;

import aka.journal.StateFolder;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.report.Figures;
import aka.report.FindingSeen;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.run.Finding;
import aka.run.Recovery;
import aka.run.RecoveryPlan;
import aka.run.Remedy;
import aka.run.RunRecovery;
import aka.run.RunSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka recover}. */
final class RecoverCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "DIR...", "Look here, too, for what runs left whose journals are gone.");
        RunOptions.describeAsking(spec);
        spec.usageMessage()
                .footer(
                        "After a crash or a power cut: each step that was under way is finished or taken back, by what is there",
                        "now, compared afresh. Temporary names of aka go, and nothing else does.",
                        "",
                        "Example:  aka recover -n");
    }

    @Override
    public boolean acts() {
        return true;
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        RunOptions options = RunOptions.ofAsking(given);
        List<Path> places = invocation.paths(given);
        invocation.start(places);
        Optional<StateFolder> folder = StateAccess.existing(invocation);
        if (folder.isEmpty() && !places.isEmpty()) {
            folder = Optional.of(StateAccess.open(invocation));
        }
        if (folder.isEmpty()) {
            return nothing(invocation);
        }
        try (StateAccess state = StateAccess.forRun(invocation, options, invocation.typed())) {
            FileCalls calls = invocation.volumes().calls();
            RecoveryPlan plan = Recovery.plan(folder.get(), calls, RunSettings.standard(), places, invocation.cancel());
            if (plan.isEmpty()) {
                return nothing(invocation);
            }
            return recover(plan, state, options, places, invocation);
        }
    }

    private static ExitCode nothing(Invocation invocation) {
        invocation.count("runs", 0);
        invocation.note("nothing to recover");
        return ExitCode.DONE;
    }

    private static ExitCode recover(
            RecoveryPlan plan, StateAccess state, RunOptions options, List<Path> places, Invocation invocation)
            throws IOException {
        if (!options.yes() || options.dryRun()) {
            print(plan, invocation);
        }
        if (options.dryRun()) {
            leave(plan, invocation);
            return ExitCode.DONE;
        }
        if (!options.yes()) {
            if (!invocation.canAsk()) {
                leave(plan, invocation);
                return invocation.noAnswer();
            }
            if (!invocation.ask("Recover " + words(plan) + "?")) {
                invocation.note("nothing was changed");
                return ExitCode.NO;
            }
        }
        execute(state.folder(), places, options.yes(), invocation);
        return ExitCode.DONE;
    }

    private static void execute(StateFolder folder, List<Path> places, boolean print, Invocation invocation)
            throws FileCallException {
        RecoveryPlan done =
                Recovery.run(folder, invocation.volumes().calls(), RunSettings.standard(), places, invocation.cancel());
        if (print) {
            print(done, invocation);
        }
        tellWhatStays(done, invocation);
        count(done, invocation);
        long undoable =
                done.runs().stream().filter(run -> run.ends() && run.done() > 0).count();
        invocation.note(
                "recovered " + words(done) + (undoable > 0 ? "; aka history tells what can be taken back" : ""));
    }

    private static void leave(RecoveryPlan plan, Invocation invocation) {
        count(plan, invocation);
        invocation.note("would recover " + words(plan) + "; nothing was changed");
    }

    private static String words(RecoveryPlan plan) {
        return Figures.count(plan.runs().size(), "run") + " with " + Figures.count(findings(plan), "thing")
                + " left behind";
    }

    private static long findings(RecoveryPlan plan) {
        return plan.strays().size()
                + plan.runs().stream().mapToLong(run -> run.findings().size()).sum();
    }

    private static void count(RecoveryPlan plan, Invocation invocation) {
        invocation.count("runs", plan.runs().size());
        invocation.count("found", findings(plan));
        invocation.count(
                "undecided",
                plan.runs().stream().mapToLong(RunRecovery::undecided).sum());
        invocation.count(
                "freedBytes",
                plan.runs().stream().mapToLong(RunRecovery::freedBytes).sum());
    }

    private static void print(RecoveryPlan plan, Invocation invocation) {
        for (RunRecovery run : plan.runs()) {
            for (Finding finding : run.findings()) {
                invocation.print(new FindingSeen(Optional.of(run.run()), finding));
            }
        }
        for (Finding stray : plan.strays()) {
            invocation.print(new FindingSeen(Optional.empty(), stray));
        }
    }

    private static void tellWhatStays(RecoveryPlan done, Invocation invocation) {
        for (RunRecovery run : done.runs()) {
            run.findings().forEach(finding -> tellIfItStays(finding, invocation));
            for (String trouble : run.troubles()) {
                invocation.problem(Problem.of(
                        Code.UNDECIDED,
                        Severity.ERROR,
                        null,
                        "the run " + run.run().brief() + " is not recovered: " + trouble,
                        ""));
            }
        }
        done.strays().forEach(finding -> tellIfItStays(finding, invocation));
    }

    private static void tellIfItStays(Finding finding, Invocation invocation) {
        if (finding.stays()) {
            boolean rescued = finding.remedy() == Remedy.RESCUE;
            invocation.problem(Problem.of(
                    rescued ? Code.RESCUED : Code.UNDECIDED,
                    Severity.ERROR,
                    finding.temporary(),
                    finding.temporary() + " stays: " + finding.words(),
                    rescued ? "Compare it with the file that it belongs to, then move it there or remove it." : ""));
        }
    }
}
