package aka.os;

import aka.file.FileFacts.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a body has beside its bytes: one set for all its names. Two are equal when all of it is, attributes byte for byte.
 *
 * @param owner owner and permission bits; empty on a system without such (Windows, which keeps them among the attributes)
 * @param accessed when it was last read
 * @param modified when its bytes last changed
 * @param attributes extended attributes by name, access control lists among them ({@code system.posix_acl_access})
 * @param flags the file system's inode flags ({@code FS_IOC_GETFLAGS}, those that a program may set); empty where there are
 *     none
 * @param treatments what the file system does to its bytes
 * @param projectId the quota project; empty where there is none
 */
public record BodyMetadata(
        Optional<Owner> owner,
        Instant accessed,
        Instant modified,
        SortedMap<String, byte[]> attributes,
        OptionalInt flags,
        Set<Treatment> treatments,
        OptionalLong projectId) {

    /** Something that a file system does to the bytes of a body, which a copy has only where the file system sees to it. */
    public enum Treatment {
        /** They are stored encrypted by the file system itself. */
        ENCRYPTED("encrypted"),
        /** Each read is checked against a tree of hashes (fs-verity); the body can no longer be written. */
        VERITY("verity"),
        /** They are read and written in place, without a copy in memory. */
        DAX("DAX");

        private final String word;

        Treatment(String word) {
            this.word = word;
        }
    }

    /** Windows: who owns it, the identifiers of user and group. */
    public static final String WINDOWS_OWNER = "windows.owner";

    /** Windows: who may do what with it. */
    public static final String WINDOWS_ACL = "windows.acl";

    /** Windows: read-only, hidden and so on, four bytes, the lowest first (MS-FSCC 2.6). */
    public static final String WINDOWS_ATTRIBUTES = "windows.attributes";

    /** Windows: when it was made, eight bytes, the lowest first. */
    public static final String WINDOWS_CREATED = "windows.created";

    /** Windows: before the name of an alternate data stream, whose bytes are the value. */
    public static final String WINDOWS_STREAM = "windows.stream.";

    /** Set whenever a file is written, and taken away by a backup: says nothing of two files with equal bytes. */
    private static final int WINDOWS_ARCHIVE = 0x20;

    /** Access lists, as the file systems name them. */
    private static final Set<String> ACCESS_LISTS = Set.of(
            "system.ntfs_acl",
            "system.ntfs_security",
            "system.nfs4_acl",
            "system.richacl",
            "system.cifs_acl",
            WINDOWS_ACL);

    /** What NTFS keeps beside permissions: hidden, system, archive. */
    private static final Set<String> NTFS_ATTRIBUTES =
            Set.of("system.ntfs_attrib", "system.ntfs_attrib_be", WINDOWS_ATTRIBUTES);

    /** Times of NTFS, which are no more a difference than other times are. */
    private static final Set<String> TIMES = Set.of("system.ntfs_crtime", "system.ntfs_times", WINDOWS_CREATED);

    public BodyMetadata {
        attributes = attributes.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        treatments = Set.copyOf(treatments);
    }

    /** Returns what one body can have only one of and these two differ in; times are not among it. */
    public List<MetadataDifference> differences(BodyMetadata other) {
        List<MetadataDifference> differences = new ArrayList<>();
        addOwner(other, differences);
        addFlags(other, differences);
        addAttributes(other, differences);
        return differences;
    }

    private void addOwner(BodyMetadata other, List<MetadataDifference> differences) {
        if (owner.isEmpty() || other.owner.isEmpty()) {
            if (!owner.equals(other.owner)) {
                differences.add(new MetadataDifference(MetadataPart.OWNER, "owner known on one side only"));
            }
            return;
        }
        Owner ours = owner.get();
        Owner theirs = other.owner.get();
        if (ours.uid() != theirs.uid() || ours.gid() != theirs.gid()) {
            differences.add(between(MetadataPart.OWNER, "owner", shown(ours), shown(theirs)));
        }
        if (ours.mode() != theirs.mode()) {
            differences.add(between(
                    MetadataPart.MODE,
                    "mode",
                    Integer.toOctalString(ours.mode()),
                    Integer.toOctalString(theirs.mode())));
        }
    }

    private void addFlags(BodyMetadata other, List<MetadataDifference> differences) {
        if (!flags.equals(other.flags)) {
            differences.add(
                    between(MetadataPart.FLAGS, "flags", InodeFlagLetters.of(flags), InodeFlagLetters.of(other.flags)));
        }
        for (Treatment treatment : EnumSet.allOf(Treatment.class)) {
            if (treatments.contains(treatment) != other.treatments.contains(treatment)) {
                differences.add(new MetadataDifference(MetadataPart.FLAGS, treatment.word + " on one side only"));
            }
        }
        if (!projectId.equals(other.projectId)) {
            differences.add(between(MetadataPart.FLAGS, "project", shown(projectId), shown(other.projectId)));
        }
    }

    private void addAttributes(BodyMetadata other, List<MetadataDifference> differences) {
        if (attributes.isEmpty() && other.attributes.isEmpty()) {
            return;
        }
        Set<String> names = new TreeSet<>(attributes.keySet());
        names.addAll(other.attributes.keySet());
        names.removeAll(TIMES);
        for (String name : names) {
            if (!sameAttribute(name, attributes.get(name), other.attributes.get(name))) {
                differences.add(difference(name));
            }
        }
    }

    private static boolean sameAttribute(String name, byte @Nullable [] one, byte @Nullable [] other) {
        if (!name.equals(WINDOWS_ATTRIBUTES) || one == null || other == null || one.length != other.length) {
            return Arrays.equals(one, other);
        }
        byte[] differing = new byte[one.length];
        for (int i = 0; i < one.length; i++) {
            differing[i] = (byte) (one[i] ^ other[i]);
        }
        differing[0] &= ~WINDOWS_ARCHIVE;
        return Arrays.equals(differing, new byte[one.length]);
    }

    private static MetadataDifference difference(String attribute) {
        if (attribute.equals(WINDOWS_OWNER)) {
            return new MetadataDifference(MetadataPart.OWNER, "owner");
        }
        if (attribute.startsWith(WINDOWS_STREAM)) {
            return new MetadataDifference(
                    MetadataPart.STREAMS, "stream " + attribute.substring(WINDOWS_STREAM.length()));
        }
        if (attribute.startsWith("system.posix_acl")) {
            return new MetadataDifference(MetadataPart.ACL, "access list");
        }
        if (ACCESS_LISTS.contains(attribute)) {
            return new MetadataDifference(MetadataPart.ACL, "access list " + attribute);
        }
        MetadataPart part = NTFS_ATTRIBUTES.contains(attribute) ? MetadataPart.ATTRIBUTES : MetadataPart.XATTR;
        return new MetadataDifference(part, "attribute " + attribute);
    }

    private static MetadataDifference between(MetadataPart part, String what, String one, String other) {
        return new MetadataDifference(part, what + " " + one + " and " + other);
    }

    private static String shown(Owner owner) {
        return Integer.toUnsignedString(owner.uid()) + ":" + Integer.toUnsignedString(owner.gid());
    }

    private static String shown(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "none";
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof BodyMetadata other
                && owner.equals(other.owner)
                && accessed.equals(other.accessed)
                && modified.equals(other.modified)
                && flags.equals(other.flags)
                && treatments.equals(other.treatments)
                && projectId.equals(other.projectId)
                && sameAttributes(other);
    }

    private boolean sameAttributes(BodyMetadata other) {
        if (!attributes.keySet().equals(other.attributes.keySet())) {
            return false;
        }
        for (Map.Entry<String, byte[]> attribute : attributes.entrySet()) {
            if (!Arrays.equals(attribute.getValue(), other.attributes.get(attribute.getKey()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Objects.hash(owner, accessed, modified, attributes.keySet(), flags, treatments, projectId);
    }
}
