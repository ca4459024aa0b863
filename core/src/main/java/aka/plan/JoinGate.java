package aka.plan;

import aka.file.FileFacts.Owner;
import aka.os.BodyMetadata;
import aka.os.MetadataDifference;
import aka.os.MetadataPart;
import aka.os.Support;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether two bodies of equal bytes may become one. It looks at nothing itself, so that the same is asked when a plan
 * is made and again, of what is there then, when it is run.
 *
 * <ul>
 *   <li>What they differ in must have been waived.
 *   <li>A body with set-user-id, set-group-id or capabilities is never joined.
 *   <li>Whatever was waived, nobody comes to write what he could not write before: another owner only if that is root,
 *       another group only if the kept body does not let it write, another mode only if it lets no more people write, other
 *       access lists only if the kept ones surely let nobody but the owner write.
 *   <li>A body that others than its owner may write to is joined only if the folders before all names of both let the same
 *       people pass ({@link #needsReach}).
 *   <li>Neither is one whose owner comes to a name of only one of both: a backup of a file that its owner was shut out of
 *       would be his to change ({@link #needsOwnersReach}).
 * </ul>
 *
 * @param waived what two bodies may differ in
 * @param matchTimes whether their modification times must be equal
 */
public record JoinGate(Set<MetadataPart> waived, boolean matchTimes) {

    private static final String CAPABILITIES = "security.capability";
    private static final int SET_IDS = 06000;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0022;
    private static final int ROOT = 0;

    /** What stands in the way. */
    public enum Bar {
        /** One has set-user-id, set-group-id or capabilities. */
        PRIVILEGED,
        /** They differ in something that was not waived. */
        METADATA,
        /** Their modification times differ. */
        TIMES,
        /** Someone might come to write who could not. */
        ACCESS
    }

    /**
     * Why two bodies may not become one.
     *
     * @param words for people: {@code mode 644 and 600}
     */
    public record Barred(Bar bar, String words) {}

    public JoinGate {
        waived = Set.copyOf(waived);
    }

    /** Returns the gate that a plan's steps have to pass. */
    public static JoinGate of(Plan plan) {
        return new JoinGate(plan.waived(), plan.matchTimes());
    }

    /** Returns whether a body is never joined with any, since running it gives rights. */
    public static boolean isPrivileged(BodyMetadata metadata) {
        return mode(metadata, SET_IDS) != 0 || metadata.attributes().containsKey(CAPABILITIES);
    }

    /** Returns those of {@code bits} that are set in its mode; none on a system without modes. */
    private static int mode(BodyMetadata metadata, int bits) {
        Optional<Owner> owner = metadata.owner();
        return owner.isPresent() ? owner.get().mode() & bits : 0;
    }

    /** Returns what in their metadata stands in the way of {@code replaced} becoming {@code kept}; empty if nothing. */
    public Optional<Barred> check(BodyMetadata kept, BodyMetadata replaced) {
        if (isPrivileged(kept) || isPrivileged(replaced)) {
            return barred(Bar.PRIVILEGED, "set-user-id, set-group-id or capabilities");
        }
        List<MetadataDifference> differences = kept.differences(replaced);
        if (!differences.isEmpty()) {
            String asked = differences.stream()
                    .filter(difference -> !waived.contains(difference.part()))
                    .map(MetadataDifference::words)
                    .collect(Collectors.joining(", "));
            if (!asked.isEmpty()) {
                return barred(Bar.METADATA, asked);
            }
        }
        if (matchTimes && !kept.modified().equals(replaced.modified())) {
            return barred(Bar.TIMES, "modified " + kept.modified() + " and " + replaced.modified());
        }
        return differences.isEmpty() ? Optional.empty() : checkWaived(kept, replaced, differences);
    }

    private static Optional<Barred> checkWaived(
            BodyMetadata kept, BodyMetadata replaced, List<MetadataDifference> differences) {
        if (kept.owner().isPresent() && replaced.owner().isPresent()) {
            Optional<Barred> barred =
                    checkOwners(kept.owner().get(), replaced.owner().get());
            if (barred.isPresent()) {
                return barred;
            }
        }
        if (kept.owner().isEmpty() && differIn(MetadataPart.OWNER, differences)) {
            // Who owns a file may always give himself the right to write to it.
            return barred(Bar.ACCESS, "its owner could write to what is another's");
        }
        boolean otherLists = differIn(MetadataPart.ACL, differences);
        if (otherLists
                && (AccessLists.mayLetOthersWrite(kept)
                        || AccessLists.any(replaced) && mode(kept, OTHERS_WRITE) != 0)) {
            return barred(Bar.ACCESS, "its access list may let more people write");
        }
        return Optional.empty();
    }

    private static boolean differIn(MetadataPart part, List<MetadataDifference> differences) {
        return differences.stream().anyMatch(difference -> difference.part() == part);
    }

    private static Optional<Barred> checkOwners(Owner kept, Owner replaced) {
        if (kept.uid() != replaced.uid() && kept.uid() != ROOT) {
            return barred(Bar.ACCESS, "user " + kept.uid() + " could write to what is user " + replaced.uid() + "'s");
        }
        if (kept.gid() != replaced.gid() && (kept.mode() & GROUP_WRITES) != 0) {
            return barred(Bar.ACCESS, "group " + kept.gid() + " may write, and was not the group of both");
        }
        return (kept.mode() & ~replaced.mode() & OTHERS_WRITE) != 0
                ? barred(Bar.ACCESS, "its mode lets more people write")
                : Optional.empty();
    }

    /** Returns whether {@link #checkReach} is to be asked, too: others than the owner may write to one of them. */
    public static boolean needsReach(BodyMetadata kept, BodyMetadata replaced) {
        return othersMayWrite(kept) || othersMayWrite(replaced);
    }

    /** Returns whether someone beside the owner, and root, might write to the body if only he comes to it. */
    public static boolean othersMayWrite(BodyMetadata metadata) {
        return mode(metadata, OTHERS_WRITE) != 0 || AccessLists.anyForeign(metadata);
    }

    /** Returns what in the ways to both stands in the way of their becoming one; empty if nothing. */
    public static Optional<Barred> checkReach(Reach kept, Reach replaced) {
        if (kept.isSameAs(replaced)) {
            return Optional.empty();
        }
        return barred(
                Bar.ACCESS,
                kept.known() && replaced.known()
                        ? "others may write to it, and the folders before its names let different people pass"
                        : "others may write to it, and it is not known who can come to all of its names");
    }

    /**
     * Returns whether {@link #checkOwnersReach} is to be asked, too: the owner is neither root nor the one who asks, who has
     * come to the names himself. Where the metadata tells no owner, everybody passes every folder (Windows).
     *
     * @param user the number of the user who asks
     */
    public static boolean needsOwnersReach(BodyMetadata kept, int user) {
        return kept.owner()
                .filter(owner -> owner.uid() != ROOT && owner.uid() != user)
                .isPresent();
    }

    /** Returns whether the owner of {@code kept} would come to write what he could not come to before; empty if not. */
    public static Optional<Barred> checkOwnersReach(BodyMetadata kept, Reach reach, Reach replaced) {
        int owner = kept.owner().orElseThrow().uid();
        Support comes = reach.lets(owner);
        if (reach.isSameAs(replaced) || comes != Support.UNKNOWN && comes == replaced.lets(owner)) {
            return Optional.empty();
        }
        return barred(Bar.ACCESS, "its owner, user " + owner + ", may not come to all names of both");
    }

    private static Optional<Barred> barred(Bar bar, String words) {
        return Optional.of(new Barred(bar, words));
    }
}
