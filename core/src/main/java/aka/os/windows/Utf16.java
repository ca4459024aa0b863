package aka.os.windows;

import aka.os.memory.NativeMemory;

/** Names in native memory: UTF-16 units, which need not be well-formed, so that no decoder may come near them. */
final class Utf16 {

    private Utf16() {}

    /** Returns the {@code bytes} bytes at {@code at} as they are. */
    static String text(NativeMemory memory, int at, int bytes) {
        char[] units = new char[bytes / 2];
        for (int i = 0; i < units.length; i++) {
            units[i] = memory.bytes().getChar(at + 2 * i);
        }
        return new String(units);
    }
}
