package aka.run;

import aka.content.ContentHash;
import aka.journal.JournalRecord.Intent;
import aka.os.BodyMetadata;
import aka.os.FileCallException;
import aka.os.ReadBuffer;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The two bodies of a step that was cut off, held open while writers are kept away. What they were then, the journal tells;
 * what they are now is compared afresh.
 */
final class BodyPair implements AutoCloseable {

    private static final int BLOCK_BYTES = 128 * 1024;

    private final RecoverySite site;
    private final GuardedBody former;
    private final GuardedBody incoming;

    /**
     * What a fresh look tells of both.
     *
     * @param equal whether they hold equal bytes now
     * @param formerChanged whether the former one is not what it was when it was displaced
     * @param incomingChanged whether the new one is not what it was then
     * @param hash what both hold, if that is equal
     */
    record Verdict(boolean equal, boolean formerChanged, boolean incomingChanged, Optional<ContentHash> hash) {}

    private BodyPair(RecoverySite site, GuardedBody former, GuardedBody incoming) {
        this.site = site;
        this.former = former;
        this.incoming = incoming;
    }

    /**
     * Takes over both bodies, and keeps writers away from now on.
     *
     * @throws FileCallException {@link aka.os.Trouble#BUSY} if somebody has one open for writing; both are closed then
     */
    static BodyPair of(RecoverySite site, GuardedBody former, GuardedBody incoming) throws FileCallException {
        boolean held = false;
        try {
            former.takeGuard();
            incoming.takeGuard();
            held = true;
            return new BodyPair(site, former, incoming);
        } catch (NotPossible busy) {
            throw busy.why();
        } finally {
            if (!held) {
                former.close();
                incoming.close();
            }
        }
    }

    GuardedBody former() {
        return former;
    }

    GuardedBody incoming() {
        return incoming;
    }

    /** Compares bytes and metadata, with each other and with what the journal says. */
    Verdict compare(Intent intent, Optional<ContentHash> then) throws FileCallException {
        long size = former.facts().sizeBytes();
        Optional<ContentHash> both = size == incoming.facts().sizeBytes()
                ? site.comparison()
                        .sameBytes(
                                incoming.body(),
                                former.body(),
                                size,
                                Optional.empty(),
                                this::requireUndisturbed,
                                site.cancel())
                : Optional.empty();
        boolean formerTouched = !isAs(intent.displaced(), former);
        boolean incomingTouched = !isAs(intent.kept(), incoming);
        Verdict verdict = both.isPresent() || then.isEmpty()
                ? new Verdict(both.isPresent(), formerTouched, incomingTouched, both)
                : new Verdict(
                        false,
                        formerTouched || !hash(former).equals(then.get()),
                        incomingTouched || !hash(incoming).equals(then.get()),
                        both);
        requireUnchanged();
        return verdict;
    }

    private ContentHash hash(GuardedBody body) throws FileCallException {
        return ContentHash.of(body.body(), site.cancel());
    }

    /** Returns whether a body has the metadata and the time that the journal says; false where it does not say. */
    private static boolean isAs(Optional<BodyMetadata> then, GuardedBody now) {
        return then.isPresent()
                && then.get().differences(now.metadata()).isEmpty()
                && then.get().modified().equals(now.metadata().modified());
    }

    /** Returns whether the new body has what the journal says, so that nothing is lost with it but equal bytes. */
    boolean isIncomingAsJournalled(Intent intent) {
        return isAs(intent.kept(), incoming);
    }

    /**
     * Returns whether the new body is a copy of the former one that was not finished: whatever it holds is what the former one
     * holds at the same place, or nothing yet.
     */
    boolean isUnfinishedCopy() throws FileCallException {
        if (incoming.facts().sizeBytes() > former.facts().sizeBytes()) {
            return false;
        }
        ByteBuffer ofFormer = ReadBuffer.of(BLOCK_BYTES);
        ByteBuffer ofIncoming = ReadBuffer.of(BLOCK_BYTES);
        long size = incoming.facts().sizeBytes();
        for (long at = 0; at < size; at += BLOCK_BYTES) {
            site.cancel().check();
            int length = (int) Math.min(BLOCK_BYTES, size - at);
            former.body().read(ofFormer.clear().limit(length), at);
            incoming.body().read(ofIncoming.clear().limit(length), at);
            if (!isPartOf(ofIncoming.flip(), ofFormer.flip())) {
                return false;
            }
        }
        requireUnchanged();
        return true;
    }

    private static boolean isPartOf(ByteBuffer copy, ByteBuffer whole) {
        if (copy.limit() != whole.limit()) {
            return false;
        }
        for (int i = 0; i < copy.limit(); i++) {
            if (copy.get(i) != 0 && copy.get(i) != whole.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Says that nobody touched either since they were opened, and that nobody waits to write. */
    void requireUnchanged() throws FileCallException {
        former.requireUnchanged();
        incoming.requireUnchanged();
    }

    private void requireUndisturbed() throws FileCallException {
        former.requireUndisturbed();
        incoming.requireUndisturbed();
    }

    /** Takes note of what a deed of ours did to both. */
    void ownChange() throws FileCallException {
        former.ownChange();
        incoming.ownChange();
    }

    @Override
    public void close() {
        former.close();
        incoming.close();
    }
}
