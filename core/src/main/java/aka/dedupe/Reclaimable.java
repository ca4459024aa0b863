package aka.dedupe;

import aka.file.VolumeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What making equal bodies one would free.
 *
 * <p>Bodies on different volumes cannot be one, so each volume counts for itself. A body that may have a name nobody found
 * is freed by nothing that is done to the names that were: where there is such a body it is the one to keep, and all
 * complete ones go. Else the one with the least storage is kept, since that frees most.
 *
 * <p>Storage that several of the bodies share counts once, and is freed only with the last of them.
 *
 * @param bytes the storage
 * @param estimated whether a length stood in for storage that is not known, or others may hold the same storage
 */
record Reclaimable(long bytes, boolean estimated) {

    /** The block of most file systems. */
    private static final long BLOCK_BYTES = 4096;

    static Reclaimable of(long sizeBytes, List<StoredBody> bodies) {
        Map<VolumeId, OnVolume> volumes = new HashMap<>();
        for (StoredBody stored : bodies) {
            // Without an identity nobody knows how many names it has, nor which bodies it could be one with.
            stored.body()
                    .key()
                    .ifPresent(key -> volumes.computeIfAbsent(key.volume(), none -> new OnVolume())
                            .add(stored, sizeBytes));
        }
        long bytes = 0;
        boolean estimated = false;
        for (OnVolume volume : volumes.values()) {
            bytes += volume.freedBytes();
            estimated |= volume.freesSomething() && volume.estimated;
        }
        return new Reclaimable(bytes, estimated);
    }

    /** The bodies of one volume, by the storage behind them. */
    private static final class OnVolume {

        private final Map<Integer, Long> bytesOf = new HashMap<>();
        /** What a body holds that stays whatever is done to the names that were found. */
        private final Set<Integer> staying = new HashSet<>();

        private boolean estimated;

        void add(StoredBody stored, long sizeBytes) {
            GroupBody body = stored.body();
            if (!body.complete()) {
                staying.add(stored.storage());
                return;
            }
            estimated |= body.allocatedBytes().isEmpty() || !stored.alone();
            bytesOf.merge(stored.storage(), body.allocatedBytes().orElse(roundedUp(sizeBytes)), Math::max);
        }

        boolean freesSomething() {
            int freeable = 0;
            for (int storage : bytesOf.keySet()) {
                freeable += staying.contains(storage) ? 0 : 1;
            }
            return freeable > (staying.isEmpty() ? 1 : 0);
        }

        long freedBytes() {
            if (!freesSomething()) {
                return 0;
            }
            long sum = 0;
            long least = Long.MAX_VALUE;
            for (Map.Entry<Integer, Long> storage : bytesOf.entrySet()) {
                if (!staying.contains(storage.getKey())) {
                    sum += storage.getValue();
                    least = Math.min(least, storage.getValue());
                }
            }
            return staying.isEmpty() ? sum - least : sum;
        }

        private static long roundedUp(long sizeBytes) {
            return (sizeBytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
        }
    }
}
