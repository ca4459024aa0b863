package aka.os.windows;

import aka.file.FileFacts;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.BodyMetadata.Treatment;
import aka.os.Draft;
import aka.os.FileCallException;
import aka.os.Metadata;
import aka.os.memory.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a body has on Windows beside its bytes: owner and access list, attributes, times of 100 nanoseconds, streams. All of it is
 * kept among {@link BodyMetadata#attributes}, where the journal keeps it byte for byte:
 *
 * <ul>
 *   <li>{@code windows.owner}: the identifiers of owner and group;
 *   <li>{@code windows.acl}: the access list;
 *   <li>{@code windows.attributes}: hidden, read-only and so on, four bytes;
 *   <li>{@code windows.created}: the time of creation, eight bytes;
 *   <li>{@code windows.stream.NAME}: a stream.
 * </ul>
 */
final class WindowsMetadata implements Metadata {

    private static final int FSCTL_SET_COMPRESSION = 0x0009_C040;
    private static final int COMPRESSION_FORMAT_NONE = 0;
    private static final int COMPRESSION_FORMAT_DEFAULT = 1;

    @Override
    public Seen look(Body body) throws FileCallException {
        WindowsBody read = (WindowsBody) body;
        if (!read.isReadable()) {
            throw FileCallException.onlyHeld("read the metadata of " + read.path(), read);
        }
        SortedMap<String, byte[]> attributes = new TreeMap<>();
        readSecurity(read, attributes);
        Streams.read(read, attributes);
        NativeMemory all = read.use(open -> Handle.all(open, read.path()));
        if (FileInformation.EA_SIZE.in(all, 0) != 0) {
            throw Streams.unknown(read, "it has extended attributes (EA), as Linux programs give them", 0);
        }
        int bits = (int) FileInformation.FILE_ATTRIBUTES.in(all, 0);
        long created = FileInformation.CREATION_TIME.in(all, 0);
        long accessed = FileInformation.LAST_ACCESS_TIME.in(all, 0);
        FileFacts facts = read.facts();
        attributes.put(
                BodyMetadata.WINDOWS_ATTRIBUTES,
                bytes(Integer.BYTES).putInt(bits & KEPT).array());
        attributes.put(
                BodyMetadata.WINDOWS_CREATED, bytes(Long.BYTES).putLong(created).array());
        BodyMetadata metadata = new BodyMetadata(
                Optional.empty(),
                FileTime.instant(accessed),
                facts.modified(),
                attributes,
                OptionalInt.empty(),
                (bits & Attributes.ENCRYPTED) == 0 ? Set.of() : Set.of(Treatment.ENCRYPTED),
                OptionalLong.empty());
        return new Seen(facts, metadata);
    }

    /** Of the attributes, those that are the user's, and the one that a program sets by another call. */
    @Ours
    private static final int KEPT = Attributes.SETTABLE | Attributes.COMPRESSED;

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void readSecurity(WindowsBody body, SortedMap<String, byte[]> into) throws FileCallException {
        SecurityDescriptor descriptor = security(body);
        into.put(BodyMetadata.WINDOWS_OWNER, descriptor.owner());
        into.put(BodyMetadata.WINDOWS_ACL, descriptor.access());
    }

    private static SecurityDescriptor security(WindowsBody body) throws FileCallException {
        NativeMemory memory = Scratch.get().information;
        int parts = SecurityDescriptor.OWNER
                | SecurityDescriptor.GROUP
                | SecurityDescriptor.DACL
                | SecurityDescriptor.LABEL;
        int status = body.use(open -> Ntdll.querySecurityObject(open, parts, memory));
        if (status < 0) {
            throw Streams.unknown(body, "its access list cannot be read", status);
        }
        if (SecurityDescriptor.hasSystemList(memory)) {
            // A program of low integrity may write to what is labelled so: a label is neither to be lost nor to be
            // spread.
            throw Streams.unknown(body, "it has an integrity label", 0);
        }
        return SecurityDescriptor.in(memory);
    }

    @Override
    public void prepare(BodyMetadata metadata, Draft draft) throws FileCallException {
        WindowsDraft made = (WindowsDraft) draft;
        boolean wanted = (bits(metadata) & Attributes.COMPRESSED) != 0;
        long has = FileInformation.FILE_ATTRIBUTES.in(Handle.all(made.handle(), made.path()), 0);
        // A new file is compressed where its folder is.
        if (wanted != ((has & Attributes.COMPRESSED) != 0)) {
            NativeMemory format = Scratch.get().numbers;
            format.bytes().putShort(0, (short) (wanted ? COMPRESSION_FORMAT_DEFAULT : COMPRESSION_FORMAT_NONE));
            int status = Ntdll.fsControlFile(made.handle(), FSCTL_SET_COMPRESSION, format, Short.BYTES, format, 0);
            check(status, "set the compression of", made.path());
        }
    }

    @Override
    public void apply(BodyMetadata metadata, Draft draft) throws FileCallException {
        WindowsDraft made = (WindowsDraft) draft;
        // Streams first: to write to one moves the times.
        for (Map.Entry<String, byte[]> attribute : metadata.attributes().entrySet()) {
            if (attribute.getKey().startsWith(BodyMetadata.WINDOWS_STREAM)) {
                Streams.write(made, attribute.getKey(), attribute.getValue());
            }
        }
        applySecurity(metadata, made);
        // Attributes last, since one of them forbids every further change, and the times with them.
        long created =
                bytesOf(metadata, BodyMetadata.WINDOWS_CREATED, Long.BYTES).getLong(0);
        int status = BasicInformation.setAll(
                made.handle(),
                created,
                FileTime.ticks(metadata.accessed()),
                FileTime.ticks(metadata.modified()),
                bits(metadata) & Attributes.SETTABLE);
        check(status, "set attributes and times of", made.path());
        requireSame(metadata, made);
    }

    private static int bits(BodyMetadata metadata) {
        return bytesOf(metadata, BodyMetadata.WINDOWS_ATTRIBUTES, Integer.BYTES).getInt(0);
    }

    /** What was written down on another system has none of this. */
    private static ByteBuffer bytesOf(BodyMetadata metadata, String attribute, int count) {
        byte[] value = metadata.attributes().getOrDefault(attribute, new byte[count]);
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void applySecurity(BodyMetadata metadata, WindowsDraft draft) throws FileCallException {
        byte[] owner = metadata.attributes().get(BodyMetadata.WINDOWS_OWNER);
        byte[] access = metadata.attributes().get(BodyMetadata.WINDOWS_ACL);
        if (owner == null || access == null) {
            return;
        }
        // To give a file to somebody else is a privilege, so it is asked for only where it is needed.
        boolean ours = Arrays.equals(owner, security(draft).owner());
        SecurityDescriptor wanted = new SecurityDescriptor(ours ? new byte[0] : owner, access);
        NativeMemory memory = Scratch.get().information;
        wanted.write(memory);
        check(
                Ntdll.setSecurityObject(draft.handle(), wanted.parts(), memory),
                ours ? "set the access list of" : "set owner and access list of",
                draft.path());
    }

    private static void check(int status, String deed, Path path) throws FileCallException {
        WindowsFolder.require(status, deed + " " + path, path, null);
    }
}
