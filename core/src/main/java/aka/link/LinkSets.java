package aka.link;

import aka.file.Kind;
import aka.file.LinkSet;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Listing;
import aka.os.Trouble;
import aka.walk.RelayingVisitor;
import aka.walk.Walk;
import aka.walk.WalkEntry;
import aka.walk.WalkListener;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The link sets below some roots. Each question walks anew and keeps only what its answer needs; answers are sorted by the
 * first path of each body, and each body's names by their paths.
 *
 * <p>What could not be read is told to the listener, and so is every file whose identity, or whose link count where that
 * matters, the system does not tell: it may be missing from the answer and is never guessed at. The walk must stay open
 * while an answer is read.
 */
public final class LinkSets {

    private final Walk walk;
    private final WalkListener listener;
    private final CancelToken cancel;

    private LinkSets(Walk walk, WalkListener listener, CancelToken cancel) {
        this.walk = walk;
        this.listener = listener;
        this.cancel = cancel;
    }

    /**
     * Returns the link sets among the regular files that {@code walk} finds. Nothing is walked yet.
     *
     * @param cancel makes each question throw {@link java.util.concurrent.CancellationException}
     */
    public static LinkSets under(Walk walk, WalkListener listener, CancelToken cancel) {
        return new LinkSets(walk, listener, cancel);
    }

    /** Returns the bodies with two names or more, be it that one only was found. */
    public Stream<LinkSet> sets() {
        FoundBodies found = collect(false, entry -> true);
        tellUnknownCounts(found);
        return sorted(found, found::hasSeveralNames);
    }

    /** Returns the bodies with one name only. */
    public Stream<LinkSet> singles() {
        FoundBodies found = collect(true, entry -> entry.linkCount() == 1 || entry.linkCount() == Listing.UNKNOWN);
        tellUnknownCounts(found);
        return sorted(found, found::hasOneName);
    }

    /** Returns the bodies with two names or more of which one at least is below {@code other}; both sides' names are in it. */
    public Stream<LinkSet> into(Walk other) {
        FoundBodies found = collect(false, entry -> true);
        FoundEntries known = new FoundEntries(found.names());
        BitSet there = new BitSet(found.size());
        other.forEach(
                new Collector(false, entry -> {
                    int body = found.find(entry);
                    if (body != FoundBodies.NONE) {
                        there.set(body);
                        if (!known.has(entry)) {
                            found.add(entry);
                        }
                    }
                }),
                cancel);
        return sorted(found, body -> there.get(body) && found.hasSeveralNames(body));
    }

    /** Returns every body without a name below {@code other}, those with a single name too. */
    public Stream<LinkSet> notInto(Walk other) {
        FoundBodies found = collect(true, entry -> true);
        BitSet there = new BitSet(found.size());
        other.forEach(
                new Collector(true, entry -> {
                    int body = found.find(entry);
                    if (body != FoundBodies.NONE) {
                        there.set(body);
                    }
                }),
                cancel);
        return sorted(found, body -> !there.get(body));
    }

    private FoundBodies collect(boolean singles, Predicate<WalkEntry> which) {
        FoundBodies found = new FoundBodies();
        walk.forEach(
                new Collector(singles, entry -> {
                    if (which.test(entry)) {
                        found.add(entry);
                    }
                }),
                cancel);
        return found;
    }

    private void tellUnknownCounts(FoundBodies found) {
        for (int body = 0; body < found.size(); body++) {
            if (!found.isCountKnown(body) && found.nameCount(body) == 1) {
                Path path = found.names().name(found.firstName(body)).path();
                listener.unreadable(
                        path, unknown(path, "count the names of", "the system does not tell its link count"));
            }
        }
    }

    private static Stream<LinkSet> sorted(FoundBodies found, IntPredicate which) {
        int[] bodies = new int[found.size()];
        int chosen = 0;
        for (int body = 0; body < bodies.length; body++) {
            if (which.test(body)) {
                bodies[chosen++] = body;
            }
        }
        return Arrays.stream(found.inOrder(Arrays.copyOf(bodies, chosen))).mapToObj(found::linkSet);
    }

    private static FileCallException unknown(Path path, String deed, String reason) {
        return new FileCallException(deed + " " + path, path, null, Trouble.UNSUPPORTED, "", 0, reason, "");
    }

    /** Takes the regular files whose identity is known, and passes on everything else that is heard. */
    private final class Collector extends RelayingVisitor {

        private final boolean singles;
        private final Consumer<WalkEntry> files;

        Collector(boolean singles, Consumer<WalkEntry> files) {
            super(listener);
            this.singles = singles;
            this.files = files;
        }

        @Override
        public boolean wantsSingles() {
            return singles;
        }

        @Override
        public void found(WalkEntry entry) {
            if (entry.kind() != Kind.FILE) {
                return;
            }
            if (entry.hasKey()) {
                files.accept(entry);
            } else {
                Path path = entry.path();
                unreadable(path, unknown(path, "identify", "the system gives no file id"));
            }
        }
    }
}
