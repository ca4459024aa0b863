package aka.os.fake;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A volume, or a folder of one, as it is seen at a place in the tree.
 *
 * @param root what stands there
 * @param point the path of the place
 * @param over the place that it covers; null for the root of the tree
 */
record FakeMount(
        long id, FakeNode root, Path point, @Nullable FakePlace over) {}
