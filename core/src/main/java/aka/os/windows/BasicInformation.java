package aka.os.windows;

import aka.os.memory.NativeMemory;

/** Sets times and attributes of an open file. Of the structure, what is 0 is left as it is. */
final class BasicInformation {

    /** In place of a time (MS-FSCC 2.4.7). */
    @NoHeader("MS-FSCC 2.4.7")
    private static final long UNMOVED = -1;

    private BasicInformation() {}

    /** Returns the status. */
    static int setAttributes(long handle, long attributes) {
        NativeMemory memory = cleared();
        // 0 would mean: as they are.
        FileInformation.SET_FILE_ATTRIBUTES.put(memory, attributes == 0 ? Attributes.NORMAL : attributes);
        return set(handle, memory);
    }

    /** Returns the status. */
    static int setModified(long handle, long ticks) {
        NativeMemory memory = cleared();
        FileInformation.SET_LAST_WRITE_TIME.put(memory, ticks);
        return set(handle, memory);
    }

    /** What is read by this handle from now on moves no time of access. Returns the status. */
    static int leaveAccessTime(long handle) {
        NativeMemory memory = cleared();
        FileInformation.SET_LAST_ACCESS_TIME.put(memory, UNMOVED);
        return set(handle, memory);
    }

    /** Returns the status. */
    static int setAll(long handle, long created, long accessed, long modified, long attributes) {
        NativeMemory memory = cleared();
        FileInformation.SET_CREATION_TIME.put(memory, created);
        FileInformation.SET_LAST_ACCESS_TIME.put(memory, accessed);
        FileInformation.SET_LAST_WRITE_TIME.put(memory, modified);
        FileInformation.SET_FILE_ATTRIBUTES.put(memory, attributes == 0 ? Attributes.NORMAL : attributes);
        return set(handle, memory);
    }

    private static NativeMemory cleared() {
        NativeMemory memory = Scratch.get().information;
        memory.clear(FileInformation.BASIC.bytes());
        return memory;
    }

    private static int set(long handle, NativeMemory memory) {
        return Ntdll.setInformationFile(
                handle, memory, FileInformation.BASIC.bytes(), InformationClass.FILE_BASIC_INFORMATION);
    }
}
