package aka.plan;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads lines that a {@link LineWriter} wrote, whatever has become of them since. */
public final class LineReader {

    /** Longer than any line of a writer; what is longer is passed over, so that memory is bounded. */
    private static final int LONGEST = 1 << 28;

    private static final int FIRST_BYTES = 1 << 16;

    private final InputStream in;
    private final CRC32C crc = new CRC32C();
    private byte[] buffer = new byte[FIRST_BYTES];
    private int from;
    private int to;
    private long offset;
    private long number;
    private long passedOver;

    /**
     * @param offset how many bytes of the file are before what {@code in} delivers
     */
    public LineReader(InputStream in, long offset) {
        this.in = in;
        this.offset = offset;
    }

    /** Returns the next line, or null at the end. */
    public @Nullable Line next() throws IOException {
        int end = findEnd();
        if (end < 0) {
            return null;
        }
        number++;
        long at = offset;
        boolean ended = end < to;
        Line line = ended ? whole(at, end) : new Line.Torn(number, at);
        int taken = end - from + (ended ? 1 : 0);
        offset += passedOver + taken;
        from += taken;
        passedOver = 0;
        return line;
    }

    /** Returns where the newline of the next line is, or the end of what there is, or -1 if there is nothing. */
    private int findEnd() throws IOException {
        int at = from;
        while (true) {
            for (; at < to; at++) {
                if (buffer[at] == '\n') {
                    return at;
                }
            }
            int searched = at - from;
            if (searched >= LONGEST) {
                passOver(searched);
                searched = 0;
            }
            if (!fill()) {
                return from == to ? -1 : to;
            }
            at = from + searched;
        }
    }

    /** Forgets the beginning of a line that is too long to be one. */
    private void passOver(int bytes) {
        from += bytes;
        passedOver += bytes;
    }

    private boolean fill() throws IOException {
        if (to == buffer.length) {
            int waiting = to - from;
            byte[] roomy = from > buffer.length / 2 ? buffer : new byte[2 * buffer.length];
            System.arraycopy(buffer, from, roomy, 0, waiting);
            buffer = roomy;
            from = 0;
            to = waiting;
        }
        int read = in.read(buffer, to, buffer.length - to);
        to += Math.max(read, 0);
        return read > 0;
    }

    private Line whole(long at, int end) {
        int json = from + LineWriter.HEADER_BYTES;
        try {
            if (passedOver > 0) {
                throw new LineFlaw("it is longer than any line may be");
            }
            if (end < json || buffer[from + 8] != ' ' || buffer[json - 1] != ' ') {
                throw new LineFlaw("it does not begin with a length and a checksum");
            }
            if (hex(from) != end - json) {
                throw new LineFlaw("its length is not what it should be");
            }
            crc.reset();
            crc.update(buffer, json, end - json);
            if (hex(from + 9) != (int) crc.getValue()) {
                throw new LineFlaw("its checksum is not what it should be");
            }
            return new Line.Whole(number, at, LineFields.parse(buffer, json, end - json));
        } catch (LineFlaw flaw) {
            return new Line.Bad(number, at, flaw.words());
        }
    }

    /** Returns the number of eight hexadecimal digits, which are never capitals. */
    private int hex(int at) throws LineFlaw {
        int value = 0;
        for (byte digit : Arrays.copyOfRange(buffer, at, at + 8)) {
            boolean figure = digit >= '0' && digit <= '9';
            if (!figure && (digit < 'a' || digit > 'f')) {
                throw new LineFlaw("it does not begin with a length and a checksum");
            }
            value = value << 4 | (figure ? digit - '0' : digit - 'a' + 10);
        }
        return value;
    }
}
