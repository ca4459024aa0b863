package aka.journal;

import aka.file.FileKey;
import aka.plan.PlannedName;
import java.time.Instant;

/**
 * A name that is to lead to another body, by an exchange with a temporary name.
 *
 * @param name the name
 * @param temporary the temporary name, below the same root: in the run's pool, or beside the name
 * @param folder the folder that holds the name
 * @param folderModified when that folder was last changed
 */
public record Movement(PlannedName name, PlannedName temporary, FileKey folder, Instant folderModified) {}
