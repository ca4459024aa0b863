package aka.cli;

import aka.link.LinkCheck;
import aka.link.LinkOptions;
import aka.link.LinkResult;
import aka.link.Refusal;
import aka.link.Volumes;
import aka.os.FileCallException;
import aka.report.Problem;
import aka.report.Step;
import aka.report.Step.Action;
import aka.report.Step.Outcome;
import aka.report.Step.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes names, or shows how it would, and tells of each: what {@code link}, {@code ln}, {@code mklink}, {@code ni} share. */
final class LinkDeed {

    private final Invocation invocation;
    private final LinkOptions options;
    private final boolean dryRun;
    private int steps;
    private long done;
    private long already;
    private long failed;

    LinkDeed(Invocation invocation, LinkOptions options, boolean dryRun) {
        this.invocation = invocation;
        this.options = options;
        this.dryRun = dryRun;
    }

    /** Makes {@code newName} a name of {@code existing}. */
    void link(Path existing, Path newName) {
        invocation.cancel().check();
        steps++;
        if (dryRun) {
            plan(existing, newName);
        } else {
            run(existing, newName);
        }
    }

    /** Gives the summary its figures. */
    void finish() {
        invocation.count(dryRun ? "planned" : "done", done);
        invocation.count("skipped", already);
        invocation.count("failed", failed);
        invocation.count("freedBytes", 0);
    }

    private void run(Path existing, Path newName) {
        try {
            switch (invocation.volumes().link(existing, newName, options)) {
                case LinkResult.Made made -> {
                    done++;
                    print(existing, newName, made.facts().sizeBytes(), Outcome.DONE, null);
                }
                case LinkResult.AlreadyOne one -> {
                    already++;
                    print(existing, newName, one.facts().sizeBytes(), Outcome.SKIPPED, Reason.ALREADY_ONE);
                }
            }
        } catch (FileCallException e) {
            fail(existing, newName);
            invocation.problem(Problem.error(e));
        }
    }

    private void plan(Path existing, Path newName) {
        Volumes volumes = invocation.volumes();
        switch (volumes.check(existing, newName, invocation.cancel())) {
            case LinkCheck.Possible() -> planned(existing, newName);
            case LinkCheck.Unknown unknown -> planned(existing, newName);
            case LinkCheck.Refused(List < Refusal > reasons) -> refused(existing, newName, reasons);
        }
    }

    private void refused(Path existing, Path newName, List<Refusal> reasons) {
        if (options.ensure() && has(reasons, Refusal.Code.ALREADY_ONE)) {
            already++;
            print(existing, newName, -1, Outcome.SKIPPED, Reason.ALREADY_ONE);
        } else if (options.parents() && reasons.size() == 1 && has(reasons, Refusal.Code.NO_PARENT)) {
            planned(existing, newName);
        } else {
            fail(existing, newName);
            for (Refusal reason : reasons) {
                invocation.problem(Problem.of(reason, existing, newName));
            }
        }
    }

    private void planned(Path existing, Path newName) {
        done++;
        print(existing, newName, -1, Outcome.PLANNED, null);
    }

    private void fail(Path existing, Path newName) {
        failed++;
        print(existing, newName, -1, Outcome.FAILED, Reason.PROBLEM);
    }

    private static boolean has(List<Refusal> reasons, Refusal.Code code) {
        for (Refusal reason : reasons) {
            if (reason.code() == code) {
                return true;
            }
        }
        return false;
    }

    private void print(Path existing, Path newName, long sizeBytes, Outcome outcome, @Nullable Reason reason) {
        OptionalLong size = sizeBytes < 0 ? OptionalLong.empty() : OptionalLong.of(sizeBytes);
        invocation.print(new Step(steps, Action.LINK, existing, newName, size, outcome, reason));
    }
}
