package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a start loads, in a fresh JVM without a start-up cache. {@code resources/startup} holds how many classes of each package
 * a command loaded when that was looked at last; with {@code -Daka.startup.write=true} it is written anew.
 */
class LoadedClassesTest {

    /** A jump is a tenth of all; another Java has some classes more or fewer. */
    private static final double ROOM = 1.1;

    private static final Path KNOWN = Path.of("src", "test", "resources", "startup");

    @TempDir
    Path temp;

    @Test
    void info_loadsNoMoreClassesThanItNeeds() throws Exception {
        Path file = Files.writeString(temp.resolve("a"), "bytes");
        assertNoJump("info", loaded("info", file.toString()));
    }

    @Test
    void dupesOfAnEmptyFolder_loadsNoMoreClassesThanItNeeds() throws Exception {
        Path empty = Files.createDirectory(temp.resolve("empty"));
        assertNoJump("dupes", loaded("dupes", empty.toString()));
    }

    @Test
    void info_loadsNothingOfWhatOnlyOtherCommandsNeed() throws Exception {
        Path file = Files.writeString(temp.resolve("a"), "bytes");
        assertThat(loaded("info", file.toString()).keySet())
                .doesNotContain("aka.dedupe", "aka.run", "aka.journal", "aka.walk", "java.sql", "java.util.logging")
                .noneMatch(name -> name.startsWith("tools.jackson") || name.startsWith("de.siegmar"));
    }

    /** One that is not there is looked for in every jar of the class path. */
    @Test
    void info_looksForNoClassThatIsNotThere() throws Exception {
        Path file = Files.writeString(temp.resolve("a"), "bytes");
        assertThat(logged("exceptions", "info", file.toString()))
                .isNotEmpty()
                .noneMatch(line -> line.contains("ClassNotFoundException"));
    }

    private static void assertNoJump(String command, Map<String, Integer> loaded) throws IOException {
        Path list = KNOWN.resolve(command + ".txt");
        if (Boolean.getBoolean("aka.startup.write")) {
            Files.write(list, lines(loaded));
        }
        Map<String, Integer> known = new TreeMap<>();
        for (String line : Files.readAllLines(list)) {
            int blank = line.indexOf(' ');
            known.put(line.substring(blank + 1), Integer.valueOf(line.substring(0, blank)));
        }
        assertThat(sum(loaded))
                .as(() -> "classes loaded; more than before are of " + grown(known, loaded))
                .isLessThanOrEqualTo((int) (ROOM * sum(known)));
    }

    private static List<String> lines(Map<String, Integer> loaded) {
        return loaded.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .toList();
    }

    private static int sum(Map<String, Integer> loaded) {
        return loaded.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static List<String> grown(Map<String, Integer> known, Map<String, Integer> loaded) {
        return loaded.entrySet().stream()
                .filter(each -> each.getValue() > known.getOrDefault(each.getKey(), 0))
                .map(each -> each.getKey() + " +" + (each.getValue() - known.getOrDefault(each.getKey(), 0)))
                .toList();
    }

    /** Returns how many classes of each package a command loads. */
    private Map<String, Integer> loaded(String... args) throws Exception {
        Map<String, Integer> loaded = new TreeMap<>();
        for (String line : logged("class+load", args)) {
            if (line.contains(" source: ")) {
                loaded.merge(packageOf(line.substring(0, line.indexOf(" source: "))), 1, Integer::sum);
            }
        }
        return loaded;
    }

    /** Returns what the JVM tells of {@code tags} while it runs a command. */
    private List<String> logged(String tags, String... args) throws Exception {
        Path log = temp.resolve("jvm.log");
        List<String> command = AkaProcess.command(args);
        command.add(1, "-Xlog:" + tags + ":file=" + log + ":none");
        Process process = AkaProcess.builder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readAllLines(log);
    }

    /** Classes that are made at run time have a number behind a slash. */
    private static String packageOf(String line) {
        String name = line.contains("/") ? line.substring(0, line.indexOf('/')) : line;
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }
}
