package aka.cli;

import aka.dedupe.Compared;
import aka.dedupe.FinderListener;
import aka.dedupe.Group;
import aka.os.FileCallException;
import aka.report.Progress;
import aka.report.Stand;
import aka.walk.LeftAlone;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Passes on what a search for equal files meets, and what it finds. */
record SearchTeller(WalkTeller walk, Progress progress, Consumer<Group> found) implements FinderListener {

    /** Fewer leave little behind. */
    private static final int MANY = 200_000;

    /** For a search that makes a plan, which is told when it is whole. */
    static SearchTeller ofPlan(WalkTeller walk, Progress progress) {
        return new SearchTeller(walk, progress, group -> {});
    }

    @Override
    public void walking(long folders, long names) {
        walk.progress(folders, names);
    }

    /** What the walk threw away is as much as a third of what it keeps, and would be kept too as long as the heap may grow. */
    @Override
    public void walked(long names) {
        if (names >= MANY) {
            System.gc();
        }
    }

    @Override
    public void comparing(Compared soFar) {
        progress.at(
                new Stand.Comparing(soFar.files(), soFar.ofFiles(), soFar.bytes(), soFar.ofBytes(), soFar.readBytes()));
    }

    @Override
    public void found(Group group) {
        found.accept(group);
    }

    @Override
    public void unreadable(Path path, FileCallException why) {
        walk.unreadable(path, why);
    }

    @Override
    public void leftAlone(Path path, LeftAlone why) {
        walk.leftAlone(path, why);
    }
}
