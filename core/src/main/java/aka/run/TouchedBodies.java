package aka.run;

import aka.content.HashEntry;
import aka.content.HashPage;
import aka.content.PageKey;
import aka.content.RememberedHashes;
import aka.file.FileFacts;
import aka.file.FileKey;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Listing;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Share;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import aka.plan.Plan;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hears of which bodies a run has made or taken names, so that what is remembered of them can be renewed: each such change moves
 * the time of a body's last change and no byte of it. Passes on everything it hears.
 */
public final class TouchedBodies implements RunListener {

    private final Plan plan;
    private final RunListener listener;
    private final Map<FileKey, PlannedBody> bodies = new HashMap<>();

    /** @param listener hears all of it too */
    public TouchedBodies(Plan plan, RunListener listener) {
        this.plan = plan;
        this.listener = listener;
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
            case Replace replace -> note(replace.kept());
            case Split split -> note(split.shared());
            case Share share -> {
                note(share.kept());
                note(share.sharing());
            }
            case Create create -> note(create.existing());
            case Unlink unlink -> note(unlink.body());
            case CreateFolder folder -> {}
            case RemoveFolder folder -> {}
        }
    }

    /** Where several steps touch a body, all of them tell what it was when the plan was made. */
    private void note(PlannedBody body) {
        if (body.key().volume().lasting() && body.changed().isPresent()) {
            bodies.putIfAbsent(body.key(), body);
        }
    }

    /** Returns how long the bodies are together: what would be read again if nothing were remembered of them. */
    public long bytes() {
        return bodies.values().stream().mapToLong(PlannedBody::sizeBytes).sum();
    }

    /**
     * Gives the entries of these bodies the time of their last change that they have now. An entry that was not true of the body
     * when the plan was made stays as it is, and so does that of a body of which something else changed since.
     */
    public void renew(FileCalls calls, RememberedHashes hashes) {
        SortedMap<PageKey, List<PlannedBody>> pages = new TreeMap<>();
        for (PlannedBody body : bodies.values()) {
            pages.computeIfAbsent(PageKey.of(body.key()), none -> new ArrayList<>())
                    .add(body);
        }
        SortedMap<PageKey, HashPage> renewed = new TreeMap<>();
        hashes.recall(List.copyOf(pages.keySet()), (key, page) -> {
            List<HashEntry> entries = new ArrayList<>();
            for (PlannedBody body : pages.getOrDefault(key, List.of())) {
                page.find(body.key().fileLow())
                        .filter(entry -> isOf(entry, body))
                        .flatMap(entry -> renewed(entry, body, calls))
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

    private Optional<HashEntry> renewed(HashEntry entry, PlannedBody body, FileCalls calls) {
        for (PlannedName name : body.names()) {
            FileFacts now = factsNow(plan.path(name), calls);
            if (now != null && isStill(body, now)) {
                return now.changed().map(changed -> entry.changedAt(Listing.nanos(changed)));
            }
        }
        return Optional.empty();
    }

    /** Returns null where the name is gone: the body may have another, and is read again if not. */
    private static @Nullable FileFacts factsNow(Path path, FileCalls calls) {
        try {
            return calls.facts(path);
        } catch (FileCallException gone) {
            return null;
        }
    }

    private static boolean isStill(PlannedBody body, FileFacts now) {
        return now.key().equals(Optional.of(body.key()))
                && now.sizeBytes() == body.sizeBytes()
                && now.modified().equals(body.modified());
    }
}
