package aka.walk;

import aka.file.Kind;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.fake.Slashes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Writes down all that a walk tells, as sorted text. */
final class Heard implements WalkVisitor {

    private final List<String> files = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private long folders;

    static Heard of(FileCalls calls, WalkFilters filters, String... roots) throws FileCallException {
        Heard heard = new Heard();
        List<Path> paths = Arrays.stream(roots).map(Path::of).toList();
        try (Walk walk = Walk.of(calls, paths, filters)) {
            walk.forEach(heard, new CancelToken());
        }
        return heard;
    }

    @Override
    public void found(WalkEntry entry) {
        String path = text(entry.path());
        if (entry.kind() == Kind.FILE) {
            files.add(path);
        } else {
            others.add(entry.kind().word() + " " + path);
        }
    }

    @Override
    public void unreadable(Path path, FileCallException why) {
        trouble.add(why.trouble() + " " + text(path));
    }

    @Override
    public void leftAlone(Path path, LeftAlone why) {
        left.add(why + " " + text(path));
    }

    @Override
    public void progress(long foldersSoFar, long filesSoFar) {
        folders = foldersSoFar;
    }

    List<String> files() {
        return sorted(files);
    }

    /** Returns what else was delivered, its kind first. */
    List<String> others() {
        return sorted(others);
    }

    /** Returns what was unreadable, the trouble first. */
    List<String> trouble() {
        return sorted(trouble);
    }

    /** Returns what was left alone, the reason first. */
    List<String> left() {
        return sorted(left);
    }

    long folders() {
        return folders;
    }

    private static List<String> sorted(List<String> texts) {
        Collections.sort(texts);
        return texts;
    }

    private static String text(Path path) {
        return Slashes.in(path);
    }
}
