package aka.report;

import aka.file.Name;
import aka.file.RawPath;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes lines to one stream. A line goes to the stream whole, when it ends.
 *
 * <p>Names are written as the bytes they are, unless the stream is a terminal, which must not be steered by a name: there
 * control characters, characters that turn the direction of text, and bytes that are no text are escaped, a line break as
 * {@code \n}, an escape as {@code \x1b}.
 */
public final class Ink {

    /** A colour or weight, as a terminal is told of it. */
    public enum Style {
        BOLD("\033[1m"),
        FAINT("\033[2m"),
        RED("\033[31m"),
        GREEN("\033[32m"),
        YELLOW("\033[33m");

        private final String on;

        Style(String on) {
            this.on = on;
        }
    }

    private static final String OFF = "\033[0m";
    /** To the end of the line. */
    private static final String CLEAR = "\033[K";

    private final OutputStream to;
    private final boolean terminal;
    private final boolean colored;
    /** The line that is being written, by one thread. */
    private byte[] line = new byte[256];

    private int length;

    /** The line that the next one is written over; empty if there is none. */
    private String showing = "";

    public Ink(OutputStream to, boolean terminal, boolean colored) {
        this.to = to;
        this.terminal = terminal;
        this.colored = colored;
    }

    /** Writes words of our own. */
    public Ink text(String words) {
        return add(words.getBytes(StandardCharsets.UTF_8));
    }

    public Ink text(String words, Style style) {
        return colored ? text(style.on).text(words).text(OFF) : text(words);
    }

    /** Writes a sentence that may hold renderings of names: always escaped, so that it stays one line. */
    public Ink sentence(String words) {
        return text(Escapes.of(words));
    }

    public Ink path(Path path) {
        return raw(RawPath.bytes(path));
    }

    private Ink raw(byte[] raw) {
        if (terminal) {
            return text(Escapes.of(raw));
        }
        return add(raw);
    }

    private Ink add(byte[] bytes) {
        makeRoom(bytes.length);
        System.arraycopy(bytes, 0, line, length, bytes.length);
        length += bytes.length;
        return this;
    }

    private void end(byte with) {
        makeRoom(1);
        line[length++] = with;
        send();
    }

    private void makeRoom(int bytes) {
        if (bytes > line.length - length) {
            line = Arrays.copyOf(line, Math.max(length + bytes, 2 * line.length));
        }
    }

    /** Writes a name alone: with NUL behind it, nothing is escaped. */
    public void name(Path path, boolean nul) {
        name(RawPath.bytes(path), nul);
    }

    public void name(Name name, boolean nul) {
        name(name.rawPath(), nul);
    }

    private void name(byte[] raw, boolean nul) {
        if (nul) {
            add(raw).end((byte) 0);
        } else {
            raw(raw).end();
        }
    }

    /** Writes what stands between groups of names: an empty line, or with NUL behind each name one more of that. */
    public void gap(boolean nul) {
        end((byte) (nul ? 0 : '\n'));
    }

    /** Ends the line. */
    public void end() {
        end((byte) '\n');
    }

    /** Hands over what was written of a line that has no end yet: a question. */
    public void hold() {
        send();
        flush();
    }

    /** Writes a line that the next one is written over, from any thread; only a terminal can. Nothing if it stands there. */
    synchronized void transientLine(String words) {
        if (!words.equals(showing)) {
            // What is longer is covered before the rest is cleared: an empty line in between would flicker.
            onItsOwn(("\r" + words + CLEAR).getBytes(StandardCharsets.UTF_8));
            showing = words;
        }
    }

    /** Takes away the line that the next one is written over, from any thread. */
    synchronized void erase() {
        if (!showing.isEmpty()) {
            transientLine("");
        }
    }

    /**
     * Returns a stream to the same terminal: what goes there begins where the line stood that is to be written over.
     *
     * @param other where it leads
     */
    public OutputStream beside(OutputStream other) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                synchronized (Ink.this) {
                    erase();
                    other.write(bytes, offset, count);
                }
            }

            @Override
            public void flush() throws IOException {
                other.flush();
            }
        };
    }

    /** Writes lines that are whole already, from any thread. */
    synchronized void whole(String lines) {
        onItsOwn(lines.getBytes(StandardCharsets.UTF_8));
    }

    public void flush() {
        try {
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void send() {
        erase();
        try {
            to.write(line, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            length = 0;
        }
    }

    private void onItsOwn(byte[] bytes) {
        try {
            to.write(bytes);
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
