package aka.plan;

import aka.file.FileFacts.Owner;
import aka.os.BodyMetadata;
import aka.os.BodyMetadata.Treatment;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The metadata that lines of type {@code meta} define, for the lines that refer to them. */
public final class MetadataTable {

    private final Map<Long, BodyMetadata> timeless = new HashMap<>();

    /** Takes in a line of type {@code meta}. */
    public void define(LineFields fields) throws LineFlaw {
        SortedMap<String, byte[]> attributes = new TreeMap<>();
        for (LineFields attribute : fields.objects("attributes")) {
            attributes.put(attribute.text("name"), attribute.bytes("value"));
        }
        timeless.put(
                fields.count("id"),
                new BodyMetadata(
                        owner(fields),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        attributes,
                        fields.optionalInteger("flags"),
                        treatments(fields),
                        fields.optionalNumber("projectId")));
    }

    /** A system without such owners writes none. */
    private static Optional<Owner> owner(LineFields fields) throws LineFlaw {
        return fields.optionalInteger("uid").isEmpty()
                ? Optional.empty()
                : Optional.of(new Owner(fields.integer("uid"), fields.integer("gid"), fields.integer("mode")));
    }

    private static Set<Treatment> treatments(LineFields fields) throws LineFlaw {
        Set<Treatment> treatments = EnumSet.noneOf(Treatment.class);
        for (String word : fields.texts("treatments")) {
            treatments.add(LineWords.constant(Treatment.values(), word));
        }
        return treatments;
    }

    /** Returns the metadata that an object refers to. */
    public BodyMetadata read(LineFields reference) throws LineFlaw {
        BodyMetadata found = timeless.get(reference.count("meta"));
        if (found == null) {
            throw new LineFlaw("the line with the metadata that it refers to cannot be read");
        }
        return new BodyMetadata(
                found.owner(),
                reference.time("accessed"),
                reference.time("modified"),
                found.attributes(),
                found.flags(),
                found.treatments(),
                found.projectId());
    }
}
