package aka.dedupe;

import aka.file.FileFacts;
import aka.file.FileFacts.Trait;
import aka.file.VolumeId;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.FileCallException;
import aka.os.Glimpse;
import aka.os.Metadata;
import aka.os.Metadata.Seen;
import aka.os.MetadataPart;
import aka.os.Trouble;
import aka.plan.Barriers;
import aka.plan.JoinGate;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.plan.Reach;
import aka.plan.Reach.Barrier;
import aka.walk.WalkFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes down all that a plan says of a body that was found equal, and opens it for that where it must. For several threads. */
final class BodyLook {

    private static final long BLOCK_BYTES = 4096;

    private final FileTable table;
    private final PlanRoots roots;
    private final Grounds grounds;
    private final Metadata metadata;
    private final Barriers barriers;
    private final DedupeOptions options;
    private final List<Path> references;
    private final Optional<Path> keptUnder;
    private final int user;

    /** Where a glimpse has told nothing, which takes longer than to open a body at once. */
    private final Set<VolumeId> withoutGlimpses = ConcurrentHashMap.newKeySet();

    /**
     * @param references the real paths of {@link DedupeOptions#references}
     * @param keptUnder the real path of the folder of {@link Keep.Under}
     * @param user in whose name equal files are joined
     */
    BodyLook(
            FileTable table,
            PlanRoots roots,
            Grounds grounds,
            Metadata metadata,
            Barriers barriers,
            DedupeOptions options,
            List<Path> references,
            Optional<Path> keptUnder,
            int user) {
        this.user = user;
        this.table = table;
        this.roots = roots;
        this.grounds = grounds;
        this.metadata = metadata;
        this.barriers = barriers;
        this.options = options;
        this.references = references;
        this.keptUnder = keptUnder;
    }

    /** What came of a look. */
    sealed interface Looked {
        /** It may be joined. */
        record Fit(SeenBody body) implements Looked {}

        /** It is left as it is. */
        record Out(LeftOut why) implements Looked {}
    }

    /**
     * Looks at {@code found}.
     *
     * @param storage stands for its storage, as {@link SharedBlocks} tells
     * @param alone whether nothing else can hold the same blocks
     */
    Looked look(FoundBody found, int storage, boolean alone) {
        WalkFolder folder = table.folder(found.row());
        Optional<Seen> before = found.seen().isPresent() ? found.seen() : glimpsed(folder, found);
        if (before.isPresent()) {
            Seen seen = before.get();
            Looked unfit = unfit(found, seen.facts());
            return unfit != null ? unfit : fit(found, seen.facts(), seen.metadata(), storage, alone);
        }
        try (Body body = folder.openSeenBody(table.leaf(found.row()))) {
            FileFacts facts = body.firstFacts();
            Looked unfit = unfit(found, facts);
            return unfit != null ? unfit : fit(found, facts, metadata.of(body), storage, alone);
        } catch (FileCallException why) {
            return out(found, isGone(why.trouble()) ? LeftOutReason.CHANGED : LeftOutReason.UNREADABLE, why.sentence());
        }
    }

    private Optional<Seen> glimpsed(WalkFolder folder, FoundBody found) {
        VolumeId volume = table.volumeId(found.row()).orElse(null);
        if (volume == null || withoutGlimpses.contains(volume)) {
            return Optional.empty();
        }
        try (Glimpse glimpse = folder.glimpse(table.leaf(found.row())).orElse(null)) {
            Optional<Seen> seen = glimpse == null ? Optional.empty() : metadata.look(glimpse);
            if (seen.isEmpty()) {
                withoutGlimpses.add(volume);
            }
            return seen;
        } catch (FileCallException metAgainWhenOpened) {
            return Optional.empty();
        }
    }

    private @Nullable Looked unfit(FoundBody found, FileFacts facts) {
        if (!table.sawThis(found.row(), facts)) {
            return out(found, LeftOutReason.CHANGED, "it changed after it was compared");
        }
        if (facts.key().isEmpty() || facts.linkCount().isEmpty()) {
            return out(found, LeftOutReason.UNKNOWN, "its identity or its number of names is not known");
        }
        if (found.names().size() > facts.linkCount().getAsInt()) {
            return out(found, LeftOutReason.CHANGED, "more names of it were found than it has");
        }
        if (!isOneMount(found, facts.mountId())) {
            return out(found, LeftOutReason.OTHER_MOUNT, "its names are reached through several mounts");
        }
        if (facts.traits().contains(Trait.PLACEHOLDER)) {
            return out(found, LeftOutReason.UNREADABLE, "its bytes are in a cloud: comparing would fetch them");
        }
        if (!facts.traits().isEmpty()) {
            return out(found, LeftOutReason.IMMUTABLE, "a flag forbids changes (chattr -i -a lifts it)");
        }
        return null;
    }

    private Looked fit(FoundBody found, FileFacts facts, BodyMetadata had, int storage, boolean alone) {
        return !options.cloning() && JoinGate.isPrivileged(had)
                ? out(found, LeftOutReason.PRIVILEGED, "it has set-user-id, set-group-id or capabilities")
                : new Looked.Fit(seen(found, facts, had, storage, alone));
    }

    private static Looked out(FoundBody found, LeftOutReason reason, String words) {
        return new Looked.Out(new LeftOut(reason, 1, found.shown(), Optional.empty(), words));
    }

    private static boolean isGone(Trouble trouble) {
        return switch (trouble) {
            case MISSING, CHANGED, NOT_A_FOLDER, IS_FOLDER, IS_SYMLINK, NOT_REGULAR, DIFFERENT_MOUNTS -> true;
            case EXISTS,
                    NO_PERMISSION,
                    NOT_EMPTY,
                    DIFFERENT_VOLUMES,
                    LINK_LIMIT,
                    LINKS_UNSUPPORTED,
                    READ_ONLY,
                    NO_SPACE,
                    NAME_TOO_LONG,
                    BAD_NAME,
                    TOO_MANY_LINKS,
                    BUSY,
                    CLOUD_PLACEHOLDER,
                    LAST_NAME,
                    TOO_MANY_OPEN,
                    UNSUPPORTED,
                    IO_ERROR,
                    OTHER -> false;
        };
    }

    /** A file can be a mount of its own, and then its name is not to be moved. */
    private boolean isOneMount(FoundBody found, OptionalLong mountId) {
        for (int row : found.names()) {
            if (!table.folder(row).mountId().equals(mountId)) {
                return false;
            }
        }
        return true;
    }

    private SeenBody seen(FoundBody found, FileFacts facts, BodyMetadata had, int storage, boolean alone) {
        Ground ground = new Ground(facts.key().orElseThrow().volume(), facts.mountId());
        return new SeenBody(
                planned(found, facts),
                had,
                reach(found, facts, had),
                ground,
                grounds.volume(ground, found::shown),
                found.path(),
                storage,
                facts.allocatedBytes().orElse(inBlocks(facts.sizeBytes())),
                facts.allocatedBytes().isEmpty() || !alone,
                isBelow(found, references),
                rank(found));
    }

    private PlannedBody planned(FoundBody found, FileFacts facts) {
        List<PlannedName> names = new ArrayList<>(found.names().size());
        for (int row : found.names()) {
            names.add(roots.name(row));
        }
        return new PlannedBody(
                facts.key().orElseThrow(),
                facts.born(),
                facts.linkCount().orElseThrow(),
                facts.sizeBytes(),
                facts.allocatedBytes(),
                facts.modified(),
                facts.changed(),
                names);
    }

    /** Looked at only where it matters: most files are the own ones, and nobody else may write to them, whatever was waived. */
    private Reach reach(FoundBody found, FileFacts facts, BodyMetadata had) {
        boolean complete = facts.linkCount().orElse(0) == found.names().size();
        if (options.cloning() || !reachMatters(had)) {
            return Reach.UNKNOWN;
        }
        Set<Path> folders = new HashSet<>();
        found.names().forEach(row -> folders.add(roots.real(table.folder(row))));
        List<Set<Barrier>> names = new ArrayList<>();
        try {
            for (Path folder : folders) {
                names.add(barriers.before(folder));
            }
        } catch (FileCallException untold) {
            return Reach.UNKNOWN;
        }
        return complete ? Reach.of(names) : Reach.ofSome(names);
    }

    private boolean reachMatters(BodyMetadata had) {
        return JoinGate.othersMayWrite(had)
                || JoinGate.needsOwnersReach(had, user)
                || options.waived().contains(MetadataPart.MODE)
                || options.waived().contains(MetadataPart.ACL);
    }

    private boolean isBelow(FoundBody found, List<Path> folders) {
        return !folders.isEmpty()
                && found.names().stream()
                        .map(this::real)
                        .anyMatch(path -> folders.stream().anyMatch(path::startsWith));
    }

    private Path real(int row) {
        return roots.all()
                .get(roots.name(row).root())
                .path()
                .resolve(roots.name(row).below());
    }

    private KeepOrder.Rank rank(FoundBody found) {
        return switch (options.keep()) {
            case Keep.MostFreed most -> KeepOrder.unranked();
            case Keep.Newest newest -> KeepOrder.unranked();
            case Keep.Oldest oldest -> KeepOrder.unranked();
            case Keep.First first -> KeepOrder.first(table, found);
            case Keep.Under under ->
                new KeepOrder.Rank(isBelow(found, keptUnder.stream().toList()), 0, PathBytes.EMPTY);
        };
    }

    private static long inBlocks(long bytes) {
        return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
    }
}
