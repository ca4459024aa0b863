package aka.dedupe;

import aka.file.FileFacts.Owner;
import aka.os.BodyMetadata;
import aka.os.MetadataPart;
import aka.plan.JoinGate;
import aka.plan.Reach;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some of what two bodies must have in common to pass the gate, so that of many only those are put to it that may: who has
 * equal likenesses may still be refused, who has not would be. What was waived is the same for all.
 *
 * @param attributes a hash of the extended attributes
 * @param reach who can come to the body, where others than the owner may write to it
 */
record Likeness(
        long owner,
        int mode,
        OptionalInt flags,
        int attributes,
        @Nullable Instant modified,
        @Nullable Reach reach) {

    private static final int ANY = -1;

    /** Attributes of a file system that keeps times in some of them, which need not be equal. */
    private static final String OF_NTFS = "system.ntfs_";

    /** In the first two, too, there is something that need not be equal; the third is looked at as the owner. */
    private static final Set<String> NOT_COMPARED =
            Set.of(BodyMetadata.WINDOWS_CREATED, BodyMetadata.WINDOWS_ATTRIBUTES, BodyMetadata.WINDOWS_OWNER);

    static Likeness of(SeenBody body, JoinGate gate) {
        BodyMetadata metadata = body.metadata();
        Set<MetadataPart> waived = gate.waived();
        boolean oneWriter = waived.contains(MetadataPart.MODE) || waived.contains(MetadataPart.ACL);
        return new Likeness(
                waived.contains(MetadataPart.OWNER) ? ANY : owner(metadata),
                waived.contains(MetadataPart.MODE) ? ANY : mode(metadata),
                waived.contains(MetadataPart.FLAGS) ? OptionalInt.empty() : metadata.flags(),
                attributes(metadata, waived),
                gate.matchTimes() ? metadata.modified() : null,
                !oneWriter && JoinGate.othersMayWrite(metadata) ? body.reach() : null);
    }

    /** By hand, as {@link aka.file.VolumeId} has it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Likeness that
                && owner == that.owner
                && mode == that.mode
                && flags.equals(that.flags)
                && attributes == that.attributes
                && Objects.equals(modified, that.modified)
                && Objects.equals(reach, that.reach);
    }

    @Override
    public int hashCode() {
        int hash = 31 * Long.hashCode(owner) + mode;
        hash = 31 * hash + flags.hashCode();
        hash = 31 * hash + attributes;
        hash = 31 * hash + Objects.hashCode(modified);
        return 31 * hash + Objects.hashCode(reach);
    }

    private static long owner(BodyMetadata metadata) {
        if (metadata.owner().isEmpty()) {
            return Arrays.hashCode(metadata.attributes().get(BodyMetadata.WINDOWS_OWNER));
        }
        Owner owner = metadata.owner().get();
        return (long) owner.uid() << Integer.SIZE | Integer.toUnsignedLong(owner.gid());
    }

    private static int mode(BodyMetadata metadata) {
        return metadata.owner().isPresent() ? metadata.owner().get().mode() : ANY;
    }

    private static int attributes(BodyMetadata metadata, Set<MetadataPart> waived) {
        int hash = 0;
        if (waived.contains(MetadataPart.ACL)
                || waived.contains(MetadataPart.XATTR)
                || waived.contains(MetadataPart.STREAMS)
                || waived.contains(MetadataPart.ATTRIBUTES)) {
            return hash;
        }
        for (Map.Entry<String, byte[]> attribute : metadata.attributes().entrySet()) {
            if (!attribute.getKey().startsWith(OF_NTFS) && !NOT_COMPARED.contains(attribute.getKey())) {
                hash = 31 * hash + attribute.getKey().hashCode();
                hash = 31 * hash + Arrays.hashCode(attribute.getValue());
            }
        }
        return hash;
    }
}
