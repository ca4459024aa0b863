package aka.os.fake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a power cut leaves of one volume.
 *
 * @param reached those of its pending changes that reached the disk
 * @param lost the bodies whose unforced bytes did not
 */
record FakeCut(FakeVolume volume, List<FakeChange> reached, List<FakeNode> lost) {

    /** Returns what the disk holds of the volume's nodes then. */
    Map<FakeNode, FakeImage> images() {
        Map<FakeNode, FakeImage> images = new HashMap<>();
        for (FakeNode node : volume.nodes) {
            FakeImage image = node.disk.copy();
            if (!lost.contains(node)) {
                image.bytes.cloneFrom(node.bytes);
            }
            images.put(node, image);
        }
        for (FakeChange change : reached) {
            for (FakeEffect effect : change.effects()) {
                effect.on(images.computeIfAbsent(effect.node(), node -> node.disk.copy()));
            }
        }
        return images;
    }

    @Override
    public String toString() {
        String bytes = lost.isEmpty()
                ? ""
                : ", bytes lost of " + lost.stream().map(node -> node.inode).toList();
        return volume.fileSystem + " with " + reached + " of " + volume.disk.pending() + bytes;
    }
}
