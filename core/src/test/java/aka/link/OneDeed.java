package aka.link;

import aka.os.CancelToken;
import aka.os.FileCallException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One deed as a process of its own, which can be killed: {@code OneDeed rm PATH...}, {@code OneDeed race GO NAME
 * ROUNDS}. It ends with 0 if it was done, with 3 if it was refused.
 */
public final class OneDeed {

    private OneDeed() {}

    public static void main(String[] args) {
        if (args[0].equals("race")) {
            race(Path.of(args[1]), args[2], Integer.parseInt(args[3]));
            return;
        }
        List<Path> paths = Arrays.stream(args).skip(1).map(Path::of).toList();
        try (Volumes volumes = Volumes.open()) {
            System.exit(rm(volumes, paths) ? 0 : 3);
        }
    }

    /** Waits for the file {@code go}, then removes the names numbered from 0 on, each as {@code rm} would. */
    private static void race(Path go, String name, int rounds) {
        try (Volumes volumes = Volumes.open()) {
            while (!Files.exists(go)) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < rounds; i++) {
                rm(volumes, List.of(Path.of(name + i)));
            }
        }
    }

    private static boolean rm(Volumes volumes, List<Path> paths) {
        CancelToken cancel = new CancelToken();
        RemovalForecast forecast = volumes.forecast(paths, false, cancel);
        if (forecast.losesData()) {
            return false;
        }
        boolean[] all = {forecast.troubles().isEmpty()};
        RemovalForecast.Listener listener = new RemovalForecast.Listener() {
            @Override
            public void removed(Path path) {
                // The exit code tells.
            }

            @Override
            public void kept(Path path, FileCallException why) {
                System.err.println(why.getMessage());
                all[0] = false;
            }
        };
        forecast.remove(volumes.calls(), false, listener, cancel);
        return all[0];
    }
}
