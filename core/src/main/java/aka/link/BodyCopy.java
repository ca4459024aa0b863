package aka.link;

import aka.content.Comparison;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.CancelToken;
import aka.os.Draft;
import aka.os.Draft.Copied;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.Metadata;
import aka.os.Trouble;

/** Gives a draft all that a body has: bytes, compared after they were copied; owner, mode, times, attributes. */
record BodyCopy(Metadata metadata, Durability durability) {

    /** Makes the draft like the body, and forces it to the disk: a name never shows a file without its bytes. */
    void make(Body body, Draft draft) throws FileCallException {
        // Its bytes may have no name by now: no stop is heard until they have one again.
        CancelToken never = new CancelToken();
        BodyMetadata all = metadata.of(body);
        metadata.prepare(all, draft);
        Copied how = draft.copyFrom(body, never);
        if (how == Copied.COPIED && !Comparison.sameBytes(body, draft, never)) {
            throw Entry.refusal(
                    "copy the bytes of " + body.path(),
                    body.path(),
                    Trouble.CHANGED,
                    "the copy came out different",
                    "Try again when nobody writes to it; if nobody does, check the disk.");
        }
        metadata.apply(all, draft);
        durability.force(draft);
    }
}
