package aka.walk;

import aka.file.Leaf;
import aka.os.Listing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last parts of all mount points: what stands in a folder under such a name may be covered. Asked for each entry, without an
 * object for most.
 */
final class CoveredLeaves {

    private final List<List<byte[]>> byLength = new ArrayList<>();

    CoveredLeaves(List<Path> mountPoints) {
        for (Path point : mountPoints) {
            if (point.getFileName() != null) {
                add(Leaf.of(point).bytes());
            }
        }
    }

    private void add(byte[] leaf) {
        while (byLength.size() <= leaf.length) {
            byLength.add(new ArrayList<>(0));
        }
        byLength.get(leaf.length).add(leaf);
    }

    /** Returns whether something is mounted on a name that ends as that of the entry on which {@code listing} stands. */
    boolean mayCover(Listing listing) {
        int length = listing.leafLength();
        if (length >= byLength.size() || byLength.get(length).isEmpty()) {
            return false;
        }
        byte[] leaf = new byte[length];
        listing.copyLeaf(leaf, 0);
        for (byte[] covered : byLength.get(length)) {
            if (Arrays.equals(covered, leaf)) {
                return true;
            }
        }
        return false;
    }
}
