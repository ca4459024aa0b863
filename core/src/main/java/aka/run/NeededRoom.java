package aka.run;

import aka.file.VolumeId;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Support;
import aka.plan.PlannedBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The storage that new bodies need, volume by volume. Where they can share blocks they need none. */
final class NeededRoom {

    private final FileCalls calls;
    private final Map<VolumeId, Need> needs = new LinkedHashMap<>();
    private final Map<VolumeId, Support> clones = new HashMap<>();

    private record Need(FoundRoot root, long bytes) {}

    NeededRoom(FileCalls calls) {
        this.calls = calls;
    }

    /**
     * Counts a copy of {@code body}. Where nobody knows whether blocks can be shared nothing is counted: a body for which there
     * is no room then is told when its step is taken, and stays as it is.
     */
    void add(FoundRoot root, PlannedBody body) throws FileCallException {
        VolumeId volume = body.key().volume();
        if (clones(volume, root) == Support.NO) {
            long bytes = body.allocatedBytes().orElse(body.sizeBytes());
            Need before = needs.getOrDefault(volume, new Need(root, 0));
            needs.put(volume, new Need(before.root(), before.bytes() + bytes));
        }
    }

    private Support clones(VolumeId volume, FoundRoot root) throws FileCallException {
        Support known = clones.get(volume);
        if (known == null) {
            known = calls.volume(root.today().path()).clones();
            clones.put(volume, known);
        }
        return known;
    }

    /** Returns what is needed on all volumes together. */
    long bytes() {
        return needs.values().stream().mapToLong(Need::bytes).sum();
    }

    /** Returns the volumes that have not enough room. */
    List<Shortage> shortages() {
        List<Shortage> shortages = new ArrayList<>();
        for (Need need : needs.values()) {
            OptionalLong usable = calls.usableBytes(need.root().today().path());
            if (usable.isPresent() && usable.getAsLong() < need.bytes()) {
                shortages.add(new Shortage(need.root().today().typed(), need.bytes(), usable.getAsLong()));
            }
        }
        return shortages;
    }
}
