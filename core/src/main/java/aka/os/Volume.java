package aka.os;

import aka.file.VolumeId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a volume, without trying anything on it.
 *
 * @param id its identity
 * @param fileSystem the file system's type as the system names it ({@code ext4}, {@code NTFS}), or {@code unknown}
 * @param mountPoint where the mount begins through which it was reached; empty where unknown
 * @param mountId which mount that is, within this process; empty where unknown
 * @param readOnly whether nothing can be changed on it through this mount
 * @param maxLinks how many names one body can have, as published for this type of file system; empty where nobody says. The
 *     system's own refusal is the truth
 * @param links whether it has hard links
 * @param leases whether {@link WriterGuard} can be trusted on it
 * @param exchange whether {@link Folder#exchange} works
 * @param clones whether blocks can be shared
 * @param lastingIds whether file ids are kept over a remount
 * @param pseudo whether its files are made up by the system ({@code /proc}) and stored nowhere
 */
public record Volume(
        VolumeId id,
        String fileSystem,
        Optional<Path> mountPoint,
        OptionalLong mountId,
        boolean readOnly,
        OptionalLong maxLinks,
        Support links,
        Support leases,
        Support exchange,
        Support clones,
        Support lastingIds,
        boolean pseudo) {}
