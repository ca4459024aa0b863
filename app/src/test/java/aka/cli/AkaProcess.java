package aka.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** aka in a process of its own. */
final class AkaProcess {

    private AkaProcess() {}

    /** Returns the words that start it with these arguments. */
    static List<String> command(String... args) {
        return commandFrom(System.getProperty("java.class.path"), args);
    }

    /**
     * Returns the words that start it from jars alone, as an installed one is: they stay open, where a class that lies in a folder
     * cannot be loaded once no file can be opened any more.
     *
     * @param jars the folder in which the jars are made
     */
    static List<String> commandFromJars(Path jars, String... args) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            entries.add(Files.isDirectory(path) ? jar(path, jars.resolve(entries.size() + ".jar")) : entry);
        }
        return commandFrom(String.join(File.pathSeparator, entries), args);
    }

    private static String jar(Path folder, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar.toString();
    }

    private static List<String> commandFrom(String classPath, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                "aka.cli.Main"));
        command.addAll(Arrays.asList(args));
        return command;
    }

    /** Returns what starts {@code command} with the state folder of the tests. */
    static ProcessBuilder builder(List<String> command) {
        return builder(command, TestHome.FOLDER);
    }

    /** Returns what starts {@code command} with {@code home} as its state folder. */
    static ProcessBuilder builder(List<String> command, Path home) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("AKA_HOME", home.toString());
        return builder;
    }
}
