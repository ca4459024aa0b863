package aka.run;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.plan.PlannedBody;
import java.time.Instant;
import java.util.Optional;

/**
 * What identifies a body for good.
 *
 * @param key its identity
 * @param born when it was made, since file ids are used again; empty where the file system does not keep it
 */
record BodyId(FileKey key, Optional<Instant> born) {

    static BodyId of(PlannedBody body) {
        return new BodyId(body.key(), body.born());
    }

    /** Returns the identity of what was seen, which must have a key. */
    static BodyId of(FileFacts facts) {
        return new BodyId(facts.key().orElseThrow(), facts.born());
    }
}
