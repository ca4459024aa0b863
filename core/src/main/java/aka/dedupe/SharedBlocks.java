package aka.dedupe;

import aka.file.VolumeId;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.Clones;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells which equal bodies hold the same blocks already ({@code cp --reflink}), so that making them one frees nothing. On a
 * volume that cannot share blocks nothing is opened for it. For several threads.
 */
final class SharedBlocks {

    /** So many bodies that do not share blocks are held open, for further ones to be compared with. */
    private static final int MOST_HELD = 8;

    private final FileTable table;
    private final FileCalls calls;
    private final CancelToken cancel;
    private final ConcurrentHashMap<VolumeId, Support> volumes = new ConcurrentHashMap<>();

    SharedBlocks(FileTable table, FileCalls calls, CancelToken cancel) {
        this.table = table;
        this.calls = calls;
        this.cancel = cancel;
    }

    /** A body that is held open, and its row. */
    private record Held(int row, Body body) {}

    /** Returns whether bodies of the volume that the body in {@code row} is on may share blocks. */
    boolean mayBeShared(int row) {
        Optional<VolumeId> volume = table.volumeId(row);
        return volume.isEmpty() || support(volume.get(), row) != Support.NO;
    }

    private Support support(VolumeId volume, int row) {
        Support known = volumes.get(volume);
        return known != null ? known : volumes.computeIfAbsent(volume, none -> asked(row));
    }

    private Support asked(int row) {
        try {
            return calls.volume(table.folder(row).path(table.leaf(row))).clones();
        } catch (FileCallException untold) {
            return Support.UNKNOWN;
        }
    }

    /** Returns for each of these equal bodies a row that stands for its storage: the same for those that hold the same blocks. */
    int[] storages(int[] rows) {
        int[] storages = rows.clone();
        if (calls.clones().isEmpty()) {
            return storages;
        }
        Clones clones = calls.clones().get();
        List<Held> held = new ArrayList<>();
        try {
            for (int i = 0; i < rows.length; i++) {
                cancel.check();
                if (mayBeShared(rows[i])) {
                    storages[i] = storage(rows[i], clones, held);
                }
            }
        } finally {
            for (Held one : held) {
                one.body().close();
            }
        }
        return storages;
    }

    /** What cannot be told leaves a body a storage of its own; the figure is then an estimate anyhow. */
    private int storage(int row, Clones clones, List<Held> held) {
        boolean kept = false;
        Body body;
        try {
            body = table.folder(row).openBody(table.leaf(row));
        } catch (FileCallException untold) {
            return row;
        }
        try {
            for (Held one : held) {
                if (table.sameVolume(one.row(), row) && clones.areClones(one.body(), body) == Support.YES) {
                    return one.row();
                }
            }
            if (held.size() < MOST_HELD) {
                kept = held.add(new Held(row, body));
            }
            return row;
        } catch (FileCallException untold) {
            return row;
        } finally {
            if (!kept) {
                body.close();
            }
        }
    }
}
