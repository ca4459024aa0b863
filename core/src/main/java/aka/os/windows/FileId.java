package aka.os.windows;

import aka.os.memory.NativeMemory;

/**
 * Which file it is on its volume, by the 64 bits that every file system of Windows has, and by which a file is opened.
 *
 * @param index {@code FILE_INTERNAL_INFORMATION.IndexNumber}; 0 where it cannot be had
 */
record FileId(long index) {

    static FileId of(long handle) {
        NativeMemory memory = Scratch.get().numbers;
        int status = Ntdll.queryInformationFile(handle, memory, Long.BYTES, InformationClass.FILE_INTERNAL_INFORMATION);
        return new FileId(status < 0 ? 0 : memory.bytes().getLong(0));
    }

    boolean isKnown() {
        return index != 0;
    }

    /** Returns the id as a name, four units. */
    String name() {
        char[] units = new char[Long.BYTES / Character.BYTES];
        for (int i = 0; i < units.length; i++) {
            units[i] = (char) (index >>> Character.SIZE * i);
        }
        return new String(units);
    }
}
