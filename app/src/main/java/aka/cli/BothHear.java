package aka.cli;

import aka.os.FileCallException;
import aka.run.RunListener;
import aka.run.StepResult;

/** Two that hear the same of a run, the first one first. */
record BothHear(RunListener one, RunListener other) implements RunListener {

    @Override
    public void ended(StepResult result) {
        one.ended(result);
        other.ended(result);
    }

    @Override
    public void warning(FileCallException what) {
        one.warning(what);
        other.warning(what);
    }

    @Override
    public void progress(long done, long steps, long readBytes) {
        one.progress(done, steps, readBytes);
        other.progress(done, steps, readBytes);
    }
}
