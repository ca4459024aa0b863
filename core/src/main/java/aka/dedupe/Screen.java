package aka.dedupe;

import aka.dedupe.Grounds.Unfit;
import aka.file.RawPath;
import aka.walk.WalkFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bars what is not to be joined whatever its bytes are, so that it is not even read: what is in places that are left alone,
 * and what is on volumes where nothing can be joined. A body is barred if one of its names is.
 */
final class Screen {

    private final FileTable table;
    private final PlanRoots roots;
    private final Grounds grounds;
    private final EnumMap<PlaceKind, Tally> places = new EnumMap<>(PlaceKind.class);
    private final Map<UnfitVolume, Tally> volumes = new HashMap<>();

    /** What is known of the folder that the rows are in, which comes for many rows in turn. */
    private @Nullable Here here;

    private record UnfitVolume(Unfit unfit, Ground ground) {}

    private record Here(int number, Optional<PlaceKind> kind) {}

    /** A count, and the first by path of what was counted. */
    private static final class Tally {
        private long count;
        private byte @Nullable [] first;

        void add(byte[] path) {
            count++;
            if (first == null || Arrays.compareUnsigned(path, first) < 0) {
                first = path;
            }
        }

        Path first() {
            return RawPath.path(first == null ? new byte[0] : first);
        }
    }

    Screen(FileTable table, PlanRoots roots, Grounds grounds) {
        this.table = table;
        this.roots = roots;
        this.grounds = grounds;
    }

    /** Looks at every name, and bars its body if it is to be left alone. */
    void barPlaces() {
        BitSet databases = databaseFolders();
        for (int row = 0; row < table.names(); row++) {
            if (table.sizeBytes(row) > 0) {
                PlaceKind kind = placeKind(row, databases);
                if (kind != null) {
                    table.bar(row);
                    places.computeIfAbsent(kind, none -> new Tally()).add(path(row));
                }
            }
        }
    }

    private BitSet databaseFolders() {
        BitSet databases = new BitSet();
        for (int row = 0; row < table.names(); row++) {
            if (table.hasLeaf(row, SpecialPlaces.MARK_OF_A_DATABASE)) {
                databases.set(table.folderNumber(row));
            }
        }
        return databases;
    }

    private @Nullable PlaceKind placeKind(int row, BitSet databases) {
        int number = table.folderNumber(row);
        if (here == null || here.number() != number) {
            here = new Here(number, SpecialPlaces.ofFolder(roots.real(table.folder(row))));
        }
        if (here.kind().isPresent()) {
            return here.kind().get();
        }
        return databases.get(number) || SpecialPlaces.isDatabase(table.leaf(row)) ? PlaceKind.DATABASE : null;
    }

    /** Looks at the volume of every body, and bars those where nothing can be joined. */
    void barVolumes() {
        int last = FileTable.NONE;
        Optional<UnfitVolume> unfit = Optional.empty();
        for (int row = 0; row < table.names(); row++) {
            if (table.isCandidate(row)) {
                if (last == FileTable.NONE || !isOneGround(last, row)) {
                    unfit = unfit(row);
                    last = row;
                }
                if (unfit.isPresent()) {
                    table.bar(row);
                    volumes.computeIfAbsent(unfit.get(), none -> new Tally())
                            .add(RawPath.bytes(table.folder(row).mountTop().path()));
                }
            }
        }
    }

    private boolean isOneGround(int one, int other) {
        return table.sameVolume(one, other)
                && table.folder(one).mountId().equals(table.folder(other).mountId());
    }

    private Optional<UnfitVolume> unfit(int row) {
        WalkFolder folder = table.folder(row);
        return table.volumeId(row)
                .map(volume -> new Ground(volume, folder.mountId()))
                .flatMap(ground -> grounds.unfit(ground, () -> folder.path(table.leaf(row)))
                        .map(unfit -> new UnfitVolume(unfit, ground)));
    }

    /** Returns what was left alone for its place, in the order of kinds. */
    List<Place> places() {
        List<Place> told = new ArrayList<>();
        places.forEach((kind, tally) -> told.add(new Place(kind, tally.count, tally.first())));
        return told;
    }

    /** Returns the volumes where nothing can be joined, in the order of paths. */
    List<LeftOut> volumes() {
        List<ByPath<LeftOut>> told = new ArrayList<>();
        volumes.forEach((volume, tally) -> {
            Path top = tally.first();
            told.add(new ByPath<>(
                    RawPath.bytes(top),
                    new LeftOut(
                            volume.unfit().reason(),
                            tally.count,
                            top,
                            Optional.empty(),
                            volume.unfit().words())));
        });
        told.sort(ByPath.ORDER);
        return told.stream().map(ByPath::value).toList();
    }

    private byte[] path(int row) {
        return RawPath.join(RawPath.bytes(table.folder(row).path()), table.leaf(row));
    }
}
