package aka.group;

import aka.content.Comparison;
import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One look at a declared file: its names, then its bodies, then what these hold. */
final class HealthCheck {

    /** A body that more paths lead to first; of those with as many the one that was written last. */
    private static final Comparator<DeclaredBody> MOST_NAMES = Comparator.comparing(
                    (DeclaredBody body) -> body.names().size())
            .thenComparing(body -> body.facts().modified())
            .reversed();

    private final Sight sight;
    private final Declared declared;
    private final CancelToken cancel;
    private final List<Place> places = new ArrayList<>();
    private final List<DeclaredBody> bodies = new ArrayList<>();
    private final Map<Path, FileKey> folders = new HashMap<>();

    HealthCheck(FileCalls calls, Declared declared, CancelToken cancel) {
        this.sight = new Sight(calls, declared.group().project());
        this.declared = declared;
        this.cancel = cancel;
    }

    Health run() {
        try {
            look();
            Optional<FileCallException> trouble =
                    places.stream().flatMap(place -> place.trouble().stream()).findFirst();
            if (trouble.isPresent()) {
                return health(Verdict.UNKNOWN, trouble);
            }
            requireTwoNames();
            compare();
            return health(verdict(), Optional.empty());
        } catch (FileCallException failed) {
            return health(Verdict.UNKNOWN, Optional.of(failed));
        }
    }

    private Health health(Verdict verdict, Optional<FileCallException> reason) {
        return new Health(declared, verdict, places, bodies, reason);
    }

    private void look() throws FileCallException {
        Map<FileKey, List<Place>> byKey = new LinkedHashMap<>();
        for (Path path : declared.paths()) {
            cancel.check();
            Place place = placeAt(path, byKey);
            places.add(place);
            if (place.isFile()) {
                byKey.computeIfAbsent(key(place), none -> new ArrayList<>()).add(place);
            }
        }
        for (List<Place> same : byKey.values()) {
            List<Path> names = same.stream()
                    .filter(place -> place.again().isEmpty())
                    .map(Place::path)
                    .toList();
            bodies.add(new DeclaredBody(same.getFirst().facts().orElseThrow(), names, OptionalLong.empty()));
        }
        bodies.sort(MOST_NAMES);
    }

    private Place placeAt(Path path, Map<FileKey, List<Place>> byKey) {
        try {
            FileFacts facts = sight.facts(path);
            if (facts.kind() == Kind.FILE && facts.key().isEmpty()) {
                throw unknown(path, null, Trouble.UNSUPPORTED, "the system does not tell which file it is", "");
            }
            Place place = new Place(path, Optional.of(facts), Optional.empty(), Optional.empty());
            return place.isFile() ? place.again(nameBefore(place, byKey)) : place;
        } catch (FileCallException failed) {
            boolean missing = failed.trouble() == Trouble.MISSING || failed.trouble() == Trouble.NOT_A_FOLDER;
            return new Place(
                    path, Optional.empty(), missing ? Optional.empty() : Optional.of(failed), Optional.empty());
        }
    }

    private static FileKey key(Place place) {
        return place.facts().flatMap(FileFacts::key).orElseThrow();
    }

    /** Returns which of the paths before is this same name: an entry of one folder, however the way there is spelled. */
    private Optional<Path> nameBefore(Place place, Map<FileKey, List<Place>> byKey) throws FileCallException {
        for (Place before : byKey.getOrDefault(key(place), List.of())) {
            if (isSameName(before, place)) {
                return Optional.of(before.path());
            }
        }
        return Optional.empty();
    }

    private boolean isSameName(Place one, Place other) throws FileCallException {
        // One name under two leaves, where the volume takes upper and lower case for one.
        boolean single = one.facts().orElseThrow().linkCount().orElse(0) == 1;
        return single
                || Leaf.of(one.path()).equals(Leaf.of(other.path()))
                        && folder(one.path()).isPresent()
                        && folder(one.path()).equals(folder(other.path()));
    }

    private Optional<FileKey> folder(Path path) throws FileCallException {
        Path folder = Sight.parent(path);
        FileKey known = folders.get(folder);
        if (known == null) {
            try (Folder open = sight.folder(folder)) {
                Optional<FileKey> key = open.facts().key();
                key.ifPresent(found -> folders.put(folder, found));
                return key;
            }
        }
        return Optional.of(known);
    }

    /** A name that was declared twice would look joined with itself. */
    private void requireTwoNames() throws FileCallException {
        long names = places.stream().filter(place -> place.again().isEmpty()).count();
        if (names == 1) {
            Place last = places.getLast();
            throw unknown(
                    last.path(),
                    last.again().orElse(null),
                    Trouble.BAD_NAME,
                    last.again().isPresent()
                            ? "it is the same name as " + last.again().get() + ", spelled otherwise"
                            : "no other path of the group is there",
                    "A group needs two names: aka group edit.");
        }
    }

    private static FileCallException unknown(
            Path path, @Nullable Path other, Trouble trouble, String reason, String wayOut) {
        return new FileCallException(
                "tell whether " + path + " is one with the others", path, other, trouble, "", 0, reason, wayOut);
    }

    /** Whatever is read is read of bodies that were seen; what came in their place since is not known. */
    private void compare() throws FileCallException {
        for (int i = 1; i < bodies.size(); i++) {
            DeclaredBody first = bodies.getFirst();
            DeclaredBody other = bodies.get(i);
            try (Body one = open(first);
                    Body two = open(other)) {
                bodies.set(
                        i,
                        new DeclaredBody(other.facts(), other.names(), Comparison.firstDifference(one, two, cancel)));
            }
        }
    }

    private Body open(DeclaredBody seen) throws FileCallException {
        Path path = seen.names().getFirst();
        Body body = sight.body(path);
        if (!body.facts().sameFile(seen.facts())) {
            body.close();
            throw unknown(path, null, Trouble.CHANGED, "another file came in its place meanwhile", "Ask again.");
        }
        return body;
    }

    private Verdict verdict() {
        if (places.stream().anyMatch(Place::isReplaced)) {
            return Verdict.REPLACED;
        }
        if (places.isEmpty() || places.stream().anyMatch(Place::isMissing)) {
            return Verdict.MISSING;
        }
        boolean otherNames = bodies.stream().anyMatch(DeclaredBody::hasOtherNames);
        if (bodies.size() == 1) {
            return otherNames ? Verdict.EXTRA_NAMES : Verdict.JOINED;
        }
        if (otherNames) {
            return Verdict.WRONG_PARTNER;
        }
        return bodies.stream().allMatch(body -> body.differsAt().isEmpty())
                ? Verdict.SPLIT_SAME
                : Verdict.SPLIT_DIFFERING;
    }
}
