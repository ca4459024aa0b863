package aka.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** aka in a process of its own. */
final class AkaProcess {

    private AkaProcess() {}

    /** Returns the words that start it with these arguments. */
    static List<String> command(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
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
