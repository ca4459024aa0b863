package aka.group;

import java.nio.file.Path;
import java.util.Optional;

/**
 * That a declared path was saved, while it was watched.
 *
 * @param path the path
 * @param newFile whether a new file came under the name, so that the other names did not get what was saved
 * @param saves how often it was saved so far
 * @param newFiles how often of these a new file came under the name
 * @param program the program that did it, as far as what it made beside the file tells
 */
public record Save(Path path, boolean newFile, int saves, int newFiles, Optional<String> program) {}
