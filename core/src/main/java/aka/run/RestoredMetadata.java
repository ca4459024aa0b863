package aka.run;

import aka.file.FileFacts.Owner;
import aka.os.BodyMetadata;
import aka.plan.LinkStep.FormerBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a body is to have beside its bytes when it is split off again: what it had before it was joined, except for what
 * somebody changed on purpose since. A {@code chmod 600} of last week is not taken back with a run of last month.
 *
 * @param metadata what the body is to have
 * @param kept what stays as it is today though it was something else before, in words: {@code mode 600}
 */
public record RestoredMetadata(BodyMetadata metadata, List<String> kept) {

    public RestoredMetadata {
        kept = List.copyOf(kept);
    }

    /**
     * Returns it field by field: one that is still as the run left it is given back, another stays.
     *
     * @param today what the body that the names lead to has now
     */
    public static RestoredMetadata of(FormerBody former, BodyMetadata today) {
        return new Fields(former.metadata(), former.left(), today).restored();
    }

    /** One field after the other, of what was before, what the run left and what is today. */
    private static final class Fields {

        private static final Set<String> OTHER_ACCESS_LISTS = Set.of(
                "system.ntfs_acl",
                "system.ntfs_security",
                "system.nfs4_acl",
                "system.richacl",
                "system.cifs_acl",
                BodyMetadata.WINDOWS_ACL);

        private final BodyMetadata before;
        private final BodyMetadata left;
        private final BodyMetadata today;
        private final List<String> kept = new ArrayList<>();

        Fields(BodyMetadata before, BodyMetadata left, BodyMetadata today) {
            this.before = before;
            this.left = left;
            this.today = today;
        }

        RestoredMetadata restored() {
            boolean keepAccess = isAccessChanged();
            Optional<Owner> owner = owner(keepAccess);
            Instant modified =
                    pick("modification time " + today.modified(), before.modified(), left.modified(), today.modified());
            SortedMap<String, byte[]> attributes = attributes(keepAccess);
            OptionalInt flags = flags();
            OptionalLong project = pick(
                    "project "
                            + (today.projectId().isPresent() ? today.projectId().getAsLong() : "none"),
                    before.projectId(),
                    left.projectId(),
                    today.projectId());
            BodyMetadata metadata =
                    new BodyMetadata(owner, accessed(), modified, attributes, flags, before.treatments(), project);
            return new RestoredMetadata(metadata, kept);
        }

        /** Empty where the system has no such owners. */
        private Optional<Owner> owner(boolean keepAccess) {
            if (before.owner().isEmpty()
                    || left.owner().isEmpty()
                    || today.owner().isEmpty()) {
                return before.owner();
            }
            Owner was = before.owner().get();
            Owner then = left.owner().get();
            Owner now = today.owner().get();
            return Optional.of(new Owner(
                    pick("owner " + now.uid(), was.uid(), then.uid(), now.uid()),
                    pick("group " + now.gid(), was.gid(), then.gid(), now.gid()),
                    mode(keepAccess, was.mode(), now.mode())));
        }

        private <T> T pick(String words, T beforeIt, T leftIt, T todayIt) {
            if (todayIt.equals(leftIt)) {
                return beforeIt;
            }
            if (!todayIt.equals(beforeIt)) {
                kept.add(words);
            }
            return todayIt;
        }

        /** Reading a file moves this time, which nobody does on purpose, so it is not told. */
        private Instant accessed() {
            return today.accessed().equals(left.accessed()) ? before.accessed() : today.accessed();
        }

        /**
         * The permission bits and the access list are one: the group's bits are the list's mask, so that giving back the list
         * alone would open again what a {@code chmod} has closed since.
         */
        private boolean isAccessChanged() {
            return !today.owner().map(Owner::mode).equals(left.owner().map(Owner::mode))
                    || !accessLists(today).equals(accessLists(left));
        }

        private int mode(boolean keep, int was, int now) {
            if (keep && now != was) {
                kept.add("mode " + Integer.toOctalString(now));
            }
            return keep ? now : was;
        }

        private SortedMap<String, byte[]> attributes(boolean keepAccess) {
            TreeSet<String> names = new TreeSet<>(before.attributes().keySet());
            names.addAll(left.attributes().keySet());
            names.addAll(today.attributes().keySet());
            SortedMap<String, byte[]> attributes = new TreeMap<>();
            for (String name : names) {
                boolean keep = isAccessList(name) ? keepAccess : !same(name, today, left);
                byte[] value = (keep ? today : before).attributes().get(name);
                if (value != null) {
                    attributes.put(name, value);
                }
                if (keep && !same(name, today, before)) {
                    kept.add(isAccessList(name) ? "access list" : "attribute " + name);
                }
            }
            return attributes;
        }

        /** Bit by bit: each flag is a matter of its own. */
        private OptionalInt flags() {
            if (today.flags().isEmpty()
                    || left.flags().isEmpty()
                    || before.flags().isEmpty()) {
                return pick("flags", before.flags(), left.flags(), today.flags());
            }
            int changed = today.flags().getAsInt() ^ left.flags().getAsInt();
            int flags = today.flags().getAsInt() & changed | before.flags().getAsInt() & ~changed;
            if (flags != before.flags().getAsInt()) {
                kept.add("flags");
            }
            return OptionalInt.of(flags);
        }

        private static boolean same(String attribute, BodyMetadata one, BodyMetadata other) {
            return Arrays.equals(
                    one.attributes().get(attribute), other.attributes().get(attribute));
        }

        private static List<String> accessLists(BodyMetadata metadata) {
            List<String> lists = new ArrayList<>();
            metadata.attributes().forEach((name, value) -> {
                if (isAccessList(name)) {
                    lists.add(name + "=" + Arrays.toString(value));
                }
            });
            return lists;
        }

        private static boolean isAccessList(String attribute) {
            return attribute.startsWith("system.posix_acl") || OTHER_ACCESS_LISTS.contains(attribute);
        }
    }
}
