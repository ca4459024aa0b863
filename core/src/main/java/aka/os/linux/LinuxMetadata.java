package aka.os.linux;

import aka.file.FileFacts;
import aka.file.FileFacts.Owner;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.Draft;
import aka.os.FileCallException;
import aka.os.Glimpse;
import aka.os.Metadata;
import aka.os.Trouble;
import aka.os.memory.NativeMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Owner, mode, times, extended attributes (access control lists among them), flags and project of a body. */
final class LinuxMetadata implements Metadata {

    private static final String ACCESS_LISTS = "system.posix_acl";

    private static final String BIRTH_ON_NTFS = "system.ntfs_crtime";

    /** What ntfs-3g and ntfs3 keep and do not list; asked for by name. */
    private static final List<String> UNLISTED =
            List.of("system.ntfs_acl", "system.ntfs_security", "system.ntfs_attrib", BIRTH_ON_NTFS);

    @Override
    public Seen look(Body body) throws FileCallException {
        LinuxBody read = (LinuxBody) body;
        if (!read.isReadable()) {
            throw FileCallException.onlyHeld("read the metadata of " + read.path(), read);
        }
        SortedMap<String, byte[]> attributes = attributes(read.fd(), read, read.mayHideAttributes());
        OptionalInt flags = InodeFlags.of(read.fd(), read);
        OptionalLong project = InodeFlags.project(read.fd(), read);
        Statx statx = Descriptor.look(read.fd(), read);
        BodyMetadata metadata = metadata(statx, attributes, flags, project);
        return new Seen(read.facts(statx), metadata);
    }

    @Override
    public Optional<Seen> look(Glimpse glimpse) throws FileCallException {
        LinuxGlimpse read = (LinuxGlimpse) glimpse;
        int fd = read.fd();
        // First: of what is no regular file nothing more is asked.
        Statx statx = Descriptor.look(fd, read);
        LinuxFolder.requireRegular(statx.kind(), read);
        long device = statx.device();
        LinuxVolumes volumes = read.volumes();
        if (volumes.cachesByName(device, fd) || volumes.hidesAttributes(device, fd)) {
            return Optional.empty();
        }
        FileFacts facts = statx.facts(volumes.idOf(device, fd, read));
        SortedMap<String, byte[]> attributes = attributes(fd, read, false);
        BodyMetadata metadata = metadata(statx, attributes, InodeFlags.of(fd, read), InodeFlags.project(fd, read));
        return Optional.of(new Seen(facts, metadata));
    }

    private static BodyMetadata metadata(
            Statx statx, SortedMap<String, byte[]> attributes, OptionalInt flags, OptionalLong project) {
        return new BodyMetadata(
                Optional.of(statx.owner()),
                statx.accessed(),
                statx.modified(),
                attributes,
                flags,
                statx.treatments(),
                project);
    }

    @Override
    public void prepare(BodyMetadata metadata, Draft draft) throws FileCallException {
        LinuxDraft made = (LinuxDraft) draft;
        OptionalInt flags = metadata.flags();
        if (flags.isPresent()) {
            InodeFlags.setEarly(made.fd(), flags.getAsInt(), made);
        }
    }

    @Override
    public void apply(BodyMetadata metadata, Draft draft) throws FileCallException {
        LinuxDraft made = (LinuxDraft) draft;
        if (metadata.owner().isPresent()) {
            Owner owner = metadata.owner().get();
            // The owner first: giving a file away takes its set-uid bits and capabilities from it.
            check(Libc.fchown(made.fd(), owner.uid(), owner.gid()), "set the owner of", made.path());
            check(Libc.fchmod(made.fd(), owner.mode()), "set the mode of", made.path());
        }
        removeInherited(metadata, made);
        if (metadata.attributes().containsKey(BIRTH_ON_NTFS)) {
            // Where that is set, ntfs-3g keeps the times of that moment, whatever is set later.
            setTimes(metadata, made);
        }
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
            InodeFlags.setProject(made.fd(), project.getAsLong(), made);
        }
        setTimes(metadata, made);
        // The flags last: one of them forbids every further change.
        OptionalInt flags = metadata.flags();
        if (flags.isPresent()) {
            InodeFlags.set(made.fd(), flags.getAsInt(), made);
        }
        requireSame(metadata, made);
    }

    private static void setTimes(BodyMetadata metadata, LinuxDraft draft) throws FileCallException {
        NativeMemory times = Scratch.get().times(metadata.accessed(), metadata.modified());
        check(Libc.futimens(draft.fd(), times), "set the times of", draft.path());
    }

    /** A new file takes over the access list that its folder has for new files, and perhaps labels: none is wanted here. */
    private static void removeInherited(BodyMetadata metadata, LinuxDraft draft) throws FileCallException {
        for (String name :
                attributes(draft.fd(), draft, draft.mayHideAttributes()).keySet()) {
            boolean kept = metadata.attributes().containsKey(name);
            if (!kept && !UNLISTED.contains(name)) {
                NativeMemory key = Scratch.get().path(name.getBytes(StandardCharsets.ISO_8859_1));
                check(Libc.fremovexattr(draft.fd(), key), "take the attribute " + name + " from", draft.path());
            }
        }
    }

    /**
     * @param hides whether there may be some that are not listed
     */
    private static SortedMap<String, byte[]> attributes(int fd, Shown shown, boolean hides) throws FileCallException {
        NativeMemory list = Scratch.get().list();
        long length = Libc.flistxattr(fd, list);
        if (length < 0 && !Errno.EOPNOTSUPP.is(length)) {
            // Too many, or garbled: unknown, which is not the same as none.
            throw unknown(shown, "its extended attributes cannot be listed", length);
        }
        if (length <= 0 && !hides) {
            return Collections.emptySortedMap();
        }
        SortedMap<String, byte[]> attributes = new TreeMap<>();
        for (int at = 0; at < length; ) {
            String name = new String(list.string(at), StandardCharsets.ISO_8859_1);
            at += name.length() + 1;
            read(fd, shown, name, attributes, false);
        }
        if (hides) {
            for (String name : UNLISTED) {
                read(fd, shown, name, attributes, true);
            }
        }
        return attributes;
    }

    private static void read(int fd, Shown shown, String name, SortedMap<String, byte[]> into, boolean optional)
            throws FileCallException {
        Scratch scratch = Scratch.get();
        NativeMemory key = scratch.path(name.getBytes(StandardCharsets.ISO_8859_1));
        NativeMemory value = scratch.value();
        long length = Libc.fgetxattr(fd, key, value);
        if (length >= 0) {
            into.put(name, value.copy(0, (int) length));
        } else if (!Errno.ENODATA.is(length) && (!optional || Errno.EIO.is(length))) {
            throw unknown(shown, "its attribute " + name + " cannot be read", length);
        }
    }

    private static void set(LinuxDraft draft, String name, byte[] value) throws FileCallException {
        Scratch scratch = Scratch.get();
        NativeMemory key = scratch.path(name.getBytes(StandardCharsets.ISO_8859_1));
        NativeMemory bytes = scratch.value();
        bytes.bytes().put(0, value);
        check(Libc.fsetxattr(draft.fd(), key, bytes, value.length), "set the attribute " + name + " of", draft.path());
    }

    private static void check(int answer, String deed, Path path) throws FileCallException {
        if (answer < 0) {
            throw Errno.failure(deed + " " + path, path, null, answer);
        }
    }

    private static FileCallException unknown(Shown shown, String reason, long answer) {
        Path path = shown.path();
        return new FileCallException(
                "read the metadata of " + path,
                path,
                null,
                Trouble.UNSUPPORTED,
                "errno",
                (int) -answer,
                reason,
                "What cannot be read cannot be kept: copy the file by other means.");
    }
}
