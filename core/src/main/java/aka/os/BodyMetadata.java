package aka.os;

import aka.file.FileFacts.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a body has beside its bytes: one set for all its names.
 *
 * @param owner owner and permission bits
 * @param accessed when it was last read
 * @param modified when its bytes last changed
 * @param attributes extended attributes by name, access control lists among them ({@code system.posix_acl_access})
 * @param flags the file system's inode flags ({@code FS_IOC_GETFLAGS}, those that a program may set); empty where there are
 *     none
 * @param projectId the quota project; empty where there is none
 */
public record BodyMetadata(
        Owner owner,
        Instant accessed,
        Instant modified,
        SortedMap<String, byte[]> attributes,
        OptionalInt flags,
        OptionalLong projectId) {

    public BodyMetadata {
        attributes = new TreeMap<>(attributes);
    }

    /** Returns, in words, what one body can have only one of and these two differ in; times are not among it. */
    public List<String> differences(BodyMetadata other) {
        List<String> differences = new ArrayList<>();
        if (owner.uid() != other.owner.uid() || owner.gid() != other.owner.gid()) {
            differences.add(
                    "owner " + owner.uid() + ":" + owner.gid() + " and " + other.owner.uid() + ":" + other.owner.gid());
        }
        if (owner.mode() != other.owner.mode()) {
            differences.add("mode " + Integer.toOctalString(owner.mode()) + " and "
                    + Integer.toOctalString(other.owner.mode()));
        }
        if (!flags.equals(other.flags)) {
            differences.add("flags");
        }
        if (!projectId.equals(other.projectId)) {
            differences.add("project");
        }
        TreeMap<String, byte[]> names = new TreeMap<>(attributes);
        names.putAll(other.attributes);
        for (Map.Entry<String, byte[]> entry : names.entrySet()) {
            String name = entry.getKey();
            if (!Arrays.equals(attributes.get(name), other.attributes.get(name))) {
                differences.add(name.startsWith("system.posix_acl") ? "access list" : "attribute " + name);
            }
        }
        return differences;
    }
}
