package aka.os.windows;

import aka.file.VolumeId;
import aka.os.FileCallException;
import aka.os.Support;
import aka.os.Volume;
import aka.os.memory.NativeMemory;
import aka.os.windows.Structure.Field;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The volumes that were met, by their serial numbers.
 *
 * <pre>{@code
 * struct FILE_FS_ATTRIBUTE_INFORMATION { ULONG FileSystemAttributes, MaximumComponentNameLength, FileSystemNameLength;
 *                                        WCHAR FileSystemName[1]; };
 * struct FILE_FS_DEVICE_INFORMATION { DEVICE_TYPE DeviceType; ULONG Characteristics; };
 * struct FILE_FS_VOLUME_INFORMATION { LARGE_INTEGER VolumeCreationTime; ULONG VolumeSerialNumber, VolumeLabelLength;
 *                                     BOOLEAN SupportsObjects; WCHAR VolumeLabel[1]; };
 * }</pre>
 */
final class WindowsVolumes {

    private static final Structure ATTRIBUTE = Structure.of("FILE_FS_ATTRIBUTE_INFORMATION", 16);
    private static final Field FLAGS = ATTRIBUTE.field("FileSystemAttributes", 0, 4);
    private static final Field NAME_LENGTH = ATTRIBUTE.field("FileSystemNameLength", 8, 4);
    private static final Field NAME = ATTRIBUTE.field("FileSystemName", 12, 2);

    private static final Structure DEVICE = Structure.of("FILE_FS_DEVICE_INFORMATION", 8);
    private static final Field CHARACTERISTICS = DEVICE.field("Characteristics", 4, 4);

    private static final Structure VOLUME = Structure.of("FILE_FS_VOLUME_INFORMATION", 24);
    private static final Field SERIAL = VOLUME.field("VolumeSerialNumber", 8, 4);

    @Header("FILE_REMOTE_DEVICE")
    private static final int REMOTE_DEVICE = 0x10;

    private final Map<Met, KnownVolume> volumes = new ConcurrentHashMap<>();

    /**
     * A volume that was met.
     *
     * @param name its own native name; empty for one of the network
     */
    private record Met(long serial, Optional<String> name) {}

    /** Returns the volume on which {@code handle} is open. */
    KnownVolume of(long handle, Path path) throws FileCallException {
        Met met = new Met(serial(handle), MountPoints.volumeOf(handle));
        KnownVolume known = known(met);
        return known != null ? known : learn(met, handle, path);
    }

    private @Nullable KnownVolume known(Met met) {
        // Without a serial number, or without a name, one volume cannot be told from another.
        return met.serial == 0 || met.name.isEmpty() ? null : volumes.get(met);
    }

    private synchronized KnownVolume learn(Met met, long handle, Path path) throws FileCallException {
        KnownVolume known = known(met);
        if (known != null) {
            return known;
        }
        KnownVolume asked = ask(met.serial, handle, path);
        if (met.serial == 0 || met.name.isEmpty()) {
            return asked;
        }
        // A copy of a volume has the same serial number and the same file ids: never the same files.
        boolean taken = volumes.keySet().stream().anyMatch(other -> other.serial == met.serial);
        KnownVolume own = taken ? asked.asAnother(met.name.hashCode()) : asked;
        volumes.put(met, own);
        return own;
    }

    /** Returns its serial number, 0 if it has none: the longer one, which goes with ids of 128 bits, wherever there is one. */
    private static long serial(long handle) {
        NativeMemory memory = Scratch.get().information;
        int status = Ntdll.queryInformationFile(
                handle, memory, FileInformation.ID.bytes(), InformationClass.FILE_ID_INFORMATION);
        if (status >= 0) {
            return FileInformation.VOLUME_SERIAL_NUMBER.in(memory, 0);
        }
        // FAT, and some that are served over a network.
        status = Ntdll.queryVolumeInformationFile(handle, memory, InformationClass.FILE_FS_VOLUME_INFORMATION);
        return status < 0 && status != NtStatus.BUFFER_OVERFLOW ? 0 : SERIAL.in(memory, 0);
    }

    private static KnownVolume ask(long serial, long handle, Path path) throws FileCallException {
        NativeMemory memory = Scratch.get().information;
        int status = Ntdll.queryVolumeInformationFile(handle, memory, InformationClass.FILE_FS_ATTRIBUTE_INFORMATION);
        if (status < 0) {
            throw WinError.failure("see what volume " + path + " is on", path, null, status);
        }
        long flags = FLAGS.in(memory, 0);
        String name = Utf16.text(memory, NAME.offset(), (int) NAME_LENGTH.in(memory, 0));
        boolean remote = isRemote(handle, memory);
        return new KnownVolume(new VolumeId(0, serial, serial != 0 && !remote), name, flags, remote);
    }

    /** What does not say where it is may be anywhere. */
    private static boolean isRemote(long handle, NativeMemory memory) {
        int status = Ntdll.queryVolumeInformationFile(handle, memory, InformationClass.FILE_FS_DEVICE_INFORMATION);
        return status < 0 || (CHARACTERISTICS.in(memory, 0) & REMOTE_DEVICE) != 0;
    }

    /** Returns what is known of the volume that holds {@code path}. */
    static Volume volume(KnownVolume known, Path path) {
        return new Volume(
                known.id(),
                known.fileSystem(),
                MountPoints.above(path),
                OptionalLong.empty(),
                known.isReadOnly(),
                known.maxLinks(),
                known.links(),
                known.guards(),
                Support.NO,
                known.clones(),
                known.lastingIds(),
                false);
    }
}
