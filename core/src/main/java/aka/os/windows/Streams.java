package aka.os.windows;

import aka.os.BodyMetadata;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.os.memory.NativeMemory;
import aka.os.windows.Structure.Field;
import java.lang.foreign.Arena;
import java.util.SortedMap;

/**
 * Alternate data streams: bytes that a file has beside its own, each under a name ({@code :Zone.Identifier:$DATA}).
 *
 * <pre>{@code
 * struct FILE_STREAM_INFORMATION { ULONG NextEntryOffset, StreamNameLength; LARGE_INTEGER StreamSize, StreamAllocationSize;
 *                                  WCHAR StreamName[1]; };
 * }</pre>
 */
final class Streams {

    private static final Structure STREAM = Structure.of("FILE_STREAM_INFORMATION", 32);
    private static final Field NEXT_ENTRY_OFFSET = STREAM.field("NextEntryOffset", 0, 4);
    private static final Field NAME_LENGTH = STREAM.field("StreamNameLength", 4, 4);
    private static final Field SIZE = STREAM.field("StreamSize", 8, 8);
    private static final Field NAME = STREAM.field("StreamName", 24, 2);

    private static final String UNNAMED = "::$DATA";

    /** What the journal keeps of a stream; a mark of the web has a few hundred bytes. */
    @Ours
    private static final int MAX_BYTES = 64 * 1024;

    private Streams() {}

    /**
     * Reads all streams of a body but its own bytes.
     *
     * @throws FileCallException {@link Trouble#UNSUPPORTED} if one is larger than what can be kept, or cannot be read
     */
    static void read(WindowsBody body, SortedMap<String, byte[]> into) throws FileCallException {
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory list = NativeMemory.in(arena, MAX_BYTES);
            int status = body.use(open ->
                    Ntdll.queryInformationFile(open, list, list.size(), InformationClass.FILE_STREAM_INFORMATION));
            if (NtStatus.isLacking(status) && !body.volume().hasStreams()) {
                return;
            }
            if (status == NtStatus.END_OF_FILE) {
                return; // not even an unnamed one
            }
            if (status < 0) {
                throw unknown(body, "its streams cannot be listed", status);
            }
            NativeMemory value = NativeMemory.in(arena, MAX_BYTES);
            int at = 0;
            int next;
            do {
                String name = Utf16.text(list, at + NAME.offset(), (int) NAME_LENGTH.in(list, at));
                if (!name.equals(UNNAMED) && !name.isEmpty()) {
                    into.put(
                            BodyMetadata.WINDOWS_STREAM + name.substring(1),
                            read(body, name, SIZE.in(list, at), value));
                }
                next = (int) NEXT_ENTRY_OFFSET.in(list, at);
                at += next;
            } while (next != 0);
        }
    }

    private static byte[] read(WindowsBody body, String name, long size, NativeMemory value) throws FileCallException {
        if (size > MAX_BYTES) {
            throw unknown(body, "its stream " + name + " is larger than what can be kept of it", 0);
        }
        // By a handle that is open on a name it has: the one at hand may have lost its own.
        long file = body.again(Ntdll.FILE_READ_ATTRIBUTES, Ntdll.SHARE_ALL);
        int read = file < 0 ? (int) file : read(file, name, (int) size, value);
        if (read == NtStatus.END_OF_FILE) {
            return new byte[0];
        }
        if (read < 0) {
            throw unknown(body, "its stream " + name + " cannot be read", read);
        }
        return value.copy(0, read);
    }

    /** Returns how many bytes were read, or the status; closes {@code file}. */
    private static int read(long file, String name, int size, NativeMemory value) {
        long stream = Opening.open(file, name, Ntdll.FILE_READ_DATA);
        Ntdll.close(file);
        if (stream < 0) {
            return (int) stream;
        }
        int read = Ntdll.readFile(stream, value.address(), size, 0);
        Ntdll.close(stream);
        return read;
    }

    /** Gives a draft a stream. */
    static void write(WindowsDraft draft, String attribute, byte[] bytes) throws FileCallException {
        String name = ":" + attribute.substring(BodyMetadata.WINDOWS_STREAM.length());
        String deed = "write the stream " + name + " of " + draft.path();
        long handle = Opening.create(
                draft.handle(),
                name,
                Ntdll.FILE_WRITE_DATA,
                Ntdll.SHARE_ALL,
                Ntdll.FILE_CREATE,
                Ntdll.FILE_NON_DIRECTORY_FILE,
                0);
        WindowsFolder.require(handle, deed, draft.path(), null);
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory memory = NativeMemory.in(arena, Math.max(1, bytes.length));
            memory.bytes().put(0, bytes);
            int written = Ntdll.writeFile(handle, memory.address(), bytes.length, 0);
            WindowsFolder.require(written, deed, draft.path(), null);
        } finally {
            Ntdll.close(handle);
        }
    }

    static FileCallException unknown(WindowsBody body, String reason, int status) {
        return new FileCallException(
                "read the metadata of " + body.path(),
                body.path(),
                null,
                Trouble.UNSUPPORTED,
                status == 0 ? "" : "NTSTATUS 0x" + Integer.toHexString(status) + ", error",
                status == 0 ? 0 : Ntdll.ntStatusToDosError(status),
                reason,
                "What cannot be read cannot be kept: copy the file by other means.");
    }
}
