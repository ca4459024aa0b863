package aka.dedupe;

import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Support;
import aka.os.Volume;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What is known of the volumes that names were found on, asked once for each. Thread-safe. */
final class Grounds {

    private final FileCalls calls;
    private final boolean cloning;
    private final ConcurrentHashMap<Ground, Optional<Volume>> volumes = new ConcurrentHashMap<>();

    Grounds(FileCalls calls, boolean cloning) {
        this.calls = calls;
        this.cloning = cloning;
    }

    /** Returns what is known of the volume, of which {@code example} tells a file; empty if nothing can be had. */
    Optional<Volume> volume(Ground ground, Supplier<Path> example) {
        Optional<Volume> known = volumes.get(ground);
        return known != null ? known : volumes.computeIfAbsent(ground, none -> asked(example.get()));
    }

    private Optional<Volume> asked(Path example) {
        try {
            return Optional.of(calls.volume(example));
        } catch (FileCallException untold) {
            return Optional.empty();
        }
    }

    /** A reason and its words. */
    record Unfit(LeftOutReason reason, String words) {}

    /** Returns why nothing on a volume can be joined; empty if it may be. */
    Optional<Unfit> unfit(Ground ground, Supplier<Path> example) {
        Volume volume = volume(ground, example).orElse(null);
        if (volume == null) {
            return Optional.of(new Unfit(LeftOutReason.UNKNOWN, "nothing is known of its volume"));
        }
        String type = volume.fileSystem();
        if (volume.pseudo()) {
            return Optional.of(new Unfit(LeftOutReason.PSEUDO, type + " makes its files up and stores them nowhere"));
        }
        if (type.equals("overlay") || type.equals("fuse.fuse-overlayfs")) {
            return Optional.of(new Unfit(
                    LeftOutReason.OVERLAY,
                    type + " copies the bytes of a lower layer when a name is made; join them in the layer itself"));
        }
        if (volume.readOnly()) {
            return Optional.of(new Unfit(LeftOutReason.READ_ONLY, "it is mounted read-only"));
        }
        if (cloning) {
            return volume.clones() == Support.NO
                    ? Optional.of(new Unfit(LeftOutReason.NO_CLONES, type + " cannot share storage between files"))
                    : Optional.empty();
        }
        return volume.links() == Support.NO
                ? Optional.of(new Unfit(LeftOutReason.NO_LINKS, type + " has no hard links"))
                : Optional.empty();
    }

    /** Returns whether there is a volume of which only trying tells whether it can share storage. */
    boolean anyUnknownClones() {
        return volumes.values().stream()
                .flatMap(Optional::stream)
                .anyMatch(volume -> volume.clones() == Support.UNKNOWN);
    }
}
