package aka.catalog;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What the catalogue holds.
 *
 * @param sizeBytes what it takes up on the disk; 0 if there is none
 * @param files how many bodies have an entry
 * @param volumes on how many volumes
 * @param lastUsed when a search last found something in it, or added to it, give or take {@link Catalog#IDLE_DAYS} days; empty
 *     if nothing is remembered
 */
public record CatalogStatus(Path path, long sizeBytes, long files, long volumes, Optional<LocalDate> lastUsed) {}
