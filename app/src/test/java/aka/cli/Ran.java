package aka.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a command printed and how it ended. */
record Ran(int exit, String out, String err) {

    private static final Pattern WINE = Pattern.compile("(?m)^.*get process group affinity.*\\R");

    /** Runs a command inside this process, with nothing being a terminal. */
    static Ran inside(List<String> args, String stdin, Map<String, String> environment) {
        return inside(args, stdin.getBytes(StandardCharsets.UTF_8), environment, Terminals.NONE);
    }

    static Ran inside(String... args) {
        return inside(List.of(args), "", Map.of());
    }

    static Ran inside(List<String> args, byte[] stdin, Map<String, String> environment, Terminals terminals) {
        Map<String, String> all = new HashMap<>(Map.of("AKA_HOME", TestHome.FOLDER.toString()));
        all.putAll(environment);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings around =
                new Surroundings(new ByteArrayInputStream(stdin), out, err, Map.copyOf(all), terminals, false);
        ExitCode exit = Main.run(args.toArray(new String[0]), around);
        return new Ran(exit.number(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a command of another program, in a process of its own. */
    static Ran outside(String program, List<String> args, byte[] stdin, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Path err = Files.createTempFile("aka", ".err");
        try {
            Process process = builder.redirectError(err.toFile()).start();
            try (OutputStream to = process.getOutputStream()) {
                to.write(stdin);
            }
            byte[] out = process.getInputStream().readAllBytes();
            int exit = process.onExit().join().exitValue();
            return new Ran(exit, new String(out, StandardCharsets.UTF_8), withoutWine(Files.readString(err)));
        } finally {
            Files.deleteIfExists(err);
        }
    }

    /** Leaves out what Wine says itself whenever a JVM starts. */
    private static String withoutWine(String err) {
        return WINE.matcher(err).replaceAll("");
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
