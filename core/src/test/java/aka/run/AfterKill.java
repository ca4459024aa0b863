package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.Reading;
import aka.journal.StateFolder;
import aka.journal.StepReason;
import aka.link.Volumes;
import aka.os.FileCalls;
import aka.plan.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** What must be true after the process that ran the plan of a {@link DiskScene} was killed. */
final class AfterKill {

    private AfterKill() {}

    /** A journal tells of everything that is left. */
    static void requireExplained(DiskScene scene, Path home) throws IOException {
        List<Path> left = scene.leftovers();
        try (Volumes volumes = Volumes.open()) {
            FileCalls calls = volumes.calls();
            StateFolder state = StateFolder.open(calls, home);
            for (RunId run : state.runs()) {
                Reading reading = state.read(run);
                assertThat(reading.flaws()).isEmpty();
                left = left.stream()
                        .filter(Predicate.not(Explained.by(reading, scene.root())::is))
                        .toList();
            }
        }
        assertThat(left).as("what no journal explains").isEmpty();
    }

    /** The next recovery leaves nothing of the run but what it has done, and that can be taken back. */
    static void recoverAndTakeBack(DiskScene scene, Path home) throws IOException {
        try (Volumes volumes = Volumes.open()) {
            FileCalls calls = volumes.calls();
            StateFolder state = StateFolder.open(calls, home);
            String recovered = ForkedRun.recover(calls, state, scene.root());
            assertThat(recovered).startsWith(scene.root() + " x");
            scene.requireEveryByte();
            assertThat(scene.leftovers()).isEmpty();
            String undone = "";
            if (!state.runs().isEmpty()) {
                undone = ForkedRun.run(calls, state, scene.root(), ForkedRun.undo(calls, state));
            }
            if (undone.contains(StepReason.WIDENS_ACCESS.name())) {
                // Where everyone may write to everything (ntfs-3g), names are not joined again unless all are known.
                scene.requireEveryByte();
                assertThat(scene.leftovers()).isEmpty();
            } else {
                scene.requireAsItWas("taken back: " + undone);
            }
        }
    }
}
