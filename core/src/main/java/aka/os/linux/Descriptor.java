package aka.os.linux;

import aka.os.FileCallException;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/** What is asked of an open descriptor, whatever it is of. */
final class Descriptor {

    private static final NativeMemory EMPTY = NativeMemory.in(Arena.global(), 1);

    private Descriptor() {}

    /**
     * Returns the facts behind {@code fd}; they are good until the thread's next look.
     *
     * @param shown for messages
     */
    static Statx look(int fd, Shown shown) throws FileCallException {
        Statx statx = Scratch.get().statx;
        int answer = Libc.statx(fd, EMPTY.address(), Libc.AT_EMPTY_PATH | Libc.AT_STATX_FORCE_SYNC, Statx.ALL, statx);
        if (answer < 0) {
            Path path = shown.path();
            throw Errno.failure("look at " + path, path, null, answer);
        }
        return statx;
    }
}
