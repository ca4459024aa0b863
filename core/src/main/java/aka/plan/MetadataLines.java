package aka.plan;

import aka.file.FileFacts.Owner;
import aka.os.BodyMetadata;
import aka.os.BodyMetadata.Treatment;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Writes metadata once: what is equal but for its times gets a line of type {@code meta}, to which other lines refer by an id:
 * the number of that line, which no other will ever have.
 *
 * <p>A line that many others refer to is written a second time, so that one damaged line does not make them all unknown.
 */
public final class MetadataLines {

    private static final int USES_OF_ONE_LINE = 16;

    /** Metadata without its times, comparable. */
    private record Timeless(
            Optional<Owner> owner,
            Map<String, ByteBuffer> attributes,
            OptionalInt flags,
            Set<Treatment> treatments,
            OptionalLong projectId) {

        static Timeless of(BodyMetadata metadata) {
            return new Timeless(
                    metadata.owner(),
                    comparable(metadata.attributes()),
                    metadata.flags(),
                    metadata.treatments(),
                    metadata.projectId());
        }

        private static Map<String, ByteBuffer> comparable(Map<String, byte[]> attributes) {
            if (attributes.isEmpty()) {
                return Map.of();
            }
            Map<String, ByteBuffer> comparable = HashMap.newHashMap(attributes.size());
            attributes.forEach((name, value) -> comparable.put(name, ByteBuffer.wrap(value)));
            return comparable;
        }
    }

    private static final class Entry {
        private final long id;
        private int uses;

        Entry(long id) {
            this.id = id;
        }
    }

    private final LineWriter line;
    private final Map<Timeless, Entry> known = new HashMap<>();

    public MetadataLines(LineWriter line) {
        this.line = line;
    }

    /** Writes the line for this metadata unless it was written before. Between lines only. */
    public void announce(BodyMetadata metadata) {
        Timeless timeless = Timeless.of(metadata);
        Entry entry = known.get(timeless);
        if (entry == null) {
            line.start("meta");
            entry = new Entry(line.sequence());
            known.put(timeless, entry);
            define(entry.id, metadata);
        } else if (++entry.uses == USES_OF_ONE_LINE) {
            line.start("meta");
            define(entry.id, metadata);
        }
    }

    /** Writes a reference to metadata that was announced, and its times. */
    public void write(String key, BodyMetadata metadata) {
        Entry entry = known.get(Timeless.of(metadata));
        if (entry == null) {
            throw new IllegalStateException("metadata was not announced");
        }
        line.startObject(key)
                .number("meta", entry.id)
                .time("accessed", metadata.accessed())
                .time("modified", metadata.modified())
                .endObject();
    }

    private void define(long id, BodyMetadata metadata) {
        line.number("id", id);
        metadata.owner()
                .ifPresent(owner -> line.number("uid", owner.uid())
                        .number("gid", owner.gid())
                        .number("mode", owner.mode()));
        line.number("flags", metadata.flags())
                .texts(
                        "treatments",
                        metadata.treatments().stream()
                                .sorted()
                                .map(LineWords::word)
                                .toList())
                .number("projectId", metadata.projectId())
                .startList("attributes");
        metadata.attributes()
                .forEach((name, value) -> line.startObject()
                        .text("name", name)
                        .bytes("value", value)
                        .endObject());
        line.endList();
        line.end();
    }
}
