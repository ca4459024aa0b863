package aka.group;

import aka.link.LinkCheck;
import aka.link.Refusal;
import aka.link.Refusal.Code;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Metadata;
import aka.os.MetadataPart;
import aka.plan.JoinGate;
import aka.plan.JoinGate.Barred;
import aka.run.DirectPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adds to a plan what makes declared files one again: names of bodies that hold equal bytes become names of one, and missing names
 * are made. Where bytes differ nothing is chosen, unless it is said which body is kept; the others are set aside then, under a name
 * of their own. What is added is looked at afresh when the plan is run.
 */
public final class Healing {

    private final FileCalls calls;
    private final DirectPlan plan;
    private final Set<MetadataPart> waived;
    private final CancelToken cancel;
    private final List<SetAside> aside = new ArrayList<>();

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
     * A body that was not kept.
     *
     * @param paths the declared paths that lead to it until then
     * @param aside the name under which it stays
     */
    public record SetAside(List<Path> paths, Path aside) {
        public SetAside {
            paths = List.copyOf(paths);
        }
    }

    /** Returns what the steps that were added set aside. */
    public List<SetAside> aside() {
        return List.copyOf(aside);
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
        return health.bodies().isEmpty()
                ? List.of()
                : add(health, health.bodies().getFirst(), false);
    }

    /**
     * Adds the same where {@code kept}, one of the bodies of {@code health}, is to be the one; bodies of other bytes are set aside.
     *
     * @return the paths that will not be names of the one body when the plan was run
     * @throws FileCallException if what was seen is gone, or no name can be found under which to set it aside
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public List<Unhealed> add(Health health, DeclaredBody kept) throws FileCallException {
        return add(health, kept, true);
    }

    private List<Unhealed> add(Health health, DeclaredBody kept, boolean chosen) throws FileCallException {
        List<Unhealed> unhealed = new ArrayList<>();
        if (health.verdict() == Verdict.UNKNOWN) {
            return unhealed;
        }
        Path existing = kept.names().getFirst();
        boolean decided = chosen || health.hasOneContent();
        for (Place place : health.places()) {
            boolean its = kept.names().contains(place.path()) || place.again().isPresent();
            if (!its && (place.isMissing() || place.isReplaced())) {
                tell(unhealed, existing, place.path(), absent(health, kept, place, decided));
            }
        }
        for (DeclaredBody body : health.bodies()) {
            if (!body.equals(kept)) {
                join(unhealed, health, kept, body, chosen);
            }
        }
        return unhealed;
    }

    private static void tell(List<Unhealed> unhealed, Path existing, Path path, List<Refusal> why) {
        if (!why.isEmpty()) {
            unhealed.add(new Unhealed(existing, path, why));
        }
    }

    /** Adds the step for a path that leads to no file, or returns why there is none. */
    private List<Refusal> absent(Health health, DeclaredBody kept, Place place, boolean decided)
            throws FileCallException {
        if (place.isReplaced()) {
            return List.of(replaced(place));
        }
        return decided
                ? link(kept, place.path(), check(kept, place.path()))
                : List.of(differs(health, kept.names().getFirst(), place.path(), true));
    }

    private void join(List<Unhealed> unhealed, Health health, DeclaredBody kept, DeclaredBody body, boolean chosen)
            throws FileCallException {
        Path existing = kept.names().getFirst();
        List<Path> differing = new ArrayList<>();
        for (Path path : body.names()) {
            if (!chosen && !health.hasOneContent()) {
                tell(unhealed, existing, path, List.of(differs(health, existing, path, false)));
                continue;
            }
            LinkCheck check = check(kept, path);
            if (chosen && check instanceof LinkCheck.Refused refused && refused.isOfOtherBytes()) {
                differing.add(path);
            } else {
                tell(unhealed, existing, path, link(kept, path, check));
            }
        }
        if (!differing.isEmpty()) {
            Optional<Refusal> bar = bar(health, existing, differing.getFirst());
            if (bar.isPresent()) {
                differing.forEach(path -> tell(unhealed, existing, path, List.of(bar.get())));
            } else {
                setAside(kept, body, differing);
            }
        }
    }

    private LinkCheck check(DeclaredBody kept, Path path) {
        return LinkCheck.of(calls, kept.names().getFirst(), path, cancel);
    }

    /**
     * Adds the step by which a path becomes a name of {@code kept} with no bytes given up, or returns why there is none. The run
     * is to find the body as it was seen: what came in its place since was shown to nobody.
     */
    private List<Refusal> link(DeclaredBody kept, Path path, LinkCheck check) throws FileCallException {
        Path existing = kept.names().getFirst();
        return switch (check) {
            case LinkCheck.Possible possible -> {
                plan.create(existing, kept.facts(), path, List.of());
                yield List.of();
            }
            case LinkCheck.Unknown unknown -> unknown.reasons();
            case LinkCheck.Refused refused -> {
                if (refused.isReplaceable(!waived.isEmpty()) && kept.facts().sizeBytes() == 0) {
                    // No run replaces an empty file: it may be one that is about to be written.
                    yield List.of(empty(existing, path));
                }
                if (refused.isReplaceable(!waived.isEmpty())) {
                    plan.replace(kept.names(), kept.facts(), path, calls.facts(path));
                    yield List.of();
                }
                // Somebody else may have joined them meanwhile.
                yield refused.isAlreadyOne()
                        ? List.of()
                        : LinkCheck.hindrances(refused.reasons()).stream()
                                // That it could be, but for the other reasons, helps nobody.
                                .filter(reason -> reason.code() != Code.REPLACEABLE)
                                .map(Healing::withCopy)
                                .toList();
            }
        };
    }

    /**
     * Returns what stands in the way beside the bytes. The run looks again; but it is not to set a name aside that is not led
     * elsewhere then.
     */
    private Optional<Refusal> bar(Health health, Path existing, Path path) throws FileCallException {
        Optional<Metadata> metadata = calls.metadata();
        if (metadata.isEmpty()) {
            return Optional.of(new Refusal(
                    Code.CANNOT_KNOW,
                    "this system does not tell all that files have beside their bytes",
                    "Give both the bytes that you want, and heal again."));
        }
        Sight sight = new Sight(calls, health.declared().group().project());
        try (Body one = sight.body(existing);
                Body other = sight.body(path)) {
            Optional<Barred> barred = new JoinGate(waived, false)
                    .check(metadata.get().of(one), metadata.get().of(other));
            return barred.map(bar -> new Refusal(
                    Code.METADATA_DIFFERS,
                    path + " and " + existing + " differ in " + bar.words() + ", of which one file has only one",
                    "Make them alike, or waive the difference by name (--ignore)."));
        }
    }

    /** The name aside comes first: from then on the bytes have a name that nothing else takes. */
    private void setAside(DeclaredBody kept, DeclaredBody body, List<Path> paths) throws FileCallException {
        Path first = paths.getFirst();
        Set<Path> promised = aside.stream().map(SetAside::aside).collect(Collectors.toSet());
        AsideName.Found name = AsideName.beside(calls, first, body.facts(), promised);
        plan.repoint(kept.names(), kept.facts(), paths, body.facts(), name.path(), name.taken());
        aside.add(new SetAside(paths, name.path()));
    }

    /** What can never be one file can still be told to hold the same bytes. */
    private static Refusal withCopy(Refusal refusal) {
        return switch (refusal.code()) {
            case DIFFERENT_VOLUMES, DIFFERENT_MOUNTS, DIFFERENT_SUBVOLUMES, LINKS_UNSUPPORTED ->
                new Refusal(
                        refusal.code(),
                        refusal.message(),
                        refusal.wayOut()
                                + " Or declare it a copy, which is compared from then on: aka group edit, copy = PATH.");
            default -> refusal;
        };
    }

    private static Refusal empty(Path existing, Path path) {
        return new Refusal(
                Code.BYTES_DIFFER,
                path + " and " + existing + " are empty: what they are to hold is open",
                "Write to one of them, and heal again with --keep PATH.");
    }

    private static Refusal replaced(Place place) {
        return new Refusal(
                Code.NOT_REGULAR,
                place.path() + " is no regular file any more ("
                        + place.facts().orElseThrow().kind().word() + ")",
                "Look what put it there. When nobody needs it, remove it and heal again.");
    }

    private static Refusal differs(Health health, Path existing, Path path, boolean missing) {
        return new Refusal(
                Code.BYTES_DIFFER,
                missing
                        ? "which bytes " + path + " is to have is open: those of "
                                + health.declared().group().name() + " differ"
                        : path + " and " + existing + " hold different bytes",
                "Say which is kept (--keep newest, --keep PATH or --keep ask), or give both the bytes that you want.");
    }
}
