package aka.run;

import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A tree of groups of four names: {@code kept}, {@code one} with {@code sub/two}, and {@code three} are three bodies of equal bytes,
 * and the latter two are to be joined to the first. Beside the root are a folder outside, and a place for folders that are moved
 * out of the root.
 */
record RaceTree(Path top) {

    static final List<String> NAMES = List.of("kept", "one", "sub/two", "three");
    static final int STEPS_PER_GROUP = 2;
    private static final int LONG_BYTES = 256 * 1024;

    /** Makes the tree. */
    static RaceTree make(Path top, int groups) throws IOException {
        RaceTree tree = new RaceTree(top);
        Files.createDirectory(tree.root());
        Files.createDirectory(top.resolve("away"));
        Files.createDirectory(tree.outside());
        Files.writeString(tree.outside().resolve("two"), "outside");
        for (int group = 0; group < groups; group++) {
            Files.createDirectories(tree.folder(group));
            Files.writeString(tree.path(group, "kept"), text(group));
            Files.writeString(tree.path(group, "one"), text(group));
            Files.createLink(tree.path(group, "sub/two"), tree.path(group, "one"));
            Files.writeString(tree.path(group, "three"), text(group));
        }
        return tree;
    }

    /** Returns what each file of a group holds at first. */
    static String text(int group) {
        String own = String.format(Locale.ROOT, "group %08d", group);
        // Some take their time to compare.
        int size = group % 5 == 0 ? LONG_BYTES : RaceAct.SLOTS * RaceAct.SLOT_BYTES;
        return own + ".".repeat(size - own.length());
    }

    Plan plan(FileCalls calls, int groups) throws FileCallException {
        TestPlan plan = new TestPlan(calls, root());
        for (int group = 0; group < groups; group++) {
            plan.replace(group + "/kept", group + "/one", group + "/sub/two")
                    .replace(group + "/kept", group + "/three");
        }
        return plan.plan();
    }

    Path root() {
        return top.resolve("root");
    }

    Path path(int group, String name) {
        return root().resolve(Integer.toString(group)).resolve(name);
    }

    Path folder(int group) {
        return path(group, "sub");
    }

    /** Where the folder of a group is that a link has taken the place of. */
    Path aside(int group) {
        return path(group, "sub.aside");
    }

    /** Where the folder of a group is that was moved out of the root. */
    Path away(int group) {
        return top.resolve("away").resolve(Integer.toString(group));
    }

    Path outside() {
        return top.resolve("outside");
    }
}
