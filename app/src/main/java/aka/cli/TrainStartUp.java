package aka.cli;

import aka.catalog.LateCatalog;
import aka.content.HashPage;
import aka.content.PageKey;
import aka.dedupe.DuplicateFinder;
import aka.dedupe.FinderListener;
import aka.dedupe.FinderOptions;
import aka.dedupe.Remembering;
import aka.file.VolumeId;
import aka.link.Volumes;
import aka.os.CancelToken;
import aka.walk.Walk;
import aka.walk.WalkFilters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs the common commands inside one process, so that the JVM can write down what they load: {@code java
 * -XX:AOTCacheOutput=FILE -cp lib/aka.jar aka.cli.TrainStartUp [looks | walks]}. Works on a temporary folder, which it removes.
 */
public final class TrainStartUp {

    private static final int FILES = 2000;
    private static final int FOLDERS = 20;
    private static final int ROUNDS = 40;
    private static final int PAIRED = 40;
    private static final int SEARCHES = 3;

    private final Path folder;
    private final Path file;

    private TrainStartUp(Path folder) throws IOException {
        this.folder = folder;
        file = Files.writeString(folder.resolve("a"), "the same bytes");
        Files.writeString(folder.resolve("b"), "the same bytes");
        CodePage.of("stdout.encoding", false, OutputStream.nullOutputStream());
    }

    /**
     * Returns when all has run; a command that fails does not matter here.
     *
     * @param args {@code looks} for those commands alone that look at a few files, {@code walks} for those that walk
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("aka-train-");
        try {
            TrainStartUp training = new TrainStartUp(folder);
            List<String> alone = List.of(args);
            if (!alone.contains("walks")) {
                training.look();
            }
            if (!alone.contains("looks")) {
                training.walk();
            }
            if (alone.isEmpty()) {
                training.act();
            }
        } finally {
            remove(folder);
        }
    }

    private void look() {
        for (String json : List.of("-q", "--json")) {
            run("info", file, folder, json);
            run("info", folder.resolve("missing"), json);
            run("same", file, folder.resolve("b"), json);
            run("check", file, folder.resolve("new"), json);
        }
    }

    private void walk() throws IOException {
        run("link", file, folder.resolve("c"));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        for (String json : List.of("-q", "--json")) {
            run("names", file, "--in", folder, json);
            run("list", folder, json);
            run("list", folder, "--single", json);
            run("dupes", folder, json);
            run("dupes", empty, json);
            run("dedupe", "-n", folder, json);
        }
        walkOften(folder.resolve("tree"));
        remember(folder.resolve("tree"));
    }

    private void act() throws IOException {
        run("--help");
        run("--version");
        run("link", "--help");
        run("link", file, folder.resolve("d"));
        run("mklink", "/H", folder.resolve("e"), file);
        run("ln", file, folder.resolve("f"));
        run("ni", folder.resolve("g"), "-ItemType", "HardLink", "-Target", file);
        for (String json : List.of("-q", "--json")) {
            run("doctor", folder, json);
            run("rm", "-n", folder.resolve("g"), json);
        }
        run("catalog", "status");
        run("split", folder.resolve("f"));
        run("rm", folder.resolve("g"));
        joinAndSplit(folder.resolve("pairs"));
    }

    /** So often that the cache also keeps which branches the walk takes: it is compiled well from the start then. */
    private void walkOften(Path top) throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path folder = top.resolve("folder" + i % FOLDERS);
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("file" + i), "bytes " + i / 2);
        }
        for (int i = 0; i < ROUNDS; i++) {
            run("list", "-q", top);
        }
        for (String format : Format.WORDS) {
            run("dupes", "--format", format, top);
        }
        run("dupes", "-q", "--verify", top);
    }

    /**
     * What was just written is not remembered yet: so the clock is ahead. And where no volume has an id that lasts, a page is
     * put and got by itself.
     */
    private void remember(Path tree) throws IOException {
        Path file = SearchCatalog.path(Files.createDirectories(folder.resolve("memory")));
        for (int i = 0; i < SEARCHES; i++) {
            try (LateCatalog catalog = new LateCatalog(() -> file, trouble -> {});
                    Volumes volumes = Volumes.open();
                    Walk walk = Walk.of(volumes.calls(), List.of(tree), WalkFilters.none())) {
                InstantSource ahead = InstantSource.offset(InstantSource.system(), Duration.ofHours(1));
                FinderOptions options = FinderOptions.NONE.withRemembering(new Remembering(catalog, ahead, 1));
                DuplicateFinder.find(walk, options, FinderListener.NONE, new CancelToken());
                PageKey key = new PageKey(new VolumeId(1, 2, true), 0, i);
                catalog.recall(List.of(key), (found, page) -> {});
                catalog.remember(new TreeMap<>(Map.of(key, HashPage.of(List.of()))));
            }
        }
    }

    /** Few files: each run waits for the disk. */
    private void joinAndSplit(Path pairs) throws IOException {
        Files.createDirectory(pairs);
        for (int i = 0; i < PAIRED; i++) {
            Files.writeString(pairs.resolve("file" + i), "bytes " + i / 2);
        }
        for (String json : List.of("-q", "--json")) {
            run("dedupe", "--yes", pairs, json);
            run("history", json);
            run("undo", "--yes", json);
        }
    }

    private void run(Object... args) {
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        Surroundings around = new Surroundings(
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                Map.of("AKA_HOME", folder.resolve("home").toString()),
                Terminals.find(),
                true);
        Main.run(RawArguments.of(words), around);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
