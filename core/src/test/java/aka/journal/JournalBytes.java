package aka.journal;

import aka.os.FileCallException;
import aka.plan.RunId;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;

/** Reads a journal that lies in memory. */
public final class JournalBytes {

    private JournalBytes() {}

    /** Returns what {@code bytes} tell, of which any number may be missing at the end. */
    public static Reading read(RunId run, byte[] bytes) {
        try {
            return new JournalReader(run, Path.of("journal")).read(new ByteArrayInputStream(bytes));
        } catch (FileCallException newer) {
            throw new AssertionError(newer);
        }
    }
}
