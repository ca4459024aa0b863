package aka.dedupe;

import aka.os.CancelToken;
import aka.os.FileCalls;
import aka.walk.Walk;

/**
 * What all stages of one search have in common.
 *
 * @param events where they tell what happens
 * @param fetcher brings what they will read into memory
 */
record Searching(Walk walk, FinderOptions options, FinderEvents events, CancelToken cancel, Fetcher fetcher)
        implements AutoCloseable {

    static Searching of(Walk walk, FinderOptions options, FinderEvents events, CancelToken cancel) {
        return new Searching(walk, options, events, cancel, new Fetcher(walk.calls()));
    }

    FileCalls calls() {
        return walk.calls();
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
