package aka.os.linux;

import aka.file.Leaf;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.Draft;
import aka.os.FileCallException;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;

/** A new body, without a name ({@code O_TMPFILE}) until it is published, or under its temporary name from the start. */
final class LinuxDraft extends LinuxBody implements Draft {

    private final LinuxFolder folder;
    private final Leaf temporary;
    private boolean named;
    private boolean published;

    LinuxDraft(int fd, LinuxFolder folder, Leaf temporary, boolean named, LinuxVolumes volumes) {
        super(fd, new BelowFolder(folder, temporary.bytes()), volumes, true);
        this.folder = folder;
        this.temporary = temporary;
        this.named = named;
    }

    @Override
    public Copied copyFrom(Body existing, CancelToken cancel) throws FileCallException {
        return new CopyBytes((LinuxBody) existing, this, cancel).run();
    }

    @Override
    public void write(ByteBuffer bytes) throws FileCallException {
        long end = facts().sizeBytes();
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory memory = NativeMemory.in(arena, Math.max(1, bytes.remaining()));
            int length = bytes.remaining();
            memory.bytes().put(0, bytes, bytes.position(), length);
            int written = 0;
            while (written < length) {
                long answer = Libc.pwrite(fd(), memory.address() + written, length - written, end + written);
                if (answer < 0) {
                    throw Errno.failure("write to " + path(), path(), null, answer);
                }
                written += (int) answer;
            }
            bytes.position(bytes.limit());
        }
    }

    @Override
    public Leaf publish() throws FileCallException {
        if (!named) {
            int answer = folder.linkDescriptor(fd(), temporary);
            if (answer < 0) {
                throw Errno.failure("name the new file " + path(), path(), null, answer);
            }
            named = true;
        }
        published = true;
        return temporary;
    }

    @Override
    public void close() {
        if (named && !published) {
            // Best effort: what stays is named by the next run that comes by.
            Libc.unlinkat(folder.fd(), Scratch.get().path(temporary.bytes()), 0);
            named = false;
        }
        super.close();
    }
}
