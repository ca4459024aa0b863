package aka.dedupe;

import aka.os.CancelToken;
import aka.os.FileCalls;
import aka.os.Metadata;
import aka.walk.Walk;
import java.util.Optional;

/**
 * What all stages of one search have in common.
 *
 * @param events where they tell what happens
 * @param fetcher brings what they will read into memory
 * @param metadata reads that of what is found equal, where it is wanted: it takes fewer calls while a body is open anyway
 */
record Searching(
        Walk walk,
        FinderOptions options,
        FinderEvents events,
        CancelToken cancel,
        Fetcher fetcher,
        Optional<Metadata> metadata)
        implements AutoCloseable {

    static Searching of(Walk walk, FinderOptions options, FinderEvents events, CancelToken cancel) {
        return new Searching(walk, options, events, cancel, new Fetcher(walk.calls()), Optional.empty());
    }

    /** The same, with the metadata of what is found. */
    static Searching of(Walk walk, FinderOptions options, FinderEvents events, CancelToken cancel, Metadata metadata) {
        return new Searching(walk, options, events, cancel, new Fetcher(walk.calls()), Optional.of(metadata));
    }

    /** Returns the same with a token for a part of it: that stops with the whole, and by itself. */
    Searching part() {
        return new Searching(walk, options, events, cancel.part(), fetcher, metadata);
    }

    FileCalls calls() {
        return walk.calls();
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
