package aka.group;

import aka.content.Comparison;
import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.RawText;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Listing;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One look at a declared file: its names, then its bodies, then what these hold. */
final class HealthCheck {

    private final Sight sight;
    private final Declared declared;
    private final CancelToken cancel;
    private final List<Place> places = new ArrayList<>();
    private final List<DeclaredBody> bodies = new ArrayList<>();
    private final List<CopySeen> copies = new ArrayList<>();
    private final Map<Path, FileFacts> folders = new HashMap<>();
    private final Map<Path, Spelling> spellings = new HashMap<>();

    HealthCheck(FileCalls calls, Declared declared, CancelToken cancel) {
        this.sight = new Sight(calls, declared.group().project());
        this.declared = declared;
        this.cancel = cancel;
    }

    Health run() {
        try {
            look();
            for (Place place : places) {
                if (place.trouble().isPresent()) {
                    return health(Verdict.UNKNOWN, place.trouble());
                }
            }
            requireTwoNames();
            compare();
            Verdict verdict = verdict();
            if (verdict == Verdict.JOINED || verdict == Verdict.EXTRA_NAMES) {
                verdict = withCopies(verdict);
            }
            if (verdict == Verdict.JOINED) {
                requireKnownCount();
            }
            return health(verdict, Optional.empty());
        } catch (FileCallException failed) {
            return health(Verdict.UNKNOWN, Optional.of(failed));
        }
    }

    private Health health(Verdict verdict, Optional<FileCallException> reason) {
        return new Health(declared, verdict, places, bodies, copies, reason);
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
            bodies.add(body(same));
        }
        bodies.sort(HealthCheck::byNames);
    }

    /** A body that more paths lead to first; of those with as many the one that was written last. */
    private static int byNames(DeclaredBody one, DeclaredBody other) {
        int more = Integer.compare(other.names().size(), one.names().size());
        return more != 0 ? more : other.facts().modified().compareTo(one.facts().modified());
    }

    private DeclaredBody body(List<Place> same) throws FileCallException {
        FileFacts facts = same.getFirst().facts().orElseThrow();
        List<Path> names = new ArrayList<>();
        for (Place place : same) {
            FileFacts look = place.facts().orElseThrow();
            if (!look.linkCount().equals(facts.linkCount())) {
                throw unknown(
                        place.path(),
                        null,
                        Trouble.CHANGED,
                        "its names changed while they were looked at",
                        "Ask again.");
            }
            if (!look.mountId().equals(facts.mountId())) {
                requireNoMount(place);
                requireNoMount(same.getFirst());
            }
            if (place.again().isEmpty()) {
                names.add(place.path());
            }
        }
        if (facts.linkCount().isPresent() && facts.linkCount().getAsInt() < names.size()) {
            throw unknown(
                    names.getLast(),
                    names.getFirst(),
                    Trouble.BAD_NAME,
                    "more of its names are declared than it has: some are one in two spellings",
                    "Declare each once: aka group edit.");
        }
        return new DeclaredBody(facts, names, OptionalLong.empty());
    }

    /** A file that is mounted on another shows itself under a name that is not its own. */
    private void requireNoMount(Place place) throws FileCallException {
        if (!folder(place.path()).mountId().equals(place.facts().orElseThrow().mountId())) {
            throw unknown(
                    place.path(),
                    null,
                    Trouble.DIFFERENT_MOUNTS,
                    "another file is mounted on it",
                    "Unmount that first.");
        }
    }

    private Place placeAt(Path path, Map<FileKey, List<Place>> byKey) {
        try {
            Optional<FileFacts> facts = sight.find(path);
            if (facts.isPresent()
                    && facts.get().kind() == Kind.FILE
                    && facts.get().key().isEmpty()) {
                throw unknown(path, null, Trouble.UNSUPPORTED, "the system does not tell which file it is", "");
            }
            Place place = new Place(path, facts, Optional.empty(), Optional.empty());
            return place.isFile() ? place.again(nameBefore(place, byKey)) : place;
        } catch (FileCallException failed) {
            return new Place(path, Optional.empty(), Optional.of(failed), Optional.empty());
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
        if (one.facts().orElseThrow().linkCount().orElse(0) == 1) {
            return true;
        }
        Spelling spelling = spelling(one);
        Spelling otherSpelling = spelling(other);
        if (!spelling.mayBe(otherSpelling) || !folder(one.path()).sameFile(folder(other.path()))) {
            return false;
        }
        return spelling.equals(otherSpelling) || !holdsBoth(one.path(), Leaf.of(one.path()), Leaf.of(other.path()));
    }

    private Spelling spelling(Place place) {
        return spellings.computeIfAbsent(place.path(), Spelling::of);
    }

    /**
     * How a path's last part is written.
     *
     * @param plain whether no system takes it for a name with other letters
     */
    private record Spelling(String leaf, boolean plain) {

        static Spelling of(Path path) {
            String leaf = RawText.of(Leaf.of(path).bytes());
            return new Spelling(leaf, leaf.indexOf('~') < 0 && RawText.isAscii(leaf));
        }

        /** Some systems take upper and lower case for one, or two ways to write an accent, or have short names beside the long ones. */
        boolean mayBe(Spelling other) {
            return !plain || !other.plain || leaf.equalsIgnoreCase(other.leaf);
        }
    }

    /** Returns whether the folder of {@code path} has two entries that are written so, and not one that answers to both. */
    private boolean holdsBoth(Path path, Leaf one, Leaf other) throws FileCallException {
        Set<Leaf> wanted = new HashSet<>(Set.of(one, other));
        try (Folder folder = sight.folder(Sight.parent(path));
                Listing listing = folder.list()) {
            while (!wanted.isEmpty() && listing.next()) {
                wanted.remove(listing.leaf());
            }
        }
        return wanted.isEmpty();
    }

    private FileFacts folder(Path path) throws FileCallException {
        Path folder = Sight.parent(path);
        FileFacts known = folders.get(folder);
        if (known == null) {
            try (Folder open = sight.folder(folder)) {
                known = open.facts();
            }
            folders.put(folder, known);
        }
        return known;
    }

    /** A count of names that is not told may hide some that nobody declared, and a name that is one with itself. */
    private void requireKnownCount() throws FileCallException {
        DeclaredBody only = bodies.getFirst();
        if (only.facts().linkCount().isEmpty()) {
            throw unknown(
                    only.names().getFirst(),
                    only.names().getLast(),
                    Trouble.UNSUPPORTED,
                    "they lead to one file, but the system does not tell how many names it has",
                    "Ask on the machine that has the disk.");
        }
    }

    /** A name that was declared twice would look joined with itself. */
    private void requireTwoNames() throws FileCallException {
        int names = 0;
        for (Place place : places) {
            names += place.again().isEmpty() ? 1 : 0;
        }
        boolean copied =
                declared.isOfSinglePaths() && !declared.group().copies().isEmpty();
        if (names == 1 && !copied) {
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

    /** A copy is one of the single paths of a group, which are one file together. */
    private Verdict withCopies(Verdict joined) throws FileCallException {
        if (!declared.isOfSinglePaths()) {
            return joined;
        }
        Verdict verdict = joined;
        for (Path path : declared.group().copies()) {
            cancel.check();
            CopySeen copy = copy(path);
            copies.add(copy);
            verdict = copy.isRight() ? verdict : Verdict.COPY_DIFFERS;
        }
        return verdict;
    }

    private CopySeen copy(Path path) throws FileCallException {
        Optional<FileFacts> there = sight.find(path);
        if (there.isEmpty()) {
            return new CopySeen(path, there, OptionalLong.empty(), false);
        }
        FileFacts facts = there.get();
        DeclaredBody only = bodies.getFirst();
        if (facts.kind() != Kind.FILE) {
            return new CopySeen(path, Optional.of(facts), OptionalLong.of(0), false);
        }
        if (facts.sameFile(only.facts())) {
            return new CopySeen(path, Optional.of(facts), OptionalLong.empty(), true);
        }
        try (Body one = open(only);
                Body other = sight.body(path)) {
            return new CopySeen(path, Optional.of(facts), Comparison.firstDifference(one, other, cancel), false);
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
        boolean missing = places.isEmpty();
        for (Place place : places) {
            if (place.isReplaced()) {
                return Verdict.REPLACED;
            }
            missing |= place.isMissing();
        }
        if (missing) {
            return Verdict.MISSING;
        }
        boolean otherNames = false;
        boolean differing = false;
        for (DeclaredBody body : bodies) {
            otherNames |= body.hasOtherNames();
            differing |= body.differsAt().isPresent();
        }
        if (bodies.size() == 1) {
            return otherNames ? Verdict.EXTRA_NAMES : Verdict.JOINED;
        }
        if (otherNames) {
            return Verdict.WRONG_PARTNER;
        }
        return differing ? Verdict.SPLIT_DIFFERING : Verdict.SPLIT_SAME;
    }
}
