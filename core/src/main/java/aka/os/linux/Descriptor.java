package aka.os.linux;

import aka.os.FileCallException;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/** What is asked of an open descriptor, whatever it is of. */
final class Descriptor {

    private static final NativeMemory EMPTY = NativeMemory.in(Arena.global(), 1);

    private Descriptor() {}

    /** Returns the facts behind {@code fd}; the view is good until the thread's next look. */
    static Statx look(int fd, Path path) throws FileCallException {
        NativeMemory statx = Scratch.get().statx;
        int answer = Libc.statx(fd, EMPTY.address(), Libc.AT_EMPTY_PATH | Libc.AT_STATX_FORCE_SYNC, Statx.ALL, statx);
        if (answer < 0) {
            throw Errno.failure("look at " + path, path, null, answer);
        }
        return new Statx(statx);
    }
}
