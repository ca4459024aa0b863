package aka.plan;

import aka.content.ContentHash;
import aka.file.FileKey;
import aka.file.RawPath;
import aka.file.RawText;
import aka.file.VolumeId;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The keys and values of an object in a line. Every method asks for the value of one key and throws a {@link LineFlaw} if it is
 * not there or of another kind; where {@code null} stands for unknown, it gives an empty answer. Keys that nobody asks for are
 * nobody's business.
 */
public final class LineFields {

    static final String HASH_KIND = "xxh3-128:";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONG_DIGITS = 16;

    /** Keys, and behind each its value: a text, a {@code Long}, a {@code Boolean}, {@code LineFields}, a list of these. */
    private final List<Object> pairs;

    private LineFields(List<Object> pairs) {
        this.pairs = pairs;
    }

    /** Returns what the JSON says, which is one object and nothing else. */
    static LineFields parse(byte[] bytes, int from, int length) throws LineFlaw {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new LineFlaw("it is no JSON object");
            }
            LineFields fields = object(parser);
            if (parser.nextToken() != null) {
                throw new LineFlaw("something follows the JSON object");
            }
            return fields;
        } catch (JacksonException notJson) {
            throw new LineFlaw("it is no valid JSON");
        }
    }

    private static LineFields object(JsonParser parser) throws LineFlaw {
        List<Object> pairs = new ArrayList<>();
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            Object value = value(parser, parser.nextToken());
            if (value != null) {
                pairs.add(key);
                pairs.add(value);
            }
        }
        return new LineFields(pairs);
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) throws LineFlaw {
        return switch (token) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_NUMBER_FLOAT -> throw new LineFlaw("a number in it has a fraction");
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new LineFlaw("it is no valid JSON");
        };
    }

    private static List<Object> list(JsonParser parser) throws LineFlaw {
        List<Object> values = new ArrayList<>(2);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Object value = value(parser, token);
            if (value == null) {
                throw new LineFlaw("a list in it holds a null");
            }
            values.add(value);
        }
        return values;
    }

    /** Returns whether there is a value, and not {@code null}. */
    public boolean has(String key) {
        return find(key) != null;
    }

    public String text(String key) throws LineFlaw {
        String value = value(key, String.class);
        return value == null ? RawText.of(bytes(key + "Bytes")) : value;
    }

    public List<String> texts(String key) throws LineFlaw {
        return list(key, String.class);
    }

    public byte[] bytes(String key) throws LineFlaw {
        try {
            return Base64.getDecoder().decode(required(key, String.class));
        } catch (IllegalArgumentException notBase64) {
            throw notA("base64", key);
        }
    }

    public long number(String key) throws LineFlaw {
        return required(key, Long.class);
    }

    public OptionalLong optionalNumber(String key) throws LineFlaw {
        Long value = value(key, Long.class);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** Returns a number that is 0 or more. */
    public long count(String key) throws LineFlaw {
        long value = number(key);
        if (value < 0) {
            throw notA("count", key);
        }
        return value;
    }

    public int integer(String key) throws LineFlaw {
        return integer(key, number(key));
    }

    public OptionalInt optionalInteger(String key) throws LineFlaw {
        Long value = value(key, Long.class);
        return value == null ? OptionalInt.empty() : OptionalInt.of(integer(key, value));
    }

    private static int integer(String key, long value) throws LineFlaw {
        if (value != (int) value) {
            throw notA("number of 32 bits", key);
        }
        return (int) value;
    }

    public boolean flag(String key) throws LineFlaw {
        return required(key, Boolean.class);
    }

    public Instant time(String key) throws LineFlaw {
        return time(key, required(key, String.class));
    }

    public Optional<Instant> optionalTime(String key) throws LineFlaw {
        String value = value(key, String.class);
        return value == null ? Optional.empty() : Optional.of(time(key, value));
    }

    private static Instant time(String key, String value) throws LineFlaw {
        try {
            return TimeText.parse(value);
        } catch (DateTimeException noTime) {
            throw notA("time", key);
        }
    }

    /** Returns a path, relative or absolute. */
    public Path path(String key) throws LineFlaw {
        String value = value(key, String.class);
        if (value != null && !LineWriter.isWellFormed(value)) {
            throw notA("Unicode", key);
        }
        byte[] raw = value == null ? bytes(key + "Bytes") : value.getBytes(StandardCharsets.UTF_8);
        try {
            return RawPath.path(raw);
        } catch (InvalidPathException refused) {
            throw notA("path", key);
        }
    }

    public FileKey fileKey(String key) throws LineFlaw {
        return fileKey(key, required(key, String.class));
    }

    public Optional<FileKey> optionalFileKey(String key) throws LineFlaw {
        String value = value(key, String.class);
        return value == null ? Optional.empty() : Optional.of(fileKey(key, value));
    }

    private FileKey fileKey(String key, String text) throws LineFlaw {
        Boolean lasts = value(key + "Lasts", Boolean.class);
        int colon = text.indexOf(':');
        boolean wide = colon == 2 * LONG_DIGITS;
        int fileDigits = text.length() - colon - 1;
        if (colon != LONG_DIGITS && !wide || fileDigits < 1 || fileDigits > 2 * LONG_DIGITS) {
            throw notA("file key", key);
        }
        int split = Math.max(colon + 1, text.length() - LONG_DIGITS);
        try {
            VolumeId volume = new VolumeId(
                    wide ? HexFormat.fromHexDigitsToLong(text, 0, LONG_DIGITS) : 0,
                    HexFormat.fromHexDigitsToLong(text, colon - LONG_DIGITS, colon),
                    lasts == null || lasts);
            return new FileKey(
                    volume,
                    HexFormat.fromHexDigitsToLong(text, colon + 1, split),
                    HexFormat.fromHexDigitsToLong(text, split, text.length()));
        } catch (IllegalArgumentException notHex) {
            throw notA("file key", key);
        }
    }

    public ContentHash hash(String key) throws LineFlaw {
        String text = required(key, String.class);
        int middle = HASH_KIND.length() + LONG_DIGITS;
        if (!text.startsWith(HASH_KIND) || text.length() != middle + LONG_DIGITS) {
            throw notA("hash", key);
        }
        try {
            return new ContentHash(
                    HexFormat.fromHexDigitsToLong(text, HASH_KIND.length(), middle),
                    HexFormat.fromHexDigitsToLong(text, middle, text.length()));
        } catch (IllegalArgumentException notHex) {
            throw notA("hash", key);
        }
    }

    public RunId runId(String key) throws LineFlaw {
        return runId(key, required(key, String.class));
    }

    public Optional<RunId> optionalRunId(String key) throws LineFlaw {
        String value = value(key, String.class);
        return value == null ? Optional.empty() : Optional.of(runId(key, value));
    }

    private static RunId runId(String key, String text) throws LineFlaw {
        try {
            return new RunId(text);
        } catch (IllegalArgumentException noId) {
            throw notA("run", key);
        }
    }

    public LineFields object(String key) throws LineFlaw {
        return required(key, LineFields.class);
    }

    public Optional<LineFields> optionalObject(String key) throws LineFlaw {
        return Optional.ofNullable(value(key, LineFields.class));
    }

    public List<LineFields> objects(String key) throws LineFlaw {
        return list(key, LineFields.class);
    }

    private <T> List<T> list(String key, Class<T> kind) throws LineFlaw {
        List<?> values = required(key, List.class);
        List<T> typed = new ArrayList<>(values.size());
        for (Object value : values) {
            if (!kind.isInstance(value)) {
                throw notA("list of that kind", key);
            }
            typed.add(kind.cast(value));
        }
        return typed;
    }

    private <T> T required(String key, Class<T> kind) throws LineFlaw {
        T value = value(key, kind);
        if (value == null) {
            throw new LineFlaw("it has no '" + key + "'");
        }
        return value;
    }

    private <T> @Nullable T value(String key, Class<T> kind) throws LineFlaw {
        Object value = find(key);
        if (value != null && !kind.isInstance(value)) {
            throw notA(kind == Long.class ? "number" : "value of the right kind", key);
        }
        return kind.cast(value);
    }

    private @Nullable Object find(String key) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(key)) {
                return pairs.get(i + 1);
            }
        }
        return null;
    }

    private static LineFlaw notA(String kind, String key) {
        return new LineFlaw("its '" + key + "' is no " + kind);
    }
}
