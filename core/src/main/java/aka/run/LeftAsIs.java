package aka.run;

import aka.journal.StepReason;
import java.nio.file.Path;

/**
 * A name that stays as it is though its run is taken back.
 *
 * @param path the name
 * @param words why, for people
 */
public record LeftAsIs(Path path, StepReason reason, String words) {}
