package aka.plan;

import aka.content.ContentHash;
import aka.file.FileKey;
import aka.file.RawPath;
import aka.file.RawText;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes records as lines that can be checked: {@code LLLLLLLL CCCCCCCC {json}}, the length of the JSON in bytes and the
 * CRC32C over it, eight hexadecimal digits each. What was written is collected until it is {@link #drained}.
 *
 * <p>A line is written from {@link #start} to {@link #end}; in between come its keys. What is not known is {@code null}.
 */
public final class LineWriter {

    static final int HEADER_BYTES = 18;

    private static final JsonFactory JSON =
            JsonFactory.builder().rootValueSeparator("").build();

    /** Far above what any but the strangest step needs; a buffer that had to grow further is not kept. */
    private static final int KEPT_BYTES = 1 << 20;

    private final String ownerKey;
    private final String owner;
    private final Lines lines = new Lines();
    private final JsonGenerator json;
    private final CRC32C crc = new CRC32C();
    private long sequence;
    private int lineStart;

    /**
     * @param ownerKey which key says whose line it is: {@code run} or {@code plan}
     * @param owner whose line it is
     * @param sequence the number of the line before the first one; 0 for a new file
     */
    public LineWriter(String ownerKey, String owner, long sequence) {
        this.ownerKey = ownerKey;
        this.owner = owner;
        this.sequence = sequence;
        this.json = JSON.createGenerator(ObjectWriteContext.empty(), lines, JsonEncoding.UTF8);
    }

    /** Begins a line of this type. */
    public void start(String type) {
        lineStart = lines.length;
        lines.skip(HEADER_BYTES);
        json.writeStartObject();
        json.writeStringProperty(ownerKey, owner);
        json.writeNumberProperty("seq", ++sequence);
        json.writeStringProperty("type", type);
    }

    /** Ends the line. */
    public void end() {
        json.writeEndObject();
        json.flush();
        int from = lineStart + HEADER_BYTES;
        int length = lines.length - from;
        crc.reset();
        crc.update(lines.bytes, from, length);
        lines.hex(lineStart, length);
        lines.hex(lineStart + 9, (int) crc.getValue());
        lines.write('\n');
    }

    /** Returns the number of the line that was started last. */
    public long sequence() {
        return sequence;
    }

    /** Returns how many bytes wait to be {@link #drained}. */
    public int waitingBytes() {
        return lines.length;
    }

    /** Returns what waits, for as long as no line is started. It waits on until it is {@link #drained}. */
    public ByteBuffer waiting() {
        return ByteBuffer.wrap(lines.bytes, 0, lines.length);
    }

    /** Forgets the first {@code bytes} of what waits: they are where they belong. */
    public void drained(int bytes) {
        lines.drop(bytes);
    }

    /** Writes a text under {@code key}, or, where it is no valid Unicode, its raw bytes under {@code keyBytes}. */
    public LineWriter text(String key, String value) {
        if (isWellFormed(value)) {
            json.writeStringProperty(key, value);
        } else {
            bytes(key + "Bytes", RawText.bytes(value));
        }
        return this;
    }

    public LineWriter texts(String key, Collection<String> values) {
        json.writeArrayPropertyStart(key);
        values.forEach(json::writeString);
        json.writeEndArray();
        return this;
    }

    public LineWriter bytes(String key, byte[] value) {
        json.writeStringProperty(key, Base64.getEncoder().encodeToString(value));
        return this;
    }

    public LineWriter number(String key, long value) {
        json.writeNumberProperty(key, value);
        return this;
    }

    public LineWriter number(String key, OptionalInt value) {
        return value.isPresent() ? number(key, value.getAsInt()) : nothing(key);
    }

    public LineWriter number(String key, OptionalLong value) {
        return value.isPresent() ? number(key, value.getAsLong()) : nothing(key);
    }

    public LineWriter flag(String key, boolean value) {
        json.writeBooleanProperty(key, value);
        return this;
    }

    public LineWriter time(String key, Instant value) {
        json.writeStringProperty(key, TimeText.of(value));
        return this;
    }

    public LineWriter time(String key, Optional<Instant> value) {
        return value.isPresent() ? time(key, value.get()) : nothing(key);
    }

    /** Writes a path under {@code key}, or, where it is no valid UTF-8, its bytes under {@code keyBytes}. */
    public LineWriter path(String key, Path value) {
        byte[] raw = RawPath.bytes(value);
        if (RawPath.isUtf8(raw)) {
            json.writeName(key);
            json.writeUTF8String(raw, 0, raw.length);
            return this;
        }
        return bytes(key + "Bytes", raw);
    }

    /** Writes a file key, and {@code "keyLasts":false} beside it where the volume has no id of its own. */
    public LineWriter fileKey(String key, FileKey value) {
        json.writeStringProperty(key, value.toString());
        return value.volume().lasting() ? this : flag(key + "Lasts", false);
    }

    public LineWriter fileKey(String key, Optional<FileKey> value) {
        return value.isPresent() ? fileKey(key, value.get()) : nothing(key);
    }

    public LineWriter hash(String key, ContentHash value) {
        HexFormat hex = HexFormat.of();
        json.writeStringProperty(
                key, LineFields.HASH_KIND + hex.toHexDigits(value.high()) + hex.toHexDigits(value.low()));
        return this;
    }

    public LineWriter nothing(String key) {
        json.writeNullProperty(key);
        return this;
    }

    public LineWriter startObject(String key) {
        json.writeObjectPropertyStart(key);
        return this;
    }

    public LineWriter startObject() {
        json.writeStartObject();
        return this;
    }

    public LineWriter endObject() {
        json.writeEndObject();
        return this;
    }

    public LineWriter startList(String key) {
        json.writeArrayPropertyStart(key);
        return this;
    }

    public LineWriter endList() {
        json.writeEndArray();
        return this;
    }

    /** A lone surrogate is no Unicode and cannot be written as text. */
    static boolean isWellFormed(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (!Character.isHighSurrogate(c) || ++i == value.length() || !Character.isLowSurrogate(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of lines, in an array that grows. */
    private static final class Lines extends OutputStream {
        private byte[] bytes = new byte[1 << 16];
        private int length;

        @Override
        public void write(int b) {
            room(1);
            bytes[length++] = (byte) b;
        }

        @Override
        public void write(byte[] from, int offset, int count) {
            room(count);
            System.arraycopy(from, offset, bytes, length, count);
            length += count;
        }

        void skip(int count) {
            room(count);
            Arrays.fill(bytes, length, length + count, (byte) ' ');
            length += count;
        }

        void hex(int at, int value) {
            for (int i = 0; i < 8; i++) {
                bytes[at + i] = (byte) Character.forDigit(value >>> 28 - 4 * i & 0xF, 16);
            }
        }

        void drop(int count) {
            length -= count;
            if (length == 0 && bytes.length > KEPT_BYTES) {
                bytes = new byte[1 << 16];
            } else {
                System.arraycopy(bytes, count, bytes, 0, length);
            }
        }

        private void room(int count) {
            if (length + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
            }
        }
    }
}
