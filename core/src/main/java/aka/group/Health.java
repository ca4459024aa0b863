package aka.group;

import aka.file.FileFacts;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Trouble;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a look at a declared file showed, and what that means.
 *
 * @param declared what was looked at
 * @param verdict the worst that is true of it
 * @param places what each path leads to, in the order of the declaration
 * @param bodies the bodies that are there, those with more of the paths first, then the one that was written last
 * @param reason why nothing is known, where {@code verdict} is {@link Verdict#UNKNOWN}; else empty
 */
public record Health(
        Declared declared,
        Verdict verdict,
        List<Place> places,
        List<DeclaredBody> bodies,
        Optional<FileCallException> reason) {

    public Health {
        places = List.copyOf(places);
        bodies = List.copyOf(bodies);
    }

    /**
     * Looks at all paths, and reads bodies where there are several. Changes nothing.
     *
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public static Health of(FileCalls calls, Declared declared, CancelToken cancel) {
        return new HealthCheck(calls, declared, cancel).run();
    }

    /**
     * Returns the body that was written last;
     * empty where another was written in the same instant.
     */
    public Optional<DeclaredBody> newest() {
        Optional<DeclaredBody> newest =
                bodies.stream().max(Comparator.comparing(body -> body.facts().modified()));
        boolean alone = newest.isPresent()
                && bodies.stream()
                                .filter(body -> body.facts()
                                        .modified()
                                        .equals(newest.get().facts().modified()))
                                .count()
                        == 1;
        return alone ? newest : Optional.empty();
    }

    /**
     * Returns what a body holds; empty if that is longer than {@code most} bytes.
     *
     * @throws FileCallException if it cannot be read, or another file is in its place by now
     */
    public Optional<byte[]> read(FileCalls calls, DeclaredBody body, int most) throws FileCallException {
        Path path = body.names().getFirst();
        try (Body open = new Sight(calls, declared.group().project()).body(path)) {
            FileFacts now = open.facts();
            if (!now.sameFile(body.facts())) {
                throw new FileCallException(
                        "read " + path,
                        path,
                        null,
                        Trouble.CHANGED,
                        "",
                        0,
                        "another file came in its place meanwhile",
                        "Ask again.");
            }
            if (now.sizeBytes() > most) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.allocateDirect((int) now.sizeBytes());
            long at = 0;
            while (bytes.hasRemaining()) {
                int read = open.read(bytes, at);
                if (read <= 0) {
                    break;
                }
                at += read;
            }
            byte[] all = new byte[bytes.flip().remaining()];
            bytes.get(all);
            return Optional.of(all);
        }
    }

    /** Returns whether all bodies hold equal bytes, which is known then. */
    public boolean hasOneContent() {
        return reason.isEmpty()
                && bodies.stream().allMatch(body -> body.differsAt().isEmpty());
    }
}
