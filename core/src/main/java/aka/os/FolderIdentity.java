package aka.os;

import aka.file.FileKey;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which folder it is, and how it was reached: those of its facts that a walk asks for.
 *
 * @param key as {@link aka.file.FileFacts#key}
 * @param mountId as {@link aka.file.FileFacts#mountId}
 */
public record FolderIdentity(Optional<FileKey> key, OptionalLong mountId) {}
