package aka.group;

import aka.file.FileFacts;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Trouble;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
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
 * @param copies what is there of the declared copies, where all paths are names of one body; else none
 * @param reason why nothing is known, where {@code verdict} is {@link Verdict#UNKNOWN}; else empty
 */
public record Health(
        Declared declared,
        Verdict verdict,
        List<Place> places,
        List<DeclaredBody> bodies,
        List<CopySeen> copies,
        Optional<FileCallException> reason) {

    public Health {
        places = List.copyOf(places);
        bodies = List.copyOf(bodies);
        copies = List.copyOf(copies);
    }

    /**
     * Looks at all paths, and reads bodies where there are several. Changes nothing.
     *
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public static Health of(FileCalls calls, Declared declared, CancelToken cancel) {
        return new HealthCheck(calls, declared, cancel).run();
    }

    /** Returns the body that was written last; empty where another that holds other bytes was written in the same instant. */
    public Optional<DeclaredBody> newest() {
        Optional<Instant> time =
                bodies.stream().map(body -> body.facts().modified()).max(Comparator.naturalOrder());
        List<DeclaredBody> newest = bodies.stream()
                .filter(body -> time.equals(Optional.of(body.facts().modified())))
                .toList();
        boolean one = newest.size() == 1
                || newest.stream().allMatch(body -> body.differsAt().isEmpty());
        return one ? newest.stream().findFirst() : Optional.empty();
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
