package aka.link;

import aka.link.RemovalForecast.Fate;
import aka.link.RemovalForecast.Listener;
import aka.link.RemovalForecast.OfBody;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Trouble;
import java.nio.file.Path;

/** Carries out a forecast: names of files first, then what is no file, then the folders that became empty. */
final class Removal {

    private final FileCalls calls;
    private final RemovalForecast forecast;
    private final boolean last;
    private final Listener listener;
    private final CancelToken cancel;
    private long freedBytes;

    Removal(FileCalls calls, RemovalForecast forecast, boolean last, Listener listener, CancelToken cancel) {
        this.calls = calls;
        this.forecast = forecast;
        this.last = last;
        this.listener = listener;
        this.cancel = cancel;
    }

    long run() {
        for (OfBody body : forecast.bodies()) {
            for (Path path : body.going()) {
                attempt(path, () -> removeName(body, path));
            }
        }
        for (Path path : forecast.others()) {
            attempt(path, () -> Unlink.other(calls, path));
        }
        for (Path path : forecast.folders()) {
            attempt(path, () -> removeFolder(path));
        }
        return freedBytes;
    }

    private void removeName(OfBody body, Path path) throws FileCallException {
        if (body.key().isEmpty() || body.fate() == Fate.UNKNOWN && !last) {
            throw Entry.refusal(
                    "remove the name " + path,
                    path,
                    Trouble.LAST_NAME,
                    "it is not known whether other names keep its bytes",
                    "Look at it on a system that tells (aka doctor), or remove it by other means.");
        }
        // A body that is to be lost as a whole may lose each name; of any other, one name at least must be left at the
        // end.
        boolean mayBeLast = last && body.fate() != Fate.SURVIVES;
        freedBytes += Unlink.file(calls, path, body.facts(), mayBeLast);
    }

    private void removeFolder(Path path) throws FileCallException {
        try (Entry entry = Entry.open(calls, path, "remove the folder " + path)) {
            entry.folder().removeFolder(entry.leaf());
        }
    }

    private interface Deed {
        void run() throws FileCallException;
    }

    private void attempt(Path path, Deed deed) {
        cancel.check();
        try {
            deed.run();
            listener.removed(path);
        } catch (FileCallException failed) {
            listener.kept(path, failed);
        }
    }
}
