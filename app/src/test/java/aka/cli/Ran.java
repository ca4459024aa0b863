package aka.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a command printed and how it ended. */
record Ran(int exit, String out, String err) {

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

    List<String> lines() {
        return out.lines().toList();
    }
}
