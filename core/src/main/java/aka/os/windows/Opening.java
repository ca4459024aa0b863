package aka.os.windows;

import static aka.os.windows.Ntdll.FILE_OPEN;
import static aka.os.windows.Ntdll.FILE_OPEN_FOR_BACKUP_INTENT;
import static aka.os.windows.Ntdll.FILE_OPEN_NO_RECALL;
import static aka.os.windows.Ntdll.FILE_OPEN_REPARSE_POINT;
import static aka.os.windows.Ntdll.FILE_READ_ATTRIBUTES;
import static aka.os.windows.Ntdll.FILE_SYNCHRONOUS_IO_NONALERT;
import static aka.os.windows.Ntdll.SHARE_ALL;
import static aka.os.windows.Ntdll.SYNCHRONIZE;

import aka.os.memory.NativeMemory;

/**
 * Opens files, within an open folder wherever there is one. Every answer is a handle, or the status of what went wrong, below
 * 0. With backup intent a folder is opened as a file is, and who has the privilege to back up is not kept out by an access list.
 */
final class Opening {

    @Ours
    private static final int ALWAYS = FILE_SYNCHRONOUS_IO_NONALERT | FILE_OPEN_FOR_BACKUP_INTENT;

    private Opening() {}

    /** Opens what {@code name} is within {@code root}, a link itself, nothing fetched from a cloud, shared with everyone. */
    static long open(long root, String name, int access) {
        return open(root, name, access, SHARE_ALL);
    }

    /** Opens it and lets others do meanwhile what {@code share} says. */
    static long open(long root, String name, int access, int share) {
        return create(root, name, access, share, FILE_OPEN, FILE_OPEN_REPARSE_POINT | FILE_OPEN_NO_RECALL, 0);
    }

    /** Opens what {@code name} leads to, links followed. */
    static long follow(String name, int access) {
        return create(0, name, access, SHARE_ALL, FILE_OPEN, FILE_OPEN_NO_RECALL, 0);
    }

    /** Opens the very file that {@code handle} is open on once more: what its name leads to by now is not asked. */
    static long again(long handle, int access, int share) {
        return open(handle, "", access, share);
    }

    /** Opens the file with this id on the volume on which {@code near} is open. */
    static long byId(long near, FileId id, int access, int share) {
        int options = FILE_OPEN_REPARSE_POINT | FILE_OPEN_NO_RECALL | Ntdll.FILE_OPEN_BY_FILE_ID;
        return create(near, id.name(), access, share, FILE_OPEN, options, 0);
    }

    /** Opens only to look at what the {@code length} bytes of UTF-16 at {@code address} name within {@code root}. */
    static long look(long root, long address, int length) {
        NativeMemory object = Scratch.get().object.within(root, address, length, 0);
        int options = ALWAYS | FILE_OPEN_REPARSE_POINT | FILE_OPEN_NO_RECALL;
        return Ntdll.createFile(object, FILE_READ_ATTRIBUTES | SYNCHRONIZE, SHARE_ALL, FILE_OPEN, options);
    }

    /**
     * Opens or makes it.
     *
     * @param root an open folder or file, or 0 where {@code name} is one from the top
     * @param securityDescriptor the address of one for what is made, or 0
     */
    static long create(
            long root, String name, int access, int share, int disposition, int options, long securityDescriptor) {
        Scratch scratch = Scratch.get();
        NativeMemory units = scratch.name(name);
        int bytes = Math.min(2 * name.length(), ObjectName.MAX_BYTES);
        NativeMemory object = scratch.object.within(root, units.address(), bytes, securityDescriptor);
        return Ntdll.createFile(object, access | SYNCHRONIZE, share, disposition, ALWAYS | options);
    }
}
