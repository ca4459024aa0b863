package aka.plan;

import aka.file.FileKey;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder from which a plan's names are opened, part by part and without following anything.
 *
 * @param path the absolute path that led to it when the plan was made
 * @param key its identity then; empty where the system has none to give, and then nothing below it is changed
 * @param typed the path as a person typed it, for showing
 */
public record Root(Path path, Optional<FileKey> key, Path typed) {}
