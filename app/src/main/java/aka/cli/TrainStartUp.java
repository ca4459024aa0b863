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
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs the common commands inside one process, so that the JVM can write down what they load: {@code java
 * -XX:AOTCacheOutput=FILE -cp lib/aka.jar aka.cli.TrainStartUp [looks | lists | searches]}. Works on a temporary folder, which it
 * removes.
 *
 * <p>Each class that is loaded here is made ready at every start from that cache, for some 10 microseconds: what only the training
 * itself would load is gone without.
 */
public final class TrainStartUp {

    private static final int FILES = 2000;
    private static final int FOLDERS = 20;
    private static final int LENGTHS = 32;
    private static final int OFTEN = 40;
    private static final int PAIRED = 40;
    private static final int LONG = 16;
    private static final int SEARCHES = 3;

    /** Words and JSON: each has classes of its own. */
    private static final List<String> PRINTED = List.of("--color=never", "--json");

    private final Path folder;
    private final Path file;

    private TrainStartUp(Path folder) throws IOException {
        this.folder = folder;
        // Long enough to be told in kibibytes, too.
        String bytes = "the same bytes\n".repeat(1000);
        file = write(folder.resolve("a"), bytes);
        write(folder.resolve("b"), bytes);
        CodePage.of("stdout.encoding", false, OutputStream.nullOutputStream());
    }

    /**
     * Returns when all has run; a command that fails does not matter here.
     *
     * @param args {@code looks} for those commands alone that look at a few files, {@code lists} for those that only walk or tell of
     *     groups, {@code searches} for those that look for equal bytes
     */
    public static void main(String[] args) throws IOException {
        // Not createTempDirectory, which wants random numbers. What is there already is not taken.
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "aka-train-" + System.nanoTime());
        if (!folder.toFile().mkdir()) {
            throw new IOException("cannot create the folder " + folder);
        }
        try {
            TrainStartUp training = new TrainStartUp(folder);
            switch (args.length == 0 ? "" : args[0]) {
                case "looks" -> training.look();
                case "lists" -> training.list(1);
                case "searches" -> training.search();
                default -> training.all();
            }
        } finally {
            remove(folder.toFile());
        }
    }

    /** So often that the cache also keeps which branches the walk takes: it is compiled well from the start then. */
    private void all() throws IOException {
        look();
        list(OFTEN);
        search();
        act();
    }

    private void look() {
        for (String printed : PRINTED) {
            run("info", file, folder, printed);
            run("info", folder.resolve("missing"), printed);
            run("same", file, folder.resolve("b"), printed);
            run("check", file, folder.resolve("new"), printed);
        }
    }

    private void list(int rounds) throws IOException {
        giveSecondName(file, folder.resolve("c"));
        Path tree = makeTree(folder.resolve("listed"));
        for (String printed : PRINTED) {
            run("names", file, "--in", folder, printed);
            run("list", folder, printed);
            run("list", folder, "--single", printed);
        }
        for (int i = 0; i < rounds; i++) {
            run("list", "-q", tree);
        }
        tellGroups();
    }

    private void tellGroups() {
        run("group", "add", "joined", file, folder.resolve("c"));
        run("group", "add", "split", file, folder.resolve("b"), folder.resolve("missing"));
        for (String printed : PRINTED) {
            run("group", "status", printed);
            run("group", "list", printed);
        }
    }

    private static void giveSecondName(Path existing, Path newName) {
        try {
            Files.createLink(newName, existing);
        } catch (IOException | UnsupportedOperationException noLinksHere) {
            // Then there are names and no links to look at.
            return;
        }
    }

    private void search() throws IOException {
        Path tree = makeTree(folder.resolve("searched"));
        makeLongFiles(tree);
        Path empty = folder.resolve("empty");
        empty.toFile().mkdir();
        for (String printed : PRINTED) {
            run("dupes", folder, printed);
            run("dupes", empty, printed);
            run("dedupe", "-n", folder, printed);
        }
        for (String format : Format.WORDS) {
            run("dupes", "--format", format, tree);
        }
        run("dupes", "-q", "--verify", tree);
        remember(tree);
    }

    private void act() throws IOException {
        run("--help");
        run("--version");
        run("link", "--help");
        run("link", file, folder.resolve("d"));
        run("mklink", "/H", folder.resolve("e"), file);
        run("ln", file, folder.resolve("f"));
        run("ni", folder.resolve("g"), "-ItemType", "HardLink", "-Target", file);
        for (String printed : PRINTED) {
            run("doctor", folder, printed);
            run("rm", "-n", folder.resolve("g"), printed);
        }
        run("catalog", "status");
        run("split", folder.resolve("f"));
        run("rm", folder.resolve("g"));
        joinAndSplit(folder.resolve("pairs"));
    }

    /** Two folders deep, as trees are: other classes come into play then. */
    private static Path makeTree(Path top) throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path folder = top.resolve("folder" + i % FOLDERS).resolve("inner" + i % FOLDERS);
            if (i < FOLDERS) {
                folder.toFile().mkdirs();
            }
            write(folder.resolve("file" + i), "bytes ".repeat(1 + i / 2 % LENGTHS) + i / 2);
        }
        giveSecondName(top.resolve("folder0").resolve("inner0").resolve("file0"), top.resolve("second"));
        return top;
    }

    /** What is read block by block: equal files, and such as differ at the end only or at once, few and many of a length. */
    private static void makeLongFiles(Path top) throws IOException {
        String bytes = "0123456789abcdef".repeat(1 << 14);
        for (int i = 0; i < LONG; i++) {
            write(top.resolve("few" + i), bytes + "few ".repeat(i / 4) + i % 2);
            write(top.resolve("many" + i), bytes + "of many " + i % 8);
            write(top.resolve("other" + i), i + bytes);
        }
    }

    /**
     * What was just written is not remembered yet: so the clock is ahead. And where no volume has an id that lasts, a page is
     * put and got by itself.
     */
    private void remember(Path tree) throws IOException {
        Path memory = folder.resolve("memory");
        memory.toFile().mkdir();
        Path file = SearchCatalog.path(memory);
        for (int i = 0; i < SEARCHES; i++) {
            try (LateCatalog catalog = new LateCatalog(() -> file, trouble -> {});
                    Volumes volumes = Volumes.open();
                    Walk walk = Walk.of(volumes.calls(), List.of(tree), WalkFilters.none())) {
                volumes.calls().memoryForFiles(); // what is asked where reading waits, which it does not here
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
        pairs.toFile().mkdir();
        for (int i = 0; i < PAIRED; i++) {
            write(pairs.resolve("file" + i), "bytes " + i / 2);
        }
        for (String printed : PRINTED) {
            run("dedupe", "--yes", pairs, printed);
            run("history", printed);
            run("undo", "--yes", printed);
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

    private static Path write(Path file, String text) throws IOException {
        try (OutputStream out = new FileOutputStream(file.toFile())) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static void remove(File file) {
        File @Nullable [] below = file.listFiles();
        if (below != null) {
            for (File each : below) {
                remove(each);
            }
        }
        file.delete();
    }
}
