package aka.os.linux;

import aka.file.FileFacts.Owner;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.Draft;
import aka.os.FileCallException;
import aka.os.Metadata;
import aka.os.Trouble;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Owner, mode, times, extended attributes (access control lists among them), flags and project of a body. */
final class LinuxMetadata implements Metadata {

    private static final int LIST_MAX = 64 * 1024;
    private static final int VALUE_MAX = 64 * 1024;
    private static final String ACCESS_LISTS = "system.posix_acl";

    /** What ntfs-3g keeps and does not list; asked for by name. */
    private static final String[] UNLISTED = {"system.ntfs_acl", "system.ntfs_attrib", "system.ntfs_crtime"};

    @Override
    public BodyMetadata of(Body body) throws FileCallException {
        LinuxBody read = (LinuxBody) body;
        if (!read.isReadable()) {
            throw read.notReadable("read the metadata of " + read.path());
        }
        Statx statx = Descriptor.look(read.fd(), read.path());
        Owner owner = statx.owner();
        Instant accessed = statx.accessed();
        Instant modified = statx.modified();
        return new BodyMetadata(
                owner, accessed, modified, attributes(read), InodeFlags.of(read.fd()), InodeFlags.project(read.fd()));
    }

    @Override
    public void apply(BodyMetadata metadata, Draft draft) throws FileCallException {
        LinuxDraft made = (LinuxDraft) draft;
        Owner owner = metadata.owner();
        // The owner first: giving a file away takes its set-uid bits and capabilities from it.
        check(Libc.fchown(made.fd(), owner.uid(), owner.gid()), "set the owner of", made.path());
        check(Libc.fchmod(made.fd(), owner.mode()), "set the mode of", made.path());
        removeInherited(metadata, made);
        for (Map.Entry<String, byte[]> attribute : metadata.attributes().entrySet()) {
            if (!attribute.getKey().startsWith(ACCESS_LISTS)) {
                set(made, attribute.getKey(), attribute.getValue());
            }
        }
        // Access lists after the mode, whose group bits are their mask.
        for (Map.Entry<String, byte[]> attribute : metadata.attributes().entrySet()) {
            if (attribute.getKey().startsWith(ACCESS_LISTS)) {
                set(made, attribute.getKey(), attribute.getValue());
            }
        }
        OptionalLong project = metadata.projectId();
        if (project.isPresent()) {
            InodeFlags.setProject(made.fd(), project.getAsLong(), made.path());
        }
        setTimes(made, metadata.accessed(), metadata.modified());
        // The flags last: one of them forbids every further change.
        OptionalInt flags = metadata.flags();
        if (flags.isPresent()) {
            InodeFlags.set(made.fd(), flags.getAsInt(), made.path());
        }
        requireSame(metadata, made);
    }

    /** A new file takes over the access list that its folder has for new files, and perhaps labels: none is wanted here. */
    private static void removeInherited(BodyMetadata metadata, LinuxDraft draft) throws FileCallException {
        for (String name : attributes(draft).keySet()) {
            boolean kept = metadata.attributes().containsKey(name);
            if (!kept && !List.of(UNLISTED).contains(name)) {
                NativeMemory key = Scratch.get().path(name.getBytes(StandardCharsets.ISO_8859_1));
                check(Libc.fremovexattr(draft.fd(), key), "take the attribute " + name + " from", draft.path());
            }
        }
    }

    /** What was set is read back: a set-group bit, say, is dropped in silence where the caller is not of the group. */
    private void requireSame(BodyMetadata metadata, LinuxDraft draft) throws FileCallException {
        List<String> lost = metadata.differences(of(draft));
        if (!lost.isEmpty()) {
            throw new FileCallException(
                    "keep the metadata of " + draft.path(),
                    draft.path(),
                    null,
                    Trouble.NO_PERMISSION,
                    "",
                    0,
                    "the new file would differ in " + String.join(", ", lost),
                    "Do it as the owner of the file, or as root.");
        }
    }

    private static SortedMap<String, byte[]> attributes(LinuxBody body) throws FileCallException {
        SortedMap<String, byte[]> attributes = new TreeMap<>();
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory list = NativeMemory.in(arena, LIST_MAX);
            NativeMemory value = NativeMemory.in(arena, VALUE_MAX);
            long length = Libc.flistxattr(body.fd(), list);
            if (length < 0 && !Errno.EOPNOTSUPP.is(length)) {
                // Too many, or garbled: unknown, which is not the same as none.
                throw unknown(body, "its extended attributes cannot be listed", length);
            }
            for (int at = 0; at < length; ) {
                String name = new String(list.string(at), StandardCharsets.ISO_8859_1);
                at += name.length() + 1;
                read(body, name, value, attributes, false);
            }
            for (String name : UNLISTED) {
                read(body, name, value, attributes, true);
            }
        }
        return attributes;
    }

    private static void read(
            LinuxBody body, String name, NativeMemory value, SortedMap<String, byte[]> into, boolean optional)
            throws FileCallException {
        NativeMemory key = Scratch.get().path(name.getBytes(StandardCharsets.ISO_8859_1));
        long length = Libc.fgetxattr(body.fd(), key, value);
        if (length >= 0) {
            into.put(name, value.copy(0, (int) length));
        } else if (!optional && !Errno.ENODATA.is(length)) {
            throw unknown(body, "its attribute " + name + " cannot be read", length);
        }
    }

    private static void set(LinuxDraft draft, String name, byte[] value) throws FileCallException {
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory bytes = NativeMemory.in(arena, Math.max(1, value.length));
            bytes.bytes().put(0, value);
            NativeMemory key = Scratch.get().path(name.getBytes(StandardCharsets.ISO_8859_1));
            check(
                    Libc.fsetxattr(draft.fd(), key, bytes, value.length),
                    "set the attribute " + name + " of",
                    draft.path());
        }
    }

    /** {@code struct timespec { time_t tv_sec; long tv_nsec; }}, twice: when read, when changed. */
    private static void setTimes(LinuxDraft draft, Instant accessed, Instant modified) throws FileCallException {
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory times = NativeMemory.in(arena, 4 * Long.BYTES);
            times.bytes().putLong(0, accessed.getEpochSecond());
            times.bytes().putLong(8, accessed.getNano());
            times.bytes().putLong(16, modified.getEpochSecond());
            times.bytes().putLong(24, modified.getNano());
            check(Libc.futimens(draft.fd(), times), "set the times of", draft.path());
        }
    }

    private static void check(int answer, String deed, Path path) throws FileCallException {
        if (answer < 0) {
            throw Errno.failure(deed + " " + path, path, null, answer);
        }
    }

    private static FileCallException unknown(LinuxBody body, String reason, long answer) {
        return new FileCallException(
                "read the metadata of " + body.path(),
                body.path(),
                null,
                Trouble.UNSUPPORTED,
                "errno",
                (int) -answer,
                reason,
                "What cannot be read cannot be kept: copy the file by other means.");
    }
}
