package aka.run;

import aka.file.FileKey;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Pinned;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What something else holds by other means than a name: bodies, and all that is below some folders. */
final class PinnedPlaces {

    private final FileCalls calls;
    private final Pinned pinned;
    private final Map<Path, Optional<String>> reasons = new HashMap<>();

    PinnedPlaces(FileCalls calls, Pinned pinned) {
        this.calls = calls;
        this.pinned = pinned;
    }

    /** Returns why this body must keep its names. */
    Optional<String> body(FileKey key) {
        return Optional.ofNullable(pinned.bodies().get(key));
    }

    /** Returns why no body may lose a name in this folder: because of the folder itself or of one above it. */
    Optional<String> folder(Path absolute) throws FileCallException {
        if (pinned.folders().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> known = reasons.get(absolute);
        if (known != null) {
            return known;
        }
        Optional<String> reason = calls.facts(absolute).key().map(pinned.folders()::get);
        Path above = absolute.getParent();
        if (reason.isEmpty() && above != null) {
            reason = folder(above);
        }
        reasons.put(absolute, reason);
        return reason;
    }
}
