package aka.os.windows;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.os.FileCallException;
import aka.os.memory.NativeMemory;
import aka.os.windows.Structure.Field;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What is asked of an open file. */
final class Handle {

    private Handle() {}

    /** Returns the facts of the file that {@code handle} is open on, which is on {@code volume}. */
    static FileFacts facts(long handle, Path path, KnownVolume volume) throws FileCallException {
        NativeMemory memory = all(handle, path);
        Kind kind = kind(handle, memory);
        int attributes = (int) FileInformation.FILE_ATTRIBUTES.in(memory, 0);
        long links = FileInformation.NUMBER_OF_LINKS.in(memory, 0);
        long sizeBytes = kind == Kind.FILE ? FileInformation.END_OF_FILE.in(memory, 0) : 0;
        long allocatedBytes = FileInformation.ALLOCATION_SIZE.in(memory, 0);
        long modified = FileInformation.LAST_WRITE_TIME.in(memory, 0);
        long changed = FileInformation.CHANGE_TIME.in(memory, 0);
        long born = FileInformation.CREATION_TIME.in(memory, 0);
        long index = FileInformation.INDEX_NUMBER.in(memory, 0);
        return new FileFacts(
                kind,
                identity(handle, index, volume),
                volume.countsLinks() ? OptionalInt.of((int) links) : OptionalInt.empty(),
                sizeBytes,
                OptionalLong.of(allocatedBytes),
                FileTime.instant(modified),
                changed == 0 ? Optional.empty() : Optional.of(FileTime.instant(changed)),
                born == 0 ? Optional.empty() : Optional.of(FileTime.instant(born)),
                OptionalLong.empty(),
                Optional.empty(),
                kind == Kind.FILE ? traits(attributes) : Set.of());
    }

    /** Returns {@code FILE_ALL_INFORMATION} of the file, good until the next call of this thread. */
    static NativeMemory all(long handle, Path path) throws FileCallException {
        NativeMemory memory = Scratch.get().information;
        int status = queryAll(handle, memory);
        if (status < 0) {
            throw WinError.failure("look at " + path, path, null, status);
        }
        return memory;
    }

    /** Returns the status; that there was no room for its name is none to speak of. */
    static int queryAll(long handle, NativeMemory into) {
        int status = Ntdll.queryInformationFile(
                handle, into, FileInformation.ALL.bytes(), InformationClass.FILE_ALL_INFORMATION);
        return status >= 0 || status == NtStatus.BUFFER_OVERFLOW ? 0 : queryParts(handle, into);
    }

    /** Part by part: where the whole is refused, its name may be too long to be told. */
    private static int queryParts(long handle, NativeMemory into) {
        int status = part(
                handle,
                into,
                FileInformation.CREATION_TIME,
                FileInformation.BASIC,
                InformationClass.FILE_BASIC_INFORMATION);
        if (status >= 0) {
            status = part(
                    handle,
                    into,
                    FileInformation.ALLOCATION_SIZE,
                    FileInformation.STANDARD,
                    InformationClass.FILE_STANDARD_INFORMATION);
        }
        if (status >= 0) {
            status = part(
                    handle,
                    into,
                    FileInformation.INDEX_NUMBER,
                    FileInformation.INTERNAL,
                    InformationClass.FILE_INTERNAL_INFORMATION);
        }
        return status < 0
                ? status
                : part(handle, into, FileInformation.EA_SIZE, FileInformation.EA, InformationClass.FILE_EA_INFORMATION);
    }

    /** Puts a part of the information to where it is in the whole, from its first field on. */
    private static int part(long handle, NativeMemory into, Field first, Structure part, int informationClass) {
        return Ntdll.queryInformationFile(handle, into.from(first.offset()), part.bytes(), informationClass);
    }

    /** Returns what the file is of which {@code all} was read; only a reparse point is asked once more. */
    static Kind kind(long handle, NativeMemory all) {
        long attributes = FileInformation.FILE_ATTRIBUTES.in(all, 0);
        return ReparsePoint.kind(attributes, Attributes.isReparsePoint(attributes) ? reparseTag(handle) : 0);
    }

    /** Returns its kind, where nothing else was read of it. */
    static Kind kind(long handle, Path path) throws FileCallException {
        NativeMemory memory = Scratch.get().numbers;
        int status = Ntdll.queryInformationFile(
                handle, memory, FileInformation.ATTRIBUTE_TAG.bytes(), InformationClass.FILE_ATTRIBUTE_TAG_INFORMATION);
        if (status < 0) {
            throw WinError.failure("look at " + path, path, null, status);
        }
        return ReparsePoint.kind(
                FileInformation.TAGGED_ATTRIBUTES.in(memory, 0), FileInformation.REPARSE_TAG.in(memory, 0));
    }

    private static long reparseTag(long handle) {
        NativeMemory memory = Scratch.get().numbers;
        int status = Ntdll.queryInformationFile(
                handle, memory, FileInformation.ATTRIBUTE_TAG.bytes(), InformationClass.FILE_ATTRIBUTE_TAG_INFORMATION);
        return status < 0 ? ReparsePoint.UNKNOWN_TAG : FileInformation.REPARSE_TAG.in(memory, 0);
    }

    /** The id that {@code FILE_ALL_INFORMATION} has is enough where ids have 64 bits. */
    private static Optional<FileKey> identity(long handle, long index, KnownVolume volume) {
        if (volume.hasIdsOf64Bits()) {
            return key(volume, 0, index);
        }
        NativeMemory memory = Scratch.get().information;
        int status = Ntdll.queryInformationFile(
                handle, memory, FileInformation.ID.bytes(), InformationClass.FILE_ID_INFORMATION);
        if (status < 0) {
            return key(volume, 0, index);
        }
        long low = memory.bytes().getLong(FileInformation.FILE_ID.offset());
        long high = memory.bytes().getLong(FileInformation.FILE_ID.offset() + Long.BYTES);
        return key(volume, high, low);
    }

    private static Optional<FileKey> key(KnownVolume volume, long high, long low) {
        // Where there is no id, a file system answers 0 or -1 (MS-FSCC 2.1.9 and 2.1.10).
        boolean none = high == 0 && low == 0 || low == -1 && (high == 0 || high == -1);
        return none ? Optional.empty() : Optional.of(new FileKey(volume.id(), high, low));
    }

    private static Set<FileFacts.Trait> traits(int attributes) {
        Set<FileFacts.Trait> traits = EnumSet.noneOf(FileFacts.Trait.class);
        if (Attributes.isPlaceholder(attributes)) {
            traits.add(FileFacts.Trait.PLACEHOLDER);
        }
        return traits;
    }
}
