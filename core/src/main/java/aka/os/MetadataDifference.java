package aka.os;

/**
 * Something that two bodies differ in.
 *
 * @param part which part of the metadata
 * @param words what it is on either side, for people: {@code mode 644 and 600}
 */
public record MetadataDifference(MetadataPart part, String words) {}
