package aka.run;

import aka.os.FileCallException;
import java.util.HashSet;
import java.util.Set;

/** What is told beside the outcome of steps; each sentence once. */
final class Warnings {

    private final RunListener listener;
    private final Set<String> told = new HashSet<>();

    Warnings(RunListener listener) {
        this.listener = listener;
    }

    void add(FileCallException what) {
        if (told.add(what.sentence())) {
            listener.warning(what);
        }
    }
}
