package aka.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A buffered stream of the process that outlives its reader: once a write failed, everything further is dropped, and the
 * failure can be asked for.
 */
final class Output extends OutputStream {

    private final OutputStream to;
    private final boolean lines;
    private final byte[] buffer = new byte[16 * 1024];
    private int length;
    private Optional<IOException> failure = Optional.empty();

    /** @param lines whether each write goes out at once, as on stderr */
    Output(OutputStream to, boolean lines) {
        this.to = to;
        this.lines = lines;
    }

    /** Returns why nothing is written any more; empty while all goes well. */
    synchronized Optional<IOException> failure() {
        return failure;
    }

    @Override
    public synchronized void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) {
        if (count > buffer.length - length) {
            drain();
        }
        if (count > buffer.length) {
            send(bytes, offset, count);
            return;
        }
        System.arraycopy(bytes, offset, buffer, length, count);
        length += count;
        if (lines) {
            drain();
        }
    }

    @Override
    public synchronized void flush() {
        drain();
        if (failure.isEmpty()) {
            try {
                to.flush();
            } catch (IOException e) {
                failure = Optional.of(e);
            }
        }
    }

    private void drain() {
        int count = length;
        length = 0;
        send(buffer, 0, count);
    }

    private void send(byte[] bytes, int offset, int count) {
        if (count == 0 || failure.isPresent()) {
            return;
        }
        try {
            to.write(bytes, offset, count);
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }
}
