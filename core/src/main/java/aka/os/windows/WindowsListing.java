package aka.os.windows;

import aka.file.Kind;
import aka.file.Leaf;
import aka.file.Utf16Names;
import aka.os.EntryFacts;
import aka.os.FileCallException;
import aka.os.Listing;
import aka.os.Trouble;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/**
 * A listing by {@code NtQueryDirectoryFile}: 64 KiB of entries a call, read where the system wrote them.
 *
 * <p>What a folder keeps of a file beside its name is written there when the file is closed that was opened by this very name.
 * Of a file with several names, length and times may be old, and there is no link count: so the facts of a file are read from
 * the file, through one handle, and those of all else from the entry.
 */
final class WindowsListing implements Listing {

    @Ours
    private static final int BUFFER = 64 * 1024;

    /** Of ASCII, what can be in a path of Java on Windows: no control characters and none of these. */
    private static final boolean[] SPEAKABLE = new boolean[0x80];

    static {
        for (char unit = ' '; unit < SPEAKABLE.length; unit++) {
            SPEAKABLE[unit] = "<>:\"|?*/\\".indexOf(unit) < 0;
        }
    }

    /** A listing that ended leaves its buffers to the thread's next one. */
    private static final ThreadLocal<Buffers> SPARE = new ThreadLocal<>();

    private final Path folder;
    private final long handle;
    private final KnownVolume volume;
    private final Buffers buffers;
    private DirectoryEntry shape = DirectoryEntry.OF_128_BITS;
    private int at;
    private int next;
    private boolean started;
    private boolean ended;
    private boolean closed;
    private byte[] leaf = {};
    private Kind kind = Kind.UNKNOWN;

    WindowsListing(WindowsFolder folder) throws FileCallException {
        this.folder = folder.path();
        this.volume = folder.volume();
        // A handle of its own: the position in a folder belongs to the open file, and one folder may be listed twice.
        handle = Opening.again(folder.handle(), Ntdll.FILE_LIST_DIRECTORY, Ntdll.SHARE_ALL);
        if (handle < 0) {
            throw WinError.failure("list " + this.folder, this.folder, null, (int) handle);
        }
        Buffers spare = SPARE.get();
        SPARE.remove();
        buffers = spare == null ? new Buffers() : spare;
    }

    @Override
    public boolean next() throws FileCallException {
        while (advance()) {
            if (!isDots()) {
                leaf = encode();
                kind = ReparsePoint.kind(
                        entry(DirectoryEntry.FILE_ATTRIBUTES),
                        shape.reparseTag().in(buffers.entries, at));
                return true;
            }
        }
        return false;
    }

    private boolean advance() throws FileCallException {
        if (ended) {
            return false;
        }
        if (started && next != at) {
            at = next;
        } else if (!fill()) {
            ended = true;
            return false;
        }
        started = true;
        next = at + (int) entry(DirectoryEntry.NEXT_ENTRY_OFFSET);
        return true;
    }

    private boolean fill() throws FileCallException {
        int status = query(started);
        if (!started && NtStatus.isLacking(status)) {
            shape = DirectoryEntry.OF_64_BITS;
            status = query(false);
        }
        if (status == NtStatus.NO_MORE_FILES || status == NtStatus.NO_SUCH_FILE) {
            return false;
        }
        if (status < 0) {
            ended = true;
            throw WinError.failure("list " + folder, folder, null, status);
        }
        at = 0;
        return true;
    }

    private int query(boolean goOn) {
        return Ntdll.queryDirectoryFile(handle, buffers.entries, shape.informationClass(), !goOn);
    }

    private long entry(Structure.Field field) {
        return field.in(buffers.entries, at);
    }

    private int nameAt() {
        return at + shape.fileName().offset();
    }

    private int nameBytes() {
        return (int) entry(DirectoryEntry.FILE_NAME_LENGTH);
    }

    private boolean isDots() {
        int length = nameBytes();
        return (length == 2 || length == 4)
                && buffers.entries.bytes().getChar(nameAt()) == '.'
                && (length == 2 || buffers.entries.bytes().getChar(nameAt() + 2) == '.');
    }

    /**
     * Returns the raw leaf; most are ASCII. NTFS can hold names that no program of Windows makes, by which Java speaks of no file: a
     * folder with one is not read.
     */
    private byte[] encode() throws FileCallException {
        int units = nameBytes() / 2;
        byte[] raw = new byte[units];
        boolean ascii = true;
        boolean speakable = true;
        char unit = 0;
        for (int i = 0; i < units; i++) {
            unit = buffers.entries.bytes().getChar(nameAt() + 2 * i);
            ascii &= unit < SPEAKABLE.length;
            speakable &= unit >= SPEAKABLE.length || SPEAKABLE[unit];
            raw[i] = (byte) unit;
        }
        if (!speakable || unit == ' ') {
            throw unspeakable();
        }
        return ascii ? raw : Utf16Names.bytes(Utf16.text(buffers.entries, nameAt(), nameBytes()));
    }

    private FileCallException unspeakable() {
        ended = true;
        return WindowsFolder.refused(
                "list " + folder,
                folder,
                Trouble.BAD_NAME,
                "it holds a name that ends in a space, or has a character that Windows takes in no name",
                "Rename that entry with what made it (WSL, or a path that begins with \\\\?\\).");
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public int leafLength() {
        return leaf.length;
    }

    @Override
    public void copyLeaf(byte[] into, int offset) {
        System.arraycopy(leaf, 0, into, offset, leaf.length);
    }

    @Override
    public Leaf leaf() {
        return Leaf.of(leaf);
    }

    @Override
    public boolean readFacts(EntryFacts into) throws FileCallException {
        if (kind == Kind.FILE) {
            return readFile(into);
        }
        boolean isMountPoint = kind == Kind.JUNCTION && isVolume();
        into.entry(isMountPoint ? Kind.FOLDER : kind, isMountPoint);
        into.identity(volume.id(), listedHigh(), listedLow());
        into.content(0, entry(DirectoryEntry.ALLOCATION_SIZE), FileTime.nanos(entry(DirectoryEntry.LAST_WRITE_TIME)));
        // No folder and no link has a second name.
        into.names(volume.countsLinks() ? 1 : UNKNOWN, UNKNOWN);
        return true;
    }

    private boolean readFile(EntryFacts into) throws FileCallException {
        long file = Opening.look(handle, buffers.entries.address() + nameAt(), nameBytes());
        if (file >= 0) {
            int status = Handle.queryAll(file, buffers.facts);
            Kind now = status < 0 ? kind : Handle.kind(file, buffers.facts);
            Ntdll.close(file);
            if (status >= 0) {
                into.entry(now, false);
                tellFile(into);
                return true;
            }
            file = status;
        }
        if (NtStatus.isMissing((int) file)) {
            return false;
        }
        Path shown = leaf().in(folder);
        throw WinError.failure("look at " + shown, shown, null, (int) file);
    }

    /** Returns whether the junction that the cursor stands on is where a volume is mounted. */
    private boolean isVolume() {
        long junction = Opening.look(handle, buffers.entries.address() + nameAt(), nameBytes());
        if (junction < 0) {
            return false;
        }
        try {
            NativeMemory into = Scratch.get().information;
            int length =
                    Ntdll.fsControlFile(junction, ReparsePoint.FSCTL_GET_REPARSE_POINT, into, 0, into, into.size());
            return ReparsePoint.target(into, length)
                    .filter(ReparsePoint::isVolume)
                    .isPresent();
        } finally {
            Ntdll.close(junction);
        }
    }

    private void tellFile(EntryFacts into) {
        // The id is that of the very file whose other facts were read, where it has room for it.
        boolean narrow = volume.hasIdsOf64Bits();
        into.identity(volume.id(), listedHigh(), narrow ? fact(FileInformation.INDEX_NUMBER) : listedLow());
        into.content(
                fact(FileInformation.END_OF_FILE),
                fact(FileInformation.ALLOCATION_SIZE),
                FileTime.nanos(fact(FileInformation.LAST_WRITE_TIME)));
        // Some file systems keep no time of the last change, and say 0.
        long changed = fact(FileInformation.CHANGE_TIME);
        into.names(
                volume.countsLinks() ? fact(FileInformation.NUMBER_OF_LINKS) : UNKNOWN,
                changed == 0 ? UNKNOWN : FileTime.nanos(changed));
    }

    private long listedHigh() {
        return hasNoId() ? 0 : shape.fileHigh(buffers.entries, at);
    }

    private long listedLow() {
        return hasNoId() ? 0 : shape.fileLow(buffers.entries, at);
    }

    /** As {@link Handle} has it: a file system that has no ids may answer -1. */
    private boolean hasNoId() {
        long high = shape.fileHigh(buffers.entries, at);
        return shape.fileLow(buffers.entries, at) == -1 && (high == 0 || high == -1);
    }

    private long fact(Structure.Field field) {
        return field.in(buffers.facts, 0);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ended = true;
            Ntdll.close(handle);
            SPARE.set(buffers);
        }
    }

    /** The memory of one listing. */
    private static final class Buffers {
        private final Arena arena = Arena.ofAuto();
        private final NativeMemory entries = NativeMemory.in(arena, BUFFER);
        private final NativeMemory facts = NativeMemory.in(arena, FileInformation.ALL.bytes());
    }
}
