package aka.os.portable;

import aka.file.FileFacts;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.Trouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A body as the JDK can hold it: by its path, and by what stood there. The JDK cannot ask an open file who it is, so {@link
 * #facts} refuses with {@link Trouble#CHANGED} once the path leads elsewhere; what is read still comes from the file that
 * was opened.
 */
final class PortableBody implements Body {

    private final Look look;
    private final Path path;
    private final FileFacts opened;
    private final Optional<FileChannel> channel;

    PortableBody(Look look, Path path, FileFacts opened, Optional<FileChannel> channel) {
        this.look = look;
        this.path = path;
        this.opened = opened;
        this.channel = channel;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public FileFacts facts() throws FileCallException {
        Failure failure = new Failure("look again at " + path, path);
        FileFacts now;
        try {
            now = look.at(path, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            FileCallException thrown = failure.from(e);
            throw thrown.trouble() == Trouble.MISSING ? failure.because(Trouble.CHANGED) : thrown;
        }
        if (!Look.isSame(opened, now)) {
            throw failure.because(Trouble.CHANGED);
        }
        return now;
    }

    @Override
    public int read(ByteBuffer into, long offset) throws FileCallException {
        Failure failure = new Failure("read " + path, path);
        if (channel.isEmpty()) {
            throw failure.because(Trouble.UNSUPPORTED, "it is only held", "Open it for reading.");
        }
        int total = 0;
        try {
            while (into.hasRemaining()) {
                int count = channel.get().read(into, offset + total);
                if (count < 0) {
                    break;
                }
                total += count;
            }
            return total;
        } catch (IOException e) {
            throw failure.from(e);
        }
    }

    @Override
    public boolean tryLock() throws FileCallException {
        if (channel.isEmpty()) {
            return false;
        }
        throw new Failure("lock " + path, path)
                .lacks("flock(2): it locks only what is open for writing", "Use the native route.");
    }

    @Override
    public void close() {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException nothingWasWritten) {
            // A file that was only read has nothing to lose by a failing close.
        }
    }
}
