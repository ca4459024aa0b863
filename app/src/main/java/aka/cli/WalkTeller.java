package aka.cli;

import aka.os.FileCallException;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.report.Progress;
import aka.report.Stand;
import aka.walk.LeftAlone;
import aka.walk.WalkListener;
import java.nio.file.Path;
import java.util.Set;

/** Passes on what a walk meets: trouble as problems, figures to the progress. */
final class WalkTeller implements WalkListener {

    private final Invocation invocation;
    private final Progress progress;
    private final Set<Tolerated> tolerated;
    private long leftAlone;

    WalkTeller(Invocation invocation, Progress progress, Set<Tolerated> tolerated) {
        this.invocation = invocation;
        this.progress = progress;
        this.tolerated = tolerated;
    }

    @Override
    public void progress(long folders, long files) {
        progress.at(new Stand.Walking(folders, files));
    }

    @Override
    public void unreadable(Path path, FileCallException why) {
        if (Tolerated.covers(tolerated, why.trouble())) {
            invocation.unreadableButTolerated(why);
        } else {
            invocation.unreadable(why);
        }
    }

    @Override
    public void leftAlone(Path path, LeftAlone why) {
        switch (why) {
            case OTHER_MOUNT, OTHER_SUBVOLUME -> leftAlone++;
            case LEFTOVER -> invocation.problem(leftover(path));
        }
    }

    /** Gives the summary the number of folders that were left alone, and tells people if there were any. */
    void finish() {
        invocation.count("leftAlone", leftAlone);
        if (leftAlone > 0 && invocation.options().verbose()) {
            invocation.note(leftAlone + " on other file systems left alone (--cross-mounts goes there)");
        }
    }

    /** Returns the warning about something that a run of aka left behind at {@code path}. */
    static Problem leftover(Path path) {
        return Problem.of(
                Code.LEFTOVER,
                Severity.WARNING,
                path,
                path + " was left behind by a run of aka that was cut off",
                "It may be the only name of its data: compare it with the file that its name ends in (aka same),"
                        + " then rename it back or remove it with aka rm.");
    }
}
