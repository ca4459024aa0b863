package aka.report;

import aka.plan.LinkStep;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Share;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import aka.plan.Plan;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.plan.RunId;
import aka.report.Step.Action;
import aka.report.Step.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The steps of a plan as events, with paths as they were typed. */
public final class PlannedSteps {

    private PlannedSteps() {}

    /** Returns the step that would be taken. */
    public static Step planned(Plan plan, Optional<RunId> run, long number, LinkStep step) {
        return of(plan, run, number, step, Outcome.PLANNED, null);
    }

    /** Returns the step with what became of it. */
    public static Step of(
            Plan plan, Optional<RunId> run, long number, LinkStep step, Outcome outcome, @Nullable Reason reason) {
        Parts parts = parts(step);
        @Nullable
        Path kept = parts.kept == null ? null : plan.shown(parts.kept.names().getFirst());
        return new Step(run, number, parts.action, kept, shown(plan, parts.names), parts.sizeBytes, outcome, reason);
    }

    private static List<Path> shown(Plan plan, List<PlannedName> names) {
        return names.stream().map(plan::shown).toList();
    }

    private static Parts parts(LinkStep step) {
        return switch (step) {
            case Replace replace ->
                new Parts(Action.REPLACE, replace.kept(), replace.replaced().names(), size(replace.kept()));
            case Share share ->
                new Parts(Action.SHARE, share.kept(), share.sharing().names(), size(share.kept()));
            case Split split -> new Parts(Action.SPLIT, null, split.names(), size(split.shared()));
            case Repoint repoint ->
                new Parts(Action.REPOINT, repoint.kept(), List.of(repoint.name()), size(repoint.kept()));
            case Create create ->
                new Parts(Action.LINK, create.existing(), List.of(create.newName()), size(create.existing()));
            case Unlink unlink -> new Parts(Action.UNLINK, null, List.of(unlink.name()), size(unlink.body()));
            case CreateFolder create ->
                new Parts(Action.CREATE_FOLDER, null, List.of(create.folder()), OptionalLong.empty());
            case RemoveFolder remove ->
                new Parts(Action.REMOVE_FOLDER, null, List.of(remove.folder()), OptionalLong.empty());
        };
    }

    private static OptionalLong size(PlannedBody body) {
        return OptionalLong.of(body.sizeBytes());
    }

    private record Parts(Action action, @Nullable PlannedBody kept, List<PlannedName> names, OptionalLong sizeBytes) {}
}
