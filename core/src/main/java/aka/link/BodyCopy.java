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

    /** Returns how the draft came by its bytes. It is on the disk then: a name never shows a file without its bytes. */
    Copied of(Body body, Draft draft, CancelToken cancel) throws FileCallException {
        BodyMetadata all = metadata.of(body);
        metadata.prepare(all, draft);
        Copied how = draft.copyFrom(body, cancel);
        if (how == Copied.COPIED && !Comparison.sameBytes(body, draft, cancel)) {
            throw Entry.refusal(
                    "copy the bytes of " + body.path(),
                    body.path(),
                    Trouble.CHANGED,
                    "the copy came out different",
                    "Try again when nobody writes to it; if nobody does, check the disk.");
        }
        metadata.apply(all, draft);
        durability.force(draft);
        cancel.check();
        return how;
    }
}
