package aka.safety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that keeps bytes safe, as a patch that takes it away. Above the patch are the lines {@code safeguard:}, in words,
 * and {@code test:}, one or more, each the method of a test that must fail without it.
 *
 * @param patch the file
 * @param words what is taken away
 * @param tests each {@code aka.run.PlanRunTest#method}
 * @param files what the patch changes, below the checkout
 */
record Safeguard(Path patch, String words, List<String> tests, List<Path> files) {

    static Safeguard read(Path patch) throws IOException {
        List<String> lines = Files.readAllLines(patch);
        List<String> words = after("safeguard: ", lines);
        List<String> tests = after("test: ", lines);
        List<Path> files = after("+++ b/", lines).stream().map(Path::of).toList();
        if (words.size() != 1 || tests.isEmpty() || files.isEmpty()) {
            throw new IOException(patch + " lacks 'safeguard: ', 'test: ' or what is to be changed");
        }
        return new Safeguard(patch, words.getFirst(), tests, files);
    }

    private static List<String> after(String start, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    /** Returns all of a folder, or those of these names, in the order of their names. */
    static List<Safeguard> readAll(Path folder, List<String> names) throws IOException {
        List<Path> patches;
        try (Stream<Path> all = Files.list(folder)) {
            patches = all.filter(file -> names.isEmpty() || names.contains(name(file)))
                    .sorted()
                    .toList();
        }
        if (patches.size() < Math.max(1, names.size())) {
            throw new IOException("not all of these are in " + folder + ": " + names);
        }
        List<Safeguard> read = new java.util.ArrayList<>();
        for (Path patch : patches) {
            read.add(read(patch));
        }
        return read;
    }

    String name() {
        return name(patch);
    }

    private static String name(Path patch) {
        return patch.getFileName().toString().replaceFirst("\\.patch$", "");
    }
}
