package aka.run;

import aka.content.HashEntry;
import aka.content.HashPage;
import aka.content.PageKey;
import aka.content.RememberedHashes;
import aka.file.FileFacts;
import aka.file.FileKey;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Listing;
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
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Hears of which bodies a run has made or taken names, so that what is remembered of them can be renewed: each such change moves
 * the time of a body's last change and no byte of it. Passes on everything it hears.
 *
 * <p>Only of bodies whose bytes the run itself has compared, and only where nothing else has changed since the step was done: who
 * writes to a file and puts its time of modification back shows in that other time alone.
 */
public final class TouchedBodies implements RunListener {

    private final Plan plan;
    private final RunListener listener;
    private final InstantSource clock;
    private final Map<FileKey, Touched> bodies = new HashMap<>();

    /** A body as it was planned, and when the last of its steps was known to be done. */
    private record Touched(PlannedBody body, Instant done) {}

    /**
     * @param listener hears all of it too
     * @param clock of the machine that the files are on
     */
    public TouchedBodies(Plan plan, RunListener listener, InstantSource clock) {
        this.plan = plan;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public void ended(StepResult result) {
        if (result instanceof StepResult.Done done) {
            note(done.step());
        }
        listener.ended(result);
    }

    @Override
    public void warning(FileCallException what) {
        listener.warning(what);
    }

    @Override
    public void progress(long done, long steps, long readBytes) {
        listener.progress(done, steps, readBytes);
    }

    private void note(LinkStep step) {
        switch (step) {
            // Compared with the body that it takes the place of.
            case Replace replace -> note(replace.kept());
            // Compared with the hash that the run which is taken back has written down.
            case Split split ->
                split.former().filter(former -> !former.splitChanged()).ifPresent(former -> note(split.shared()));
            case Share share -> {
                note(share.kept());
                note(share.sharing());
            }
            case Repoint repoint -> {}
            case Create create -> {}
            case Unlink unlink -> {}
            case CreateFolder folder -> {}
            case RemoveFolder folder -> {}
        }
    }

    /** Where several steps touch a body, all of them tell what it was when the plan was made. */
    private void note(PlannedBody body) {
        if (body.key().volume().lasting() && body.changed().isPresent()) {
            bodies.put(body.key(), new Touched(body, clock.instant()));
        }
    }

    /** Returns the sum of what {@code weight} makes of the length of each body. */
    public long sum(LongUnaryOperator weight) {
        long sum = 0;
        for (Touched touched : bodies.values()) {
            sum += weight.applyAsLong(touched.body().sizeBytes());
        }
        return sum;
    }

    /**
     * Gives the entries of these bodies the time of their last change that they have now. An entry that was not true of the body
     * when the plan was made stays as it is, and so does that of a body of which something else changed since.
     *
     * @param cancel ends it early; what was not renewed is read again
     */
    public void renew(FileCalls calls, RememberedHashes hashes, CancelToken cancel) {
        SortedMap<PageKey, List<Touched>> pages = new TreeMap<>();
        for (Touched touched : bodies.values()) {
            pages.computeIfAbsent(PageKey.of(touched.body().key()), none -> new ArrayList<>())
                    .add(touched);
        }
        SortedMap<PageKey, HashPage> renewed = new TreeMap<>();
        hashes.recall(List.copyOf(pages.keySet()), (key, page) -> {
            List<HashEntry> entries = new ArrayList<>();
            for (Touched touched : cancel.isCancelled() ? List.<Touched>of() : pages.getOrDefault(key, List.of())) {
                page.find(touched.body().key().fileLow())
                        .filter(entry -> isOf(entry, touched.body()))
                        .flatMap(entry -> renewed(entry, touched, calls))
                        .ifPresent(entries::add);
            }
            if (!entries.isEmpty()) {
                renewed.put(key, HashPage.of(entries));
            }
        });
        if (!renewed.isEmpty()) {
            hashes.remember(renewed);
        }
    }

    private static boolean isOf(HashEntry entry, PlannedBody body) {
        Instant changed = body.changed().orElseThrow();
        return entry.isOf(body.sizeBytes(), Listing.nanos(body.modified()), Listing.nanos(changed));
    }

    private Optional<HashEntry> renewed(HashEntry entry, Touched touched, FileCalls calls) {
        for (PlannedName name : touched.body().names()) {
            FileFacts now = factsNow(plan.path(name), calls);
            if (now != null && now.key().equals(Optional.of(touched.body().key()))) {
                return isStill(touched.body(), now)
                        ? now.changed()
                                .filter(changed -> !changed.isAfter(touched.done()))
                                .map(changed -> entry.changedAt(Listing.nanos(changed)))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Returns null where the name tells nothing: the body may have another, and is read again if not. */
    private static @Nullable FileFacts factsNow(Path path, FileCalls calls) {
        try {
            return calls.facts(path);
        } catch (FileCallException untold) {
            return null;
        }
    }

    private static boolean isStill(PlannedBody body, FileFacts now) {
        return now.sizeBytes() == body.sizeBytes()
                && now.modified().equals(body.modified())
                && now.born().equals(body.born());
    }
}
