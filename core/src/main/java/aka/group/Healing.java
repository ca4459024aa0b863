package aka.group;

import aka.file.FileFacts;
import aka.link.LinkCheck;
import aka.link.Refusal;
import aka.link.Refusal.Code;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.MetadataPart;
import aka.run.DirectPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Adds to a plan what makes declared files one again, as far as no bytes are given up for it: names of bodies that hold equal
 * bytes become names of one, and missing names are made. What is added is looked at afresh when the plan is run.
 */
public final class Healing {

    private final FileCalls calls;
    private final DirectPlan plan;
    private final Set<MetadataPart> waived;
    private final CancelToken cancel;

    /**
     * @param plan where steps are added; to be run with the same {@code waived}
     * @param waived what bodies may differ in and be joined
     */
    public Healing(FileCalls calls, DirectPlan plan, Set<MetadataPart> waived, CancelToken cancel) {
        this.calls = calls;
        this.plan = plan;
        this.waived = Set.copyOf(waived);
        this.cancel = cancel;
    }

    /**
     * One path that stays as it is.
     *
     * @param kept the name that it would have been joined with
     * @param path the path
     * @param why the reasons, of which the first is to be dealt with first
     */
    public record Unhealed(Path kept, Path path, List<Refusal> why) {
        public Unhealed {
            why = List.copyOf(why);
        }
    }

    /**
     * Adds what makes one declared file one. A file of whose bodies one cannot be kept without giving up the bytes of another is
     * left as it is.
     *
     * @return the paths that will not be names of the one body when the plan was run
     * @throws FileCallException if what was seen is gone
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public List<Unhealed> add(Health health) throws FileCallException {
        List<Unhealed> unhealed = new ArrayList<>();
        if (health.verdict() == Verdict.UNKNOWN || health.bodies().isEmpty()) {
            return unhealed;
        }
        DeclaredBody kept = health.bodies().getFirst();
        Path existing = kept.names().getFirst();
        boolean oneContent = health.hasOneContent();
        for (Place place : health.places()) {
            if (place.again().isEmpty() && !kept.names().contains(place.path())) {
                List<Refusal> why = place.isReplaced()
                        ? List.of(replaced(place))
                        : oneContent ? join(existing, place) : List.of(differs(health, existing, place));
                if (!why.isEmpty()) {
                    unhealed.add(new Unhealed(existing, place.path(), why));
                }
            }
        }
        return unhealed;
    }

    /** Adds the step for one path, or returns why there is none. */
    private List<Refusal> join(Path existing, Place place) throws FileCallException {
        FileFacts facts = calls.facts(existing);
        return switch (LinkCheck.of(calls, existing, place.path(), cancel)) {
            case LinkCheck.Possible possible -> {
                plan.create(existing, facts, place.path(), List.of());
                yield List.of();
            }
            case LinkCheck.Unknown unknown -> unknown.reasons();
            case LinkCheck.Refused refused -> {
                if (refused.isReplaceable(!waived.isEmpty())) {
                    plan.replace(existing, facts, place.path(), calls.facts(place.path()));
                    yield List.of();
                }
                // Somebody else may have joined them meanwhile.
                yield refused.isAlreadyOne() ? List.of() : LinkCheck.hindrances(refused.reasons());
            }
        };
    }

    private static Refusal replaced(Place place) {
        return new Refusal(
                Code.NOT_REGULAR,
                place.path() + " is no regular file any more ("
                        + place.facts().orElseThrow().kind().word() + ")",
                "Look what put it there. When nobody needs it, remove it and heal again.");
    }

    private static Refusal differs(Health health, Path existing, Place place) {
        return new Refusal(
                Code.BYTES_DIFFER,
                place.isMissing()
                        ? "which bytes " + place.path() + " is to have is open: those of "
                                + health.declared().group().name() + " differ"
                        : place.path() + " and " + existing + " hold different bytes",
                "Compare them, give both the bytes that you want, and heal again.");
    }
}
