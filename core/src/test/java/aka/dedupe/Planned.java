package aka.dedupe;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.fake.Slashes;
import aka.plan.LinkStep;
import aka.plan.Plan;
import aka.plan.PlannedBody;
import aka.walk.Walk;
import aka.walk.WalkFilters;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A plan in a test, and its parts as text that a test can name. */
record Planned(DedupePlan result) {

    static Planned in(FileCalls calls, String... roots) throws FileCallException {
        return in(calls, DedupeOptions.standard(), roots);
    }

    static Planned in(FileCalls calls, DedupeOptions options, String... roots) throws FileCallException {
        return in(calls, options, WalkFilters.none(), FinderListener.NONE, roots);
    }

    static Planned in(
            FileCalls calls, DedupeOptions options, WalkFilters filters, FinderListener listener, String... roots)
            throws FileCallException {
        List<Path> paths = Arrays.stream(roots).map(Path::of).toList();
        try (Walk walk = Walk.of(calls, paths, filters)) {
            return new Planned(DedupePlanner.plan(walk, options, listener, new CancelToken()));
        }
    }

    Plan plan() {
        return result.plan();
    }

    /** Returns the steps in order: {@code kept <- replaced}, names of a body joined by {@code =}. */
    List<String> steps() {
        return plan().steps().stream().map(this::text).toList();
    }

    /** Returns what is left out in order: the reason, what, and beside what. */
    List<String> leftOut() {
        return result.leftOut().stream().map(Planned::text).toList();
    }

    /** Returns the words of the only thing that is left out. */
    String words() {
        if (result.leftOut().size() != 1) {
            throw new AssertionError("not one: " + leftOut());
        }
        return result.leftOut().getFirst().words();
    }

    private String text(LinkStep step) {
        return switch (step) {
            case LinkStep.Replace replace -> names(replace.kept()) + " <- " + names(replace.replaced());
            case LinkStep.Share share -> names(share.kept()) + " <~ " + names(share.sharing());
            case LinkStep.Split split -> throw unexpected(split);
            case LinkStep.Repoint repoint -> throw unexpected(repoint);
            case LinkStep.Create create -> throw unexpected(create);
            case LinkStep.Unlink unlink -> throw unexpected(unlink);
            case LinkStep.CreateFolder create -> throw unexpected(create);
            case LinkStep.RemoveFolder remove -> throw unexpected(remove);
        };
    }

    private static AssertionError unexpected(LinkStep step) {
        return new AssertionError("not a step of this plan: " + step);
    }

    String names(PlannedBody body) {
        return String.join(
                "=",
                body.names().stream()
                        .map(name -> Slashes.in(plan().shown(name)))
                        .toList());
    }

    private static String text(LeftOut out) {
        String other = out.other()
                .map(path -> " beside " + Slashes.in(path.toString()))
                .orElse("");
        return out.reason() + " " + Slashes.in(out.path().toString()) + other;
    }
}
