package aka.report;

import aka.file.FileKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The object of one event while it is written. What is not known is {@code null}. */
public final class JsonLine {

    private final JsonGenerator json;

    JsonLine(JsonGenerator json) {
        this.json = json;
    }

    public JsonLine text(String key, @Nullable String value) {
        json.writeName(key);
        string(value);
        return this;
    }

    public JsonLine texts(String key, List<String> values) {
        json.writeArrayPropertyStart(key);
        for (String value : values) {
            string(value);
        }
        json.writeEndArray();
        return this;
    }

    public JsonLine number(String key, long value) {
        json.writeNumberProperty(key, value);
        return this;
    }

    public JsonLine number(String key, OptionalInt value) {
        return value.isPresent() ? number(key, value.getAsInt()) : nothing(key);
    }

    public JsonLine number(String key, OptionalLong value) {
        return value.isPresent() ? number(key, value.getAsLong()) : nothing(key);
    }

    public JsonLine flag(String key, boolean value) {
        json.writeBooleanProperty(key, value);
        return this;
    }

    public JsonLine time(String key, Instant value) {
        return text(key, Figures.rfc3339(value));
    }

    public JsonLine nothing(String key) {
        json.writeNullProperty(key);
        return this;
    }

    /** Writes {@code fileKey}, and {@code "fileKeyLasts":false} where it means something on this machine only until reboot. */
    public JsonLine fileKey(Optional<FileKey> key) {
        if (key.isEmpty()) {
            return nothing("fileKey");
        }
        text("fileKey", key.get().toString());
        return key.get().volume().lasting() ? this : flag("fileKeyLasts", false);
    }

    /** Writes a path under {@code key}; where it is no valid Unicode, the truth follows under {@code keyBytes}. */
    public JsonLine path(String key, @Nullable Path path) {
        if (path == null) {
            return nothing(key);
        }
        WrittenPath written = WrittenPath.of(path);
        text(key, written.text());
        return written.truth() == null ? this : text(key + WrittenPath.SUFFIX, written.truth());
    }

    /** Writes a list of paths, each an object with the keys of a single one. */
    public JsonLine paths(String key, List<Path> paths) {
        json.writeArrayPropertyStart(key);
        for (Path path : paths) {
            json.writeStartObject();
            path("path", path);
            json.writeEndObject();
        }
        json.writeEndArray();
        return this;
    }

    JsonLine startList(String key) {
        json.writeArrayPropertyStart(key);
        return this;
    }

    JsonLine endList() {
        json.writeEndArray();
        return this;
    }

    JsonLine startObject() {
        json.writeStartObject();
        return this;
    }

    JsonLine endObject() {
        json.writeEndObject();
        return this;
    }

    private void string(@Nullable String value) {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(wellFormed(value));
        }
    }

    /** A lone surrogate is no Unicode and cannot be written. */
    private static String wellFormed(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                return new String(value.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
            }
        }
        return value;
    }
}
